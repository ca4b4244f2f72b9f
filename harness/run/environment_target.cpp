#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "play/memory/reference_peers.hpp"
#include "run/delivery_oracle.hpp"
#include "run/environment.hpp"
#include "run/submitters.hpp"
#include "target/target.hpp"

namespace smtpspec::run {
namespace {

using target::StartedTarget;

// Each case is a process, often of an interpreter: more of them wait for the processors only.
constexpr unsigned clients_at_once = 8;
constexpr std::chrono::milliseconds log_is_read_within{1000};

net::Endpoint endpoint_of(const std::vector<net::Endpoint>& endpoints, IpVersion ip,
                          const std::string& name) {
  for (const net::Endpoint& endpoint : endpoints)
    if ((endpoint.host.find(':') != std::string::npos) == (ip == IpVersion::v6)) return endpoint;
  throw std::runtime_error(
      fmt::format("{} listens on no address of IPv{} here", name, ip == IpVersion::v6 ? 6 : 4));
}

std::vector<CrashSign> crash_signs(const StartedTarget& started) {
  std::vector<CrashSign> signs;
  for (const target::LogLine& line : started.timed_log().crash_reports())
    signs.push_back({line.at, line.text});
  if (!started.alive()) signs.push_back({started.ended_at(), "its end: " + started.how_it_ended()});
  return signs;
}

}  // namespace

Environment judged_client(target::Profile profile, IpVersion ip, std::function<bool()> interrupted) {
  ClientSide client;
  client.is_program = true;
  client.route.host = loopback(ip);
  // What a scenario can say of anybody's mail; the profile may know better.
  client.facts.variables = profile.variables;
  for (const auto& [name, value] : play::facts_of_reference_client().variables)
    if (name != "case") client.facts.variables.emplace(name, value);
  client.facts.facts = profile.facts;
  if (client.facts.facts.contains("client.tls-opportunistic") ||
      client.facts.facts.contains("client.tls-required"))
    client.facts.facts.insert("client.starttls");
  client.facts.deadlines.client = profile.submitted_within;
  client.route.identities = std::make_shared<const ServerIdentities>(client.facts.variables["server"]);
  const auto program = std::make_shared<const target::ClientProgram>(
      std::move(profile), client.route.identities->authority(), std::move(interrupted));
  client.route.submit = [program](play::SubmissionOrder order, net::Endpoint server) {
    return submit_with_program(program, std::move(order), std::move(server));
  };

  Environment environment;
  environment.target = program->profile().name;
  environment.software = program->version();
  environment.sessions = program->profile().sessions.value_or(clients_at_once);
  environment.address = client.route.host;
  environment.client = std::move(client);
  environment.held = std::const_pointer_cast<target::ClientProgram>(program);
  return environment;
}

Environment started_target(target::Profile profile, Entry entry, IpVersion ip,
                           std::function<bool()> interrupted) {
  if (entry == Entry::implicit_tls && !profile.speaks_implicit_tls)
    throw std::runtime_error(fmt::format("the profile of {} names no port for implicit TLS", profile.name));
  std::shared_ptr<RelayPlaces> places;
  if (profile.relay) places = std::make_shared<RelayPlaces>();
  auto started = std::make_shared<StartedTarget>(std::move(profile), std::move(interrupted),
                                                 places ? places->listing() : std::string());
  const target::Profile& of = started->profile();

  Environment environment;
  environment.target = of.name;
  environment.software = started->version();
  environment.sessions = of.sessions;
  environment.facts.variables = of.variables;
  environment.facts.variables.emplace("client", "client.test");
  environment.facts.facts = of.facts;
  environment.tls = std::make_shared<const net::TlsContext>(net::TlsContext::client(started->authority()));
  environment.route.tls = environment.tls.get();
  environment.route.implicit_tls = environment.facts.implicit_tls = entry == Entry::implicit_tls;
  environment.route.endpoint = endpoint_of(
      entry == Entry::implicit_tls ? started->tls_endpoints() : started->endpoints(), ip, of.name);
  environment.address = environment.route.endpoint.str();
  if (started->deliveries())
    look_into(std::shared_ptr<const target::Deliveries>(started, &*started->deliveries()), environment);
  environment.log = [started](result::TimePoint from, result::TimePoint to) {
    return started->timed_log().between(from, to);
  };
  environment.catch_up = [started] {
    started->catch_up(log_is_read_within);
  };
  environment.crashes = [started] {
    return crash_signs(*started);
  };
  environment.await_crash = [started](std::size_t known, std::chrono::milliseconds within) {
    if (started->alive()) started->timed_log().wait_for_report_behind(known, within);
  };
  environment.death = [started] {
    return started->alive() ? std::string() : "the target ended in mid-run: " + started->how_it_ended();
  };
  if (places) {
    environment.relay =
        RelayRoute{.places = places, .identities = std::make_shared<const ServerIdentities>("next-hop.test")};
    environment.facts.deadlines.relay = of.relay->gives_up_within;
  }
  environment.route.kill = [started] {
    started->kill_and_restart();
  };
  environment.held = started;
  return environment;
}

}  // namespace smtpspec::run
