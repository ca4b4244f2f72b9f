#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <random>

#include "cli/baseline_files.hpp"
#include "cli/ci_decoration.hpp"
#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/known_secrets.hpp"
#include "cli/report_files.hpp"
#include "cli/run_environment.hpp"
#include "cli/scenario_files.hpp"
#include "reports/console.hpp"
#include "result/secrets.hpp"
#include "run/case_runner.hpp"
#include "run/suite_runner.hpp"
#include "watch/summary.hpp"

namespace smtpspec::cli {
namespace {

using result::CaseResult;
using result::Outcome;
using result::RunResult;

// The words of the command line that bring this run's cases back: what a failure prints with its id.
std::string repeat_command(const RunOptions& options) {
  std::string command = "smtpspec run";
  if (!options.target.empty()) command += " --target " + options.target;
  if (!options.connect.empty()) command += " --connect " + options.connect;
  if (!options.baseline.empty()) command += " --baseline " + options.baseline;
  if (options.no_baseline) command += " --no-baseline";
  for (const auto& [key, value] : options.set)
    command +=
        fmt::format(" --set {}={}", key, options.reports.show_secrets ? value : shown_setting(key, value));
  for (const std::string& path : options.choice.scenarios) command += " --scenarios " + path;
  for (const std::string& fault : options.faults) command += " --fault " + fault;
  if (options.over == Over::tls) command += " --over tls";
  return command;
}

// Nobody could be judged: every case says so, so that the report has them all.
void nobody_to_judge(RunResult& run, const std::vector<scenario::ScenarioPtr>& scenarios) {
  for (const auto& scenario : scenarios) {
    CaseResult one = run::not_run(*scenario, run.trouble);
    one.outcome = Outcome::error;
    run.cases.push_back(std::move(one));
  }
}

result::Extent extent_of(const RunOptions& options) {
  const bool all =
      options.choice.scenarios.empty() && selects_all(options.choice.selection) && !interrupted();
  return all ? result::Extent::whole : result::Extent::part;
}

// Those that judge what there is: a server, a client, or either.
std::vector<scenario::ScenarioPtr> fitting(const run::Environment& environment,
                                           const std::vector<scenario::ScenarioPtr>& scenarios) {
  std::vector<scenario::ScenarioPtr> some;
  for (const auto& one : scenarios)
    if (one->judges == scenario::Judges::client ? environment.client.has_value() : environment.judges_server)
      some.push_back(one);
  return some;
}

void set_deadlines(play::Facts& facts, const RunOptions& options) {
  facts.deadlines.reply = facts.deadlines.connect = facts.deadlines.handshake = facts.deadlines.delivery =
      options.deadline;
}

// What a server offers is asked for once, before its first case. False where there is nobody.
bool look_around(run::Plan& plan, RunResult& run) {
  const run::Reconnaissance found = run::reconnoitre(plan.facts, plan.route);
  if (run.target_software.empty()) run.target_software = found.greeting;
  run.trouble = found.trouble;
  plan.offers = found.offers;
  return run.trouble.empty();
}

void judge(RunResult& run, const run::Environment& environment,
           const std::vector<scenario::ScenarioPtr>& all_scenarios, const RunOptions& options,
           const std::vector<std::string>& secrets, reports::Console& console) {
  const std::vector<scenario::ScenarioPtr> scenarios = fitting(environment, all_scenarios);
  run::Plan plan{.scenarios = scenarios,
                 .facts = environment.facts,
                 .route = environment.route,
                 .client = environment.client};
  set_deadlines(plan.facts, options);
  if (plan.client) set_deadlines(plan.client->facts, options);
  plan.jobs = options.jobs.value_or(std::min(plan.jobs, environment.sessions.value_or(plan.jobs)));
  plan.seed = options.seed.value_or(std::random_device{}());
  run.properties.emplace_back("seed", std::to_string(plan.seed));
  run.properties.emplace_back("jobs", std::to_string(plan.jobs));

  const bool judges_server = std::any_of(scenarios.begin(), scenarios.end(), [](const auto& one) {
    return one->judges == scenario::Judges::server;
  });
  if (judges_server && !look_around(plan, run)) return nobody_to_judge(run, scenarios);

  console.started({environment.target, environment.address, scenarios.size(), plan.jobs});
  const run::Watcher watcher{[&](const scenario::Scenario& one) { console.case_started(one.id); },
                             [&](CaseResult one) {
                               if (!options.reports.show_secrets) result::redact(one, secrets);
                               console.finished(one);
                             }};

  run.cases = run::run_suite(plan, watcher, interrupted());
  run.interrupted = interrupted();
  std::vector<CaseResult> rules = watch::wire_rule_cases(run.cases, result::Side::server);
  for (CaseResult& rule : watch::wire_rule_cases(run.cases, result::Side::client))
    rules.push_back(std::move(rule));
  std::move(rules.begin(), rules.end(), std::back_inserter(run.cases));
}

// What the target said while it was judged belongs to the cases that failed; a target that died is the run's
// trouble.
void ask_the_target(RunResult& run, const run::Environment& environment) {
  if (environment.death) run.trouble = run.trouble.empty() ? environment.death() : run.trouble;
  if (!environment.log) return;
  const std::string log = environment.log();
  for (CaseResult& one : run.cases)
    if (one.outcome == Outcome::fail || one.outcome == Outcome::error || one.outcome == Outcome::crash)
      one.target_log = log;
}

}  // namespace

int run(const RunOptions& options) {
  const Chosen chosen = choose(options.choice);
  const auto strictness = options.strict ? result::Strictness::strict : result::Strictness::lenient;
  const ReportFiles files(options.reports, strictness);
  RunResult run;
  run.target = target_name(options);
  run.tool_version = SMTPSPEC_VERSION;
  run.started = std::chrono::system_clock::now();
  run.properties = {{"repeat", repeat_command(options)}};
  if (chosen.exit_code) {
    // An empty selection has an empty report; files with mistakes have none, or it would look like a success.
    if (*chosen.exit_code == exit_codes::nothing_selected) files.write(std::span(&run, 1));
    return *chosen.exit_code;
  }
  const bool report_on_output = takes_standard_output(options.reports);
  std::ostream& out = report_on_output ? std::cerr : std::cout;
  reports::Console console(
      out, {.terminal = terminal_for(options.color, report_on_output ? STDERR_FILENO : STDOUT_FILENO),
            .detail = options.quiet     ? reports::Detail::quiet
                      : options.verbose ? reports::Detail::verbose
                                        : reports::Detail::normal,
            .repeat = repeat_command(options),
            .strictness = strictness});
  CiDecoration ci(options.reports, out);
  std::vector<std::string> secrets = known_secrets(options);
  const BaselineOrMistake baseline = baseline_for(options);
  if (const int* mistake = std::get_if<int>(&baseline)) return *mistake;
  watch_for_interruption();

  const auto began = std::chrono::steady_clock::now();
  try {
    EnvironmentOrMistake made = make_environment(options);
    if (const int* mistake = std::get_if<int>(&made)) return *mistake;
    const auto& environment = std::get<run::Environment>(made);
    run.target = environment.target;
    run.target_software = environment.software;
    run.target_address = environment.address;
    secrets = known_secrets(options, &environment);
    ci.begin_section(fmt::format("{} scenarios against {}", chosen.scenarios.size(), environment.target));
    judge(run, environment, chosen.scenarios, options, secrets, console);
    ask_the_target(run, environment);
    const auto& known = std::get<result::Baseline>(baseline);
    result::apply(known, run, extent_of(options));
    if (!known.path.empty()) run.properties.emplace_back("baseline", known.path);
  } catch (const std::exception& trouble) {
    run.trouble = trouble.what();
    run.cases.clear();
    nobody_to_judge(run, chosen.scenarios);
  }
  run.duration = std::chrono::duration_cast<result::Duration>(std::chrono::steady_clock::now() - began);
  run.interrupted = interrupted();
  if (!options.reports.show_secrets) result::redact(run, secrets);
  const std::vector<reports::WrittenReport> written = files.write(std::span(&run, 1));
  ci.begin_quote();
  console.summary(run, written);
  ci.finish(std::span(&run, 1), strictness);
  if (run.interrupted) return 128 + interrupting_signal();
  return result::exit_code(run, strictness);
}

}  // namespace smtpspec::cli
