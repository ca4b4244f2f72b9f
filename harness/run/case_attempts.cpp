#include "run/case_attempts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "result/attempts.hpp"
#include "run/case_runner.hpp"
#include "run/cut_comparison.hpp"

namespace smtpspec::run {
namespace {

using result::CaseResult;
using result::Outcome;

// Beyond that the machine is too busy to judge anything by it.
constexpr unsigned plays_of_a_laggard = 4;

bool judges_client(const scenario::Scenario& scenario, const Plan& plan) {
  return scenario.judges == scenario::Judges::client && plan.client;
}

// How late an event loop may be before a deadline says nothing any more.
LoopWatch::Clock::duration tolerable_lag(const play::Facts& facts) {
  const auto& within = facts.deadlines;
  return std::min({within.connect, within.reply, within.handshake, within.delivery}) / 4;
}

bool may_be_due_to_lag(const CaseResult& one) {
  return one.outcome != Outcome::pass && one.outcome != Outcome::not_applicable;
}

// One play that the harness was quick enough for. `cutting`: instead of the plan's.
asio::awaitable<CaseResult> play_in_time(scenario::ScenarioPtr scenario, const Plan& plan,
                                         std::optional<play::Cutting> cutting, std::mt19937_64& random,
                                         const LoopWatch& watch) {
  const bool of_client = judges_client(*scenario, plan);
  Route route = plan.route;
  ClientRoute client_route = of_client ? plan.client->route : ClientRoute{};
  if (cutting) route.cut = client_route.cut = cutting;
  for (unsigned play = 1;; ++play) {
    play::Facts facts = of_client ? plan.client->facts : plan.facts;
    const auto tolerable = tolerable_lag(facts);
    facts.variables["case"] = case_token(random);
    facts.ordinary = plan.ordinary;
    play::Offers offers = plan.offers;
    const LoopWatch::Clock::time_point began = LoopWatch::Clock::now();
    auto running = of_client ? run_client_case(scenario, std::move(facts), client_route)
                             : run_case(scenario, std::move(facts), std::move(offers), route);
    CaseResult result = co_await std::move(running);
    const auto lag = watch.latest_since(began);
    if (!may_be_due_to_lag(result) || lag <= tolerable) co_return result;
    if (play < plays_of_a_laggard) continue;
    result.outcome = Outcome::error;
    result.note = fmt::format(
        "the harness itself was late by {} ms in each of {} plays: the machine is too busy to judge",
        std::chrono::duration_cast<std::chrono::milliseconds>(lag).count(), play);
    result.findings.clear();
    co_return result;
  }
}

// The server said goodbye in a case that came to no verdict. One that has to shut down, or has had enough of
// its client, may do so behind any command (RFC 5321 sections 3.8, 4.2.2 and 7.8); another session may be
// spared. One that does so each time has its reasons: the case stays blocked.
bool was_sent_away(const CaseResult& one) {
  const auto& entries = one.transcript.entries();
  return (one.outcome == Outcome::fail || one.outcome == Outcome::blocked) &&
         one.judged == result::Side::server &&
         std::any_of(entries.begin(), entries.end(), result::says_goodbye);
}

bool goes_on(const Plan& plan, const std::vector<CaseResult>& plays) {
  return plays.size() <= plan.retries && result::deserves_a_retry(plays.back());
}

}  // namespace

asio::awaitable<CaseResult> attempt_case(scenario::ScenarioPtr scenario, const Plan& plan,
                                         std::mt19937_64& random, const LoopWatch& watch,
                                         const Interrupted& interrupted) {
  if (plan.compares_cuts) {
    auto comparing = compare_cuts([&](std::optional<play::Cutting> cutting) {
      return play_in_time(scenario, plan, cutting, random, watch);
    });
    co_return co_await std::move(comparing);
  }
  std::vector<CaseResult> plays;
  do {
    CaseResult play = co_await play_in_time(scenario, plan, std::nullopt, random, watch);
    if (was_sent_away(play) && !interrupted)
      play = co_await play_in_time(scenario, plan, std::nullopt, random, watch);
    plays.push_back(std::move(play));
  } while (goes_on(plan, plays) && !interrupted);
  co_return result::combined(std::move(plays), true);
}

}  // namespace smtpspec::run
