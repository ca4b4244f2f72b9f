// Repetitions: every case of a plan played several times (--repeat), side by side like everything else.
#pragma once

#include <vector>

#include "run/suite_runner.hpp"

namespace smtpspec::run {

// The plan with each case so often as it says; its own repetitions are one.
Plan repeated(const Plan& plan);

// Tells `watcher` of each case once: when the first of its plays begins, and when all have ended. The watcher
// outlives it.
Watcher telling_once(const Plan& plan, const Watcher& watcher);

// The results of the repeated plan, one for each case of the plan; plays that did not come to an end count
// only where none did.
std::vector<result::CaseResult> combined_plays(const Plan& plan, std::vector<result::CaseResult> plays);

}  // namespace smtpspec::run
