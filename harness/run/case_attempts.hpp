// Case attempts: one case played as often as the plan wants, to the one result that stands for all plays.
#pragma once

#include <functional>
#include <random>

#include "run/gate.hpp"
#include "run/loop_watch.hpp"
#include "run/pace.hpp"
#include "run/suite_runner.hpp"
#include "run/target_pace.hpp"

namespace smtpspec::run {

// Where cases of one event loop are played. All that is referred to outlives them.
struct Stage {
  const Plan& plan;
  Pace& pace;          // of all targets
  TargetPace& target;  // of this one
  const LoopWatch& watch;
  std::mt19937_64& random;
  std::function<bool()> is_over;  // no further play is to be begun
};

// How late an event loop may be before a deadline says nothing any more.
LoopWatch::Clock::duration tolerable_lag(const Plan& plan);

// Each play has a token of its own for {case}. A play that does not count, since the harness was late or the
// target may only have been slow, is made again once the others of its kind are through, alone and with a
// longer wait; `lane` is given back for that time. Ends early, with what there is, once the stage is over.
asio::awaitable<result::CaseResult> attempt_case(scenario::ScenarioPtr scenario, const Stage& stage,
                                                 Gate::Pass lane);

}  // namespace smtpspec::run
