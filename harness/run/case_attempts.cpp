#include "run/case_attempts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "play/material/volume.hpp"
#include "result/attempts.hpp"
#include "run/case_runner.hpp"
#include "run/cut_comparison.hpp"

namespace smtpspec::run {
namespace {

using Clock = LoopWatch::Clock;
using result::CaseResult;
using result::Outcome;

// With nothing beside it. Beyond that the machine is too busy to judge anything by it.
constexpr unsigned plays_of_a_laggard = 4;
// Times the usual deadlines: RFC 5321 section 4.5.3.2 gives a server minutes.
constexpr unsigned patience_of_a_second_look = 4;
// What moves less than that at a time needs no place among what is large.
constexpr std::uint64_t small_content = 1024 * 1024;

bool judges_client(const scenario::Scenario& scenario, const Plan& plan) {
  return scenario.judges == scenario::Judges::client && plan.client;
}

bool takes_program(const scenario::Scenario& scenario, const Plan& plan) {
  return judges_client(scenario, plan) && plan.client->is_program;
}

const play::Facts& facts_for(const scenario::Scenario& scenario, const Plan& plan) {
  return judges_client(scenario, plan) ? plan.client->facts : plan.facts;
}

Clock::duration tolerable_lag(const play::Facts& facts) {
  const auto& within = facts.deadlines;
  return std::min({within.connect, within.reply, within.handshake, within.delivery}) / 4;
}

bool may_be_due_to_lag(const CaseResult& one) {
  return one.outcome != Outcome::pass && one.outcome != Outcome::not_applicable;
}

// One play, and what is to be thought of it.
struct Play {
  CaseResult result;
  Waits waits;
  Clock::time_point began;
  Clock::duration lag{0};
  bool harness_was_late = false;
};

asio::awaitable<Play> play_once(scenario::ScenarioPtr scenario, std::optional<play::Cutting> cutting,
                                const Stage& stage, unsigned patience) {
  const Plan& plan = stage.plan;
  const bool of_client = judges_client(*scenario, plan);
  const bool judges_relay = scenario->judges == scenario::Judges::relay;
  Route route = plan.route;
  ClientRoute client_route = of_client ? plan.client->route : ClientRoute{};
  if (cutting) route.cut = client_route.cut = cutting;
  client_route.patience = patience;
  play::Facts facts = facts_for(*scenario, plan);
  facts.deadlines = facts.deadlines.times(patience);
  const Clock::duration tolerable = tolerable_lag(facts);
  facts.ordinary = plan.ordinary;
  facts.variables["case"] = case_token(stage.random);
  facts.offers = plan.offers;
  Play play{.began = Clock::now()};
  Played played;
  if (scenario->judges == scenario::Judges::relay && !plan.relay) {
    played = run_case(scenario, *plan.reference_relay);
  } else {
    auto running = of_client      ? run_case(scenario, std::move(facts), client_route)
                   : judges_relay ? run_case(scenario, std::move(facts), route, *plan.relay)
                                  : run_case(scenario, std::move(facts), route);
    played = co_await std::move(running);
  }
  play.result = std::move(played.result);
  play.waits = played.waits;
  play.lag = stage.watch.latest_since(play.began);
  play.harness_was_late = may_be_due_to_lag(play.result) && play.lag > tolerable;
  co_return play;
}

// What a play has to have before it may begin, beside its lane.
struct Entrance {
  Gate::Pass octets, program, one;
};

asio::awaitable<Entrance> enter(const scenario::Scenario& scenario, const Stage& stage) {
  const std::uint64_t octets =
      play::volume_of(scenario, facts_for(scenario, stage.plan), stage.plan.offers).total;
  Entrance entrance;
  if (octets >= small_content) entrance.octets = co_await stage.pace.octets().enter(octets);
  if (takes_program(scenario, stage.plan)) entrance.program = co_await stage.pace.programs().enter();
  entrance.one = co_await stage.pace.cases().enter();
  co_return entrance;
}

// What a play tells of the machine and of the target.
void learn_from(const Play& play, const scenario::Scenario& scenario, const Stage& stage) {
  if (play.harness_was_late) return stage.pace.loop_was_late(play.lag, tolerable_lag(stage.plan));
  stage.pace.case_went_well(takes_program(scenario, stage.plan));
  if (play.waits.first_contact && takes_program(scenario, stage.plan)) {
    const Clock::duration after = *play.waits.first_contact;
    stage.pace.program_began(after, stage.target.quickest_begin(after));
  }
  if (!judges_client(scenario, stage.plan))
    stage.target.replied_after(play.waits.longest, stage.plan.facts.deadlines.reply);
}

// A deadline of ours passed, and the verdict hangs on it: nobody's fault before it was waited for longer, or
// the baseline tells of just that. A client that does not go on blocks a case often and of its own will; only
// a slow machine makes that doubtful.
bool deserves_a_longer_wait(const Play& play, const scenario::Scenario& scenario, const Stage& stage) {
  if (!play.waits.in_vain && !play.waits.undecided) return false;
  const Outcome outcome = play.result.outcome;
  if (outcome != Outcome::fail && outcome != Outcome::blocked && outcome != Outcome::error) return false;
  if (stage.plan.is_known && stage.plan.is_known(play.result)) return false;
  if (outcome == Outcome::fail) return true;
  const bool is_its_own_will = judges_client(scenario, stage.plan) || play.waits.undecided;
  return !is_its_own_will || stage.pace.was_lowered_since(play.began);
}

CaseResult undecided(CaseResult one) {
  if (one.outcome != Outcome::fail) return one;
  one.note = result::headline_of(one) + "; not played again with a longer wait: others took the time for it";
  one.outcome = Outcome::blocked;
  one.findings.clear();
  return one;
}

CaseResult too_late(CaseResult one, Clock::duration lag, unsigned plays) {
  one.outcome = Outcome::error;
  one.note = fmt::format(
      "the harness itself was late by {} ms in the last of {} plays with nothing beside them: the machine is "
      "too busy to judge",
      std::chrono::duration_cast<std::chrono::milliseconds>(lag).count(), plays);
  one.findings.clear();
  return one;
}

// With nothing beside it, of any target; behind everything else of its own. `lanes`: that no other case of
// the target is there, if that is so already.
asio::awaitable<CaseResult> play_alone(scenario::ScenarioPtr scenario, std::optional<play::Cutting> cutting,
                                       const Stage& stage, Gate::Pass lanes) {
  if (!lanes) lanes = co_await stage.target.lanes().enter_alone();
  const Gate::Pass alone = co_await stage.pace.cases().enter_alone();
  stage.target.played_alone();
  for (unsigned number = 1;; ++number) {
    if (stage.is_over()) co_return not_run(*scenario, "the run ended before it was played in time");
    Play play = co_await play_once(scenario, cutting, stage, patience_of_a_second_look);
    if (!play.harness_was_late) co_return std::move(play.result);
    if (number == plays_of_a_laggard) co_return too_late(std::move(play.result), play.lag, number);
  }
}

// With no other case of the target beside it, and more time.
asio::awaitable<CaseResult> play_patiently(scenario::ScenarioPtr scenario,
                                           std::optional<play::Cutting> cutting, const Stage& stage,
                                           CaseResult first) {
  Gate::Pass lanes = co_await stage.target.lanes().enter_alone();
  if (stage.is_over()) co_return first;
  if (!stage.target.may_wait_longer()) co_return undecided(std::move(first));
  {
    const Entrance entrance = co_await enter(*scenario, stage);
    Play play = co_await play_once(scenario, cutting, stage, patience_of_a_second_look);
    stage.target.waited_longer(Clock::now() - play.began);
    learn_from(play, *scenario, stage);
    if (!play.harness_was_late) co_return std::move(play.result);
  }
  auto again = play_alone(scenario, cutting, stage, std::move(lanes));
  co_return co_await std::move(again);
}

// One play that counts.
asio::awaitable<CaseResult> play_in_time(scenario::ScenarioPtr scenario, std::optional<play::Cutting> cutting,
                                         const Stage& stage, Gate::Pass& lane) {
  if (!lane) lane = co_await stage.target.lanes().enter();
  Play play;
  {
    const Entrance entrance = co_await enter(*scenario, stage);
    play = co_await play_once(scenario, cutting, stage, 1);
  }
  learn_from(play, *scenario, stage);
  const bool is_again = play.harness_was_late || deserves_a_longer_wait(play, *scenario, stage);
  if (!is_again || stage.is_over()) {
    if (play.harness_was_late) co_return not_run(*scenario, "the run ended before it was played in time");
    co_return std::move(play.result);
  }
  lane.give_back();
  auto again = play.harness_was_late ? play_alone(scenario, cutting, stage, Gate::Pass())
                                     : play_patiently(scenario, cutting, stage, std::move(play.result));
  co_return co_await std::move(again);
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

std::optional<CaseResult> too_large(const scenario::Scenario& scenario, const Plan& plan) {
  const std::uint64_t largest = play::volume_of(scenario, facts_for(scenario, plan), plan.offers).largest;
  if (largest <= plan.largest_content) return std::nullopt;
  CaseResult one = not_run(scenario, fmt::format("its content of {} octets is beyond the {} of --max-content",
                                                 largest, plan.largest_content));
  one.outcome = Outcome::not_applicable;
  return one;
}

}  // namespace

Clock::duration tolerable_lag(const Plan& plan) {
  return tolerable_lag(plan.client ? plan.client->facts : plan.facts);
}

asio::awaitable<CaseResult> attempt_case(scenario::ScenarioPtr scenario, const Stage& stage,
                                         Gate::Pass lane) {
  if (auto excess = too_large(*scenario, stage.plan)) co_return std::move(*excess);
  if (stage.plan.compares_cuts) {
    auto comparing = compare_cuts(
        [&](std::optional<play::Cutting> cutting) { return play_in_time(scenario, cutting, stage, lane); });
    co_return co_await std::move(comparing);
  }
  std::vector<CaseResult> plays;
  do {
    CaseResult play = co_await play_in_time(scenario, std::nullopt, stage, lane);
    if (was_sent_away(play) && !stage.is_over())
      play = co_await play_in_time(scenario, std::nullopt, stage, lane);
    plays.push_back(std::move(play));
  } while (goes_on(stage.plan, plays) && !stage.is_over());
  co_return result::combined(std::move(plays), true);
}

}  // namespace smtpspec::run
