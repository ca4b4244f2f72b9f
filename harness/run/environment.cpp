#include "run/environment.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "play/memory/reference_peers.hpp"
#include "run/accepted_messages.hpp"
#include "run/listener.hpp"
#include "run/presence.hpp"
#include "run/submitters.hpp"

namespace smtpspec::run {
std::string loopback(IpVersion ip) {
  return ip == IpVersion::v4 ? "127.0.0.1" : "::1";
}

namespace {

// What the embedded server is made of, in the order of its beginning.
struct Embedded {
  Embedded(const reference::Behaviour& behaviour, const std::string& host)
      : identity(
            net::TlsContext::server(authority.issue(ReferenceListener::certificate_of(behaviour, host)))),
        listener({.clear = {host, 0},
                  .implicit_tls = net::Endpoint{host, 0},
                  .behaviour = behaviour,
                  .accepted =
                      [this](const reference::Message& message) {
                        messages.add(message);
                      }},
                 identity) {}

  net::Authority authority;
  net::TlsContext identity;
  AcceptedMessages messages;
  ReferenceListener listener;
};

asio::awaitable<play::DeliveryAnswer> look_up(std::shared_ptr<Embedded> embedded,
                                              play::AskDelivery question) {
  play::DeliveryAnswer answer{.available = true, .messages = embedded->messages.with(question.token)};
  co_return answer;
}

ClientSide embedded_client(const reference::ClientBehaviour& behaviour, IpVersion ip) {
  ClientSide client{.facts = play::facts_of_reference_client(), .route = {}};
  client.facts.variables.erase("case");
  client.route.host = loopback(ip);
  client.route.identities = std::make_shared<const ServerIdentities>(client.facts.variables["server"]);
  const auto tls =
      std::make_shared<const net::TlsContext>(net::TlsContext::client(client.route.identities->authority()));
  client.route.submit = [behaviour, tls](play::SubmissionOrder order, net::Endpoint server) {
    return submit_with_reference(behaviour, tls, std::move(order), std::move(server));
  };
  return client;
}

}  // namespace

Environment embedded_reference(const reference::Behaviour& behaviour,
                               const reference::ClientBehaviour& client,
                               const reference::RelayBehaviour& relay, Entry entry, IpVersion ip) {
  auto embedded = std::make_shared<Embedded>(behaviour, loopback(ip));
  Environment environment;
  environment.target = "reference";
  environment.software = "the reference server";
  environment.facts = play::facts_of(behaviour);
  environment.tls =
      std::make_shared<const net::TlsContext>(net::TlsContext::client(embedded->authority.certificate()));
  environment.route.tls = environment.tls.get();
  environment.route.implicit_tls = environment.facts.implicit_tls = entry == Entry::implicit_tls;
  environment.route.endpoint =
      entry == Entry::implicit_tls ? *embedded->listener.tls_endpoint() : embedded->listener.clear_endpoint();
  environment.address = environment.route.endpoint.str();
  environment.route.deliveries = [embedded](play::AskDelivery question) {
    return look_up(embedded, std::move(question));
  };
  environment.held = embedded;
  environment.client = embedded_client(client, ip);
  environment.reference_relay = std::make_shared<const reference::RelayBehaviour>(relay);
  return environment;
}

namespace {

net::Endpoint chosen_address(const RunningServer& server) {
  const std::vector<net::Endpoint> addresses = net::resolve(server.endpoint);
  for (const net::Endpoint& one : addresses)
    if (!server.ip || (one.host.find(':') != std::string::npos) == (server.ip == IpVersion::v6)) return one;
  throw std::runtime_error(
      fmt::format("{} has no address of IPv{}", server.endpoint.str(), server.ip == IpVersion::v6 ? 6 : 4));
}

}  // namespace

Environment running_server(const RunningServer& server, Entry entry) {
  Environment environment;
  environment.address = server.endpoint.str();
  environment.target = server.called.empty() ? environment.address : server.called;
  environment.route.endpoint = chosen_address(server);
  if (!server.allow_remote && !net::is_loopback(environment.route.endpoint))
    throw std::runtime_error(
        fmt::format("{} is beyond this machine; --allow-remote lets a run go there", server.endpoint.str()));
  environment.tls = std::make_shared<const net::TlsContext>(net::TlsContext::client(server.trust));
  environment.route.tls = environment.tls.get();
  environment.route.implicit_tls = environment.facts.implicit_tls = entry == Entry::implicit_tls;
  // What a stranger can be asked without knowing it. Mailboxes are for the user to name.
  environment.facts.variables = {
      {"client", "client.test"}, {"server", server.endpoint.host}, {"sender", "sender@client.test"}};
  for (const auto& [key, value] : server.names) environment.facts.variables[key] = value;
  if (!server.maildirs.empty())
    look_into(std::make_shared<const target::Deliveries>(target::DeliveryPlace{
                  .maildirs = server.maildirs, .mboxes = {}, .line_ends = target::LineEnds::lf}),
              environment);
  const auto presence = std::make_shared<Presence>(environment.route.endpoint);
  environment.is_there = [presence](std::chrono::milliseconds within) {
    return presence->is_there(within);
  };
  environment.crashes = [presence] {
    return presence->signs();
  };
  environment.death = [presence] {
    return presence->absence();
  };
  return environment;
}

}  // namespace smtpspec::run
