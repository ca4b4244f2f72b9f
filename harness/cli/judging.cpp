#include "cli/judging.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

#include "cli/interruption.hpp"
#include "cli/known_secrets.hpp"
#include "cli/trial.hpp"
#include "reports/place.hpp"
#include "reports/verdict.hpp"
#include "result/coverage.hpp"
#include "result/secrets.hpp"
#include "result/slowed.hpp"
#include "run/case_runner.hpp"
#include "run/pace.hpp"
#include "watch/summary.hpp"

namespace smtpspec::cli {
namespace {

using result::CaseResult;
using result::RunResult;
using scenario::ScenarioPtr;

// Nobody could be judged: why is said once, of the run; its cases are there for whoever counts them.
void nobody_to_judge(RunResult& run, const std::vector<ScenarioPtr>& scenarios, const Candidate& candidate) {
  run.cases.clear();
  for (const ScenarioPtr& scenario : scenarios) {
    if (!candidate.judged_by(*scenario) || !candidate.wants(scenario->id)) continue;
    run.cases.push_back(run::not_run(*scenario, std::string(reports::run_could_not_be_made)));
  }
}

// Whether all there is was played.
result::Extent extent_of(const RunOptions& options) {
  const bool all = options.choice.scenarios.empty() && selects_all(options.choice.selection) &&
                   !options.shard && options.rerun.empty() && !options.fail_fast && !interrupted();
  return all ? result::Extent::whole : result::Extent::part;
}

void note_properties(RunResult& run, const run::Plan& plan, const RunOptions& options) {
  const auto note = [&](const char* name, std::string value) {
    run.properties.emplace_back(name, std::move(value));
  };
  note("seed", std::to_string(plan.seed));
  note("jobs", std::to_string(plan.jobs));
  note("over", std::string(name_of(options.over)));
  if (!options.segmentation.words.empty()) note("segmentation", options.segmentation.words);
  if (plan.repetitions > 1) note("repetitions", std::to_string(plan.repetitions));
  if (plan.retries > 0) note("retries", std::to_string(plan.retries));
}

// A case as reports may show it: asked the baseline, without secrets.
CaseResult shown(const CaseResult& one, const Candidate& candidate, const RunResult& run,
                 const RunOptions& options, const std::vector<std::string>& secrets) {
  RunResult alone;
  alone.target_software = run.target_software;
  alone.cases = {one};
  result::apply(candidate.baseline, alone);
  if (!options.reports.show_secrets) result::redact(alone.cases.front(), secrets);
  return std::move(alone.cases.front());
}

// False where there was nobody to be judged.
bool play(RunResult& run, Trial& trial, const Candidate& candidate, const std::vector<ScenarioPtr>& scenarios,
          const RunOptions& options, const std::vector<std::string>& secrets, const Onlooker& onlooker) {
  const bool answers = trial.prepare(scenarios);
  const run::Plan& plan = trial.plan();
  note_properties(run, plan, options);
  run.target_software = trial.software();
  run.trouble = trial.trouble();
  if (trial.logs_in()) run.properties.emplace_back("login", "first, where a scenario is not about AUTH");
  if (!trial.remarks().empty())
    run.properties.emplace_back("preflight", fmt::format("{}", fmt::join(trial.remarks(), "; ")));
  if (!answers) {
    nobody_to_judge(run, plan.scenarios, candidate);
    return false;
  }
  onlooker.started({run.target, run.target_address, plan.scenarios.size(), plan.jobs});
  const run::Watcher watcher{
      [&](const scenario::Scenario& one) { onlooker.case_started(run.target, one.id); },
      [&](const CaseResult& one) {
        onlooker.finished(run.target, shown(one, candidate, run, options, secrets));
      }};
  std::function<bool(const CaseResult&)> ends_the_run;
  if (options.fail_fast)
    ends_the_run = [&](const CaseResult& one) {
      const auto strictness = options.strict ? result::Strictness::strict : result::Strictness::lenient;
      return standing_of(shown(one, candidate, run, options, secrets), strictness) ==
             result::Standing::failure;
    };
  const auto is_known = [&](const CaseResult& one) {
    return status_of(shown(one, candidate, run, options, secrets)) == result::Status::known_deviation;
  };
  run.cases = trial.play(watcher, std::move(ends_the_run), is_known);
  run.trouble = trial.trouble();
  if (const std::string words = trial.slowdown().in_words(); !words.empty())
    run.properties.emplace_back(std::string(result::slowed_target), words);
  if (trial.restarts() > 0) run.properties.emplace_back("restarts", std::to_string(trial.restarts()));
  return true;
}

// The rules of the wire, watched in all sessions that there were.
void add_wire_rules(RunResult& run) {
  std::vector<CaseResult> rules = watch::wire_rule_cases(run.cases);
  std::move(rules.begin(), rules.end(), std::back_inserter(run.cases));
}

}  // namespace

RunResult blank_run(const std::string& name, const std::string& repeat) {
  RunResult run;
  run.target = name;
  run.tool_version = SMTPSPEC_VERSION;
  run.started = std::chrono::system_clock::now();
  run.properties = {{"repeat", repeat}};
  return run;
}

void note_pace(std::span<RunResult> runs) {
  const std::string words = run::Pace::of_this_process().in_words();
  if (words.empty()) return;
  for (RunResult& run : runs) run.properties.emplace_back(std::string(result::slowed_machine), words);
}

RunResult judge(const Candidate& candidate, const std::vector<ScenarioPtr>& scenarios,
                const RunOptions& options, const Onlooker& onlooker) {
  RunResult run = blank_run(candidate.name, candidate.repeat);
  run.shard = options.shard;
  result::demand(run, options.demands);
  std::vector<std::string> secrets = known_secrets(options);
  const auto began = std::chrono::steady_clock::now();
  try {
    Trial trial(candidate, options);
    run.target = trial.environment().target;
    run.target_address = trial.environment().address;
    secrets = known_secrets(options, &trial.environment());
    if (play(run, trial, candidate, scenarios, options, secrets, onlooker)) add_wire_rules(run);
    result::apply(candidate.baseline, run, extent_of(options));
    if (!candidate.baseline.path.empty())
      run.properties.emplace_back("baseline", reports::shown_file(candidate.baseline.path, {}));
  } catch (const std::exception& trouble) {
    run.trouble = trouble.what();
    nobody_to_judge(run, scenarios, candidate);
  }
  run.duration = std::chrono::duration_cast<result::Duration>(std::chrono::steady_clock::now() - began);
  run.interrupted = interrupted();
  if (!options.reports.show_secrets) result::redact(run, secrets);
  return run;
}

}  // namespace smtpspec::cli
