#include "run/case_runner.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include <boost/asio/this_coro.hpp>

#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "play/play.hpp"
#include "run/driver.hpp"
#include "run/hop_line.hpp"

namespace smtpspec::run {
namespace {

using result::CaseResult;
using result::Outcome;

CaseResult described(const scenario::Scenario& scenario) {
  CaseResult result = play::result_of(scenario);
  result.started = std::chrono::system_clock::now();
  return result;
}

}  // namespace

std::string case_token(std::mt19937_64& random) {
  static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::uniform_int_distribution<std::size_t> any(0, alphabet.size() - 1);
  std::string token = "c";
  while (token.size() < 20) token += alphabet[any(random)];
  return token;
}

namespace {

using MakeLines = std::function<Lines(asio::any_io_executor)>;

// `make`: throws where there can be no line.
asio::awaitable<Driven> drive_on_lines(play::Play& play, MakeLines make) {
  const auto executor = co_await asio::this_coro::executor;
  Lines lines = make(executor);
  co_return co_await drive(play, lines);
}

Lines only(std::unique_ptr<Line> line) {
  Lines lines;
  lines.push_back(std::move(line));
  return lines;
}

asio::awaitable<Played> run_on_lines(scenario::ScenarioPtr scenario, play::Facts facts, MakeLines make) {
  play::Play play(std::move(scenario), std::move(facts));
  const auto started = std::chrono::system_clock::now();
  const auto began = std::chrono::steady_clock::now();
  Driven driven;
  std::string trouble;
  try {
    driven = co_await drive_on_lines(play, std::move(make));
  } catch (const std::exception& broken) {
    trouble = "the harness broke: " + std::string(broken.what());
  }
  Played played{.result = play.take_result(), .waits = driven.waits};
  CaseResult& result = played.result;
  result.started = started;
  result.duration = std::chrono::duration_cast<result::Duration>(std::chrono::steady_clock::now() - began);
  if (!trouble.empty()) {
    result.outcome = Outcome::error;
    result.note = trouble;
  }
  if (!driven.crash.empty() && result.outcome != Outcome::error) {
    result.outcome = Outcome::crash;
    result.note = "the client broke down while this case ran: " + driven.crash;
  }
  co_return played;
}

}  // namespace

asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts, const Route& route) {
  auto make = [&route](asio::any_io_executor executor) {
    return only(outgoing_line(std::move(executor), route));
  };
  co_return co_await run_on_lines(std::move(scenario), std::move(facts), std::move(make));
}

asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts,
                                 const ClientRoute& route) {
  auto make = [&route](asio::any_io_executor executor) {
    return only(incoming_line(std::move(executor), route));
  };
  co_return co_await run_on_lines(std::move(scenario), std::move(facts), std::move(make));
}

asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts, const Route& route,
                                 const RelayRoute& relay) {
  const RelayPlaces::Place place = relay.places->take();
  name(place, facts);
  auto make = [&route, &relay, place](asio::any_io_executor executor) {
    const auto bell = std::make_shared<Bell>(executor);
    Lines lines = only(outgoing_line(executor, route));
    lines.push_back(hop_line(executor, place.next_hop_at, *relay.identities, bell));
    lines.push_back(hop_line(executor, place.sender_host_at, *relay.identities, bell));
    return lines;
  };
  co_return co_await run_on_lines(std::move(scenario), std::move(facts), std::move(make));
}

Played run_case(scenario::ScenarioPtr scenario, const reference::RelayBehaviour& relay) {
  const auto started = std::chrono::system_clock::now();
  Played played{.result = play::play_in_memory(std::move(scenario), relay, play::facts_of_reference_relay()),
                .waits = {}};
  played.result.started = started;
  return played;
}

CaseResult not_run(const scenario::Scenario& scenario, std::string why) {
  CaseResult result = described(scenario);
  result.outcome = Outcome::not_run;
  result.note = std::move(why);
  return result;
}

}  // namespace smtpspec::run
