// Merge: the results of several files brought together, as one run or as several.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::reports {

// The rules that hold in every session, judged over the sessions of all these cases (watch/summary).
using WireRules =
    std::function<std::vector<result::CaseResult>(std::span<const result::CaseResult> scenarios)>;

struct Merged {
  std::vector<result::RunResult> runs;  // in the order in which their first part was given
  std::vector<std::string> missing;     // "shard 2 of 3 against postfix": was not given
  std::string problem;                  // one line: why the files can't be brought together; otherwise empty
};

// Runs of the same target (name and software) that have no scenario in common are parts of one run: shards,
// or selections played one after another. Their cases are put in order, their wire rules judged anew, their
// times added up. Runs that share a scenario stay apart: the same target judged twice.
Merged merge(std::vector<result::RunResult> parts, const WireRules& wire_rules);

}  // namespace smtpspec::reports
