#include "run/case_runner.hpp"

#include <exception>
#include <optional>

#include "play/case_book.hpp"
#include "play/server_player.hpp"
#include "run/client_driver.hpp"

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

asio::awaitable<void> drive_and_keep(play::Player& player, const Route& route, Waits& waits) {
  waits = co_await drive(player, route);
}

asio::awaitable<void> drive_and_keep(play::ServerPlayer& player, const ClientRoute& route, ClientPlay& play) {
  play = co_await drive(player, route);
}

// Whoever plays, and on whatever route: `driving` is not begun yet.
template <class AnyPlayer>
asio::awaitable<CaseResult> run_to_the_end(AnyPlayer& player, asio::awaitable<void> driving) {
  const auto started = std::chrono::system_clock::now();
  const auto began = std::chrono::steady_clock::now();
  std::string trouble;
  try {
    co_await std::move(driving);
  } catch (const std::exception& broken) {
    trouble = broken.what();
  }
  CaseResult result = player.take_result();
  result.started = started;
  result.duration = std::chrono::duration_cast<result::Duration>(std::chrono::steady_clock::now() - began);
  if (!trouble.empty()) {
    result.outcome = Outcome::error;
    result.note = "the harness broke: " + trouble;
  }
  co_return result;
}

}  // namespace

asio::awaitable<Played> run_case(scenario::ScenarioPtr scenario, play::Facts facts, play::Offers offers,
                                 const Route& route) {
  play::Player player(std::move(scenario), std::move(facts));
  player.know(std::move(offers));
  Played played;
  played.result = co_await run_to_the_end(player, drive_and_keep(player, route, played.waits));
  co_return played;
}

asio::awaitable<Played> run_client_case(scenario::ScenarioPtr scenario, play::Facts facts,
                                        const ClientRoute& route) {
  play::ServerPlayer player(std::move(scenario), std::move(facts));
  ClientPlay play;
  Played played;
  played.result = co_await run_to_the_end(player, drive_and_keep(player, route, play));
  played.waits = play.waits;
  if (play.end && !play.end->crash.empty() && played.result.outcome != Outcome::error) {
    played.result.outcome = Outcome::crash;
    played.result.note = "the client broke down while this case ran: " + play.end->crash;
  }
  co_return played;
}

CaseResult not_run(const scenario::Scenario& scenario, std::string why) {
  CaseResult result = described(scenario);
  result.outcome = Outcome::not_run;
  result.note = std::move(why);
  return result;
}

}  // namespace smtpspec::run
