// Case attempts: one case played as often as the plan wants, to the one result that stands for all plays.
#pragma once

#include <random>

#include "run/loop_watch.hpp"
#include "run/suite_runner.hpp"

namespace smtpspec::run {

// Each play has a token of its own for {case}. `watch` is that of the event loop; it, the plan and the random
// numbers outlive the coroutine. Ends early, with what there is, once `interrupted` is true.
asio::awaitable<result::CaseResult> attempt_case(scenario::ScenarioPtr scenario, const Plan& plan,
                                                 std::mt19937_64& random, const LoopWatch& watch,
                                                 const Interrupted& interrupted);

}  // namespace smtpspec::run
