// Judging: one candidate's run, from its start to its results.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/candidates.hpp"
#include "reports/console.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::cli {

// Told while it goes on, from several threads but for one candidate never at the same time. Results are as
// reports may show them: without secrets.
struct Onlooker {
  std::function<void(const reports::RunFacts&)> started;
  std::function<void(const std::string& target, const std::string& id)> case_started;
  std::function<void(const std::string& target, const result::CaseResult&)> finished;
};

// What the candidate is called and how it is played, before anything is known of it.
result::RunResult blank_run(const std::string& name, const std::string& repeat);

// Starts the candidate, plays the scenarios, asks the baseline. Whatever goes wrong is in the result: never
// throws.
result::RunResult judge(const Candidate& candidate, const std::vector<scenario::ScenarioPtr>& scenarios,
                        const RunOptions& options, const Onlooker& onlooker);

// What the machine made slower, for all that was judged together: to be asked at the end.
void note_pace(std::span<result::RunResult> runs);

}  // namespace smtpspec::cli
