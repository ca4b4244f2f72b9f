#include "cli/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <random>

#include "cli/interruption.hpp"
#include "cli/known_secrets.hpp"
#include "result/secrets.hpp"
#include "run/case_runner.hpp"
#include "run/over_starttls.hpp"
#include "run/suite_runner.hpp"
#include "watch/summary.hpp"

namespace smtpspec::cli {
namespace {

using result::CaseResult;
using result::Outcome;
using result::RunResult;
using scenario::ScenarioPtr;

// The words of a target come a little behind what they are about.
constexpr std::chrono::milliseconds words_come_late{200};
constexpr std::chrono::milliseconds crash_is_told_within{500};

// Nobody could be judged: every case says so, so that the report has them all.
void nobody_to_judge(RunResult& run, const std::vector<ScenarioPtr>& scenarios) {
  run.cases.clear();
  for (const ScenarioPtr& scenario : scenarios) {
    CaseResult one = run::not_run(*scenario, run.trouble);
    one.outcome = Outcome::error;
    run.cases.push_back(std::move(one));
  }
}

// Whether a result that the baseline has been asked about is a failure.
bool is_failure(const CaseResult& one, const result::Baseline& baseline, const RunResult& run,
                result::Strictness strictness) {
  RunResult alone;
  alone.target_software = run.target_software;
  alone.cases = {one};
  result::apply(baseline, alone);
  return standing_of(alone.cases.front(), strictness) == result::Standing::failure;
}

// Whether all there is was played.
result::Extent extent_of(const RunOptions& options) {
  const bool all = options.choice.scenarios.empty() && selects_all(options.choice.selection) &&
                   !options.shard && options.rerun.empty() && !options.fail_fast && !interrupted();
  return all ? result::Extent::whole : result::Extent::part;
}

// Those that judge what there is: a server, a client, or either.
std::vector<ScenarioPtr> fitting(const run::Environment& environment,
                                 const std::vector<ScenarioPtr>& scenarios) {
  std::vector<ScenarioPtr> some;
  for (const ScenarioPtr& one : scenarios)
    if (one->judges == scenario::Judges::client ? environment.client.has_value() : environment.judges_server)
      some.push_back(one);
  return some;
}

void set_deadlines(play::Facts& facts, const RunOptions& options) {
  facts.deadlines.reply = facts.deadlines.connect = facts.deadlines.handshake = facts.deadlines.delivery =
      options.deadline;
}

run::Plan plan_of(const run::Environment& environment, const std::vector<ScenarioPtr>& scenarios,
                  const RunOptions& options) {
  run::Plan plan{.scenarios = scenarios,
                 .facts = environment.facts,
                 .route = environment.route,
                 .client = environment.client};
  if (options.over == Over::starttls)
    std::transform(scenarios.begin(), scenarios.end(), plan.scenarios.begin(), run::over_starttls);
  set_deadlines(plan.facts, options);
  if (plan.client) set_deadlines(plan.client->facts, options);
  plan.jobs = options.jobs.value_or(std::min(plan.jobs, environment.sessions.value_or(plan.jobs)));
  plan.seed = options.seed.value_or(std::random_device{}());
  plan.repetitions = options.repeat;
  plan.retries = options.retries;
  plan.route.cut = options.segmentation.cut;
  plan.route.cut_seed = options.segmentation.seed;
  return plan;
}

// What a server offers is asked for once, before its first case. False where there is nobody.
bool look_around(run::Plan& plan, RunResult& run) {
  const run::Reconnaissance found = run::reconnoitre(plan.facts, plan.route);
  if (run.target_software.empty()) run.target_software = found.greeting;
  run.trouble = found.trouble;
  plan.offers = found.offers;
  return run.trouble.empty();
}

void note_properties(RunResult& run, const run::Plan& plan, const RunOptions& options) {
  static const std::map<Over, const char*> ways = {
      {Over::plain, "plain"}, {Over::starttls, "starttls"}, {Over::tls, "tls"}};
  const auto note = [&](const char* name, std::string value) {
    run.properties.emplace_back(name, std::move(value));
  };
  note("seed", std::to_string(plan.seed));
  note("jobs", std::to_string(plan.jobs));
  note("over", ways.at(options.over));
  if (!options.segmentation.words.empty()) note("segmentation", options.segmentation.words);
  if (plan.repetitions > 1) note("repetitions", std::to_string(plan.repetitions));
  if (plan.retries > 0) note("retries", std::to_string(plan.retries));
}

void play(RunResult& run, const run::Environment& environment, const Candidate& candidate,
          const std::vector<ScenarioPtr>& all_scenarios, const RunOptions& options,
          const std::vector<std::string>& secrets, const Onlooker& onlooker) {
  const std::vector<ScenarioPtr> scenarios = fitting(environment, all_scenarios);
  run::Plan plan = plan_of(environment, scenarios, options);
  note_properties(run, plan, options);
  const bool judges_server = std::any_of(scenarios.begin(), scenarios.end(), [](const ScenarioPtr& one) {
    return one->judges == scenario::Judges::server;
  });
  if (judges_server && !look_around(plan, run)) return nobody_to_judge(run, scenarios);

  const auto strictness = options.strict ? result::Strictness::strict : result::Strictness::lenient;
  if (options.fail_fast)
    plan.ends_the_run = [&](const CaseResult& one) {
      return is_failure(one, candidate.baseline, run, strictness);
    };
  onlooker.started({run.target, environment.address, scenarios.size(), plan.jobs});
  const run::Watcher watcher{
      [&](const scenario::Scenario& one) { onlooker.case_started(run.target, one.id); },
      [&](const CaseResult& one) {
        RunResult alone;
        alone.target_software = run.target_software;
        alone.cases = {one};
        result::apply(candidate.baseline, alone);
        if (!options.reports.show_secrets) result::redact(alone.cases.front(), secrets);
        onlooker.finished(run.target, alone.cases.front());
      }};
  run.cases = run::run_suite(plan, watcher, interrupted());
}

// What the target said about itself: crashes, its end, and its log for the cases that want an explanation.
void ask_the_target(RunResult& run, const run::Environment& environment) {
  if (environment.crashes) {
    if (environment.await_crash && run::may_hide_a_crash(run.cases))
      environment.await_crash(environment.crashes().size(), crash_is_told_within);
    run::mark_crashes(run.cases, environment.crashes());
  }
  if (environment.death && run.trouble.empty()) run.trouble = environment.death();
  if (!environment.log) return;
  for (CaseResult& one : run.cases)
    if (one.outcome != Outcome::pass && one.outcome != Outcome::not_applicable &&
        one.outcome != Outcome::not_run)
      one.target_log = environment.log(one.started, one.started + one.duration + words_come_late);
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

RunResult judge(const Candidate& candidate, const std::vector<ScenarioPtr>& scenarios,
                const RunOptions& options, const Onlooker& onlooker) {
  RunResult run = blank_run(candidate.name, candidate.repeat);
  run.shard = options.shard;
  std::vector<std::string> secrets = known_secrets(options);
  const auto began = std::chrono::steady_clock::now();
  try {
    const run::Environment environment = candidate.begin();
    run.target = environment.target;
    run.target_software = environment.software;
    run.target_address = environment.address;
    secrets = known_secrets(options, &environment);
    play(run, environment, candidate, scenarios, options, secrets, onlooker);
    ask_the_target(run, environment);
    std::vector<CaseResult> rules = watch::wire_rule_cases(run.cases, result::Side::server);
    for (CaseResult& rule : watch::wire_rule_cases(run.cases, result::Side::client))
      rules.push_back(std::move(rule));
    std::move(rules.begin(), rules.end(), std::back_inserter(run.cases));
    result::apply(candidate.baseline, run, extent_of(options));
    if (!candidate.baseline.path.empty()) run.properties.emplace_back("baseline", candidate.baseline.path);
  } catch (const std::exception& trouble) {
    run.trouble = trouble.what();
    nobody_to_judge(run, scenarios);
  }
  run.duration = std::chrono::duration_cast<result::Duration>(std::chrono::steady_clock::now() - began);
  run.interrupted = interrupted();
  if (!options.reports.show_secrets) result::redact(run, secrets);
  return run;
}

}  // namespace smtpspec::cli
