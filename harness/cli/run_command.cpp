#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <mutex>
#include <thread>

#include "cli/candidates.hpp"
#include "cli/ci_decoration.hpp"
#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/judging.hpp"
#include "cli/narrowing.hpp"
#include "cli/report_files.hpp"
#include "cli/scenario_files.hpp"
#include "cli/terminal_choice.hpp"
#include "reports/console.hpp"
#include "reports/fleet_console.hpp"
#include "run/aside.hpp"

namespace smtpspec::cli {
namespace {

using result::CaseResult;
using result::RunResult;
using scenario::ScenarioPtr;

// What the console of a single run and that of a fleet are told.
reports::ConsoleOptions console_options(const RunOptions& options, result::Strictness strictness) {
  const bool on_error = takes_standard_output(options.reports);
  return {.terminal = terminal_for(options.color, on_error ? STDERR_FILENO : STDOUT_FILENO),
          .detail = options.quiet     ? reports::Detail::quiet
                    : options.verbose ? reports::Detail::verbose
                                      : reports::Detail::normal,
          .strictness = strictness};
}

RunResult judge_one(const Candidate& candidate, const std::vector<ScenarioPtr>& scenarios,
                    const RunOptions& options, reports::Console& console) {
  return judge(candidate, scenarios, options,
               {.started = [&](const reports::RunFacts& facts) { console.started(facts); },
                .case_started = [&](const std::string&, const std::string& id) { console.case_started(id); },
                .finished =
                    [&](const std::string&, const CaseResult& one) {
                      console.finished(one);
                    }});
}

// Each on a thread of its own; the console hears of them one after the other.
std::vector<RunResult> judge_all(const std::vector<Candidate>& candidates,
                                 const std::vector<ScenarioPtr>& scenarios, const RunOptions& options,
                                 reports::FleetConsole& console) {
  std::vector<RunResult> runs(candidates.size());
  std::mutex telling;
  const auto tell = [&telling](auto&& call) {
    const std::lock_guard lock(telling);
    call();
  };
  const Onlooker onlooker{
      .started = [&](const reports::RunFacts& facts) { tell([&] { console.started(facts); }); },
      .case_started = [](const std::string&, const std::string&) {},
      .finished =
          [&](const std::string& target, const CaseResult& one) {
            tell([&] { console.finished(target, one); });
          }};
  {
    std::vector<std::jthread> threads;
    for (std::size_t index = 0; index < candidates.size(); ++index)
      threads.emplace_back([&, index] {
        runs[index] = judge(candidates[index], scenarios, options, onlooker);
        tell([&] { console.ended(runs[index]); });
      });
  }
  note_pace(runs);
  return runs;
}

int run_one(const Candidate& candidate, const std::vector<ScenarioPtr>& scenarios, const RunOptions& options,
            const ReportFiles& files, std::ostream& out, result::Strictness strictness) {
  reports::ConsoleOptions shown = console_options(options, strictness);
  shown.repeat = candidate.repeat;
  reports::Console console(out, shown);
  CiDecoration ci(options.reports, out);
  ci.begin_section("Judging " + candidate.name);
  RunResult run = judge_one(candidate, scenarios, options, console);
  note_pace(std::span(&run, 1));
  const std::vector<reports::WrittenReport> written = files.write(std::span(&run, 1));
  ci.begin_quote();
  console.summary(run, written);
  ci.finish(std::span(&run, 1), strictness);
  return result::exit_code(run, strictness);
}

int run_fleet(const std::vector<Candidate>& candidates, const std::vector<ScenarioPtr>& scenarios,
              const RunOptions& options, const ReportFiles& files, std::ostream& out,
              result::Strictness strictness) {
  reports::FleetConsole console(out, console_options(options, strictness));
  CiDecoration ci(options.reports, out);
  ci.begin_section(fmt::format("Judging {} targets", candidates.size()));
  const std::vector<RunResult> runs = judge_all(candidates, scenarios, options, console);
  const std::vector<reports::WrittenReport> written = files.write(runs);
  std::vector<std::string> repeats;
  for (const Candidate& candidate : candidates) repeats.push_back(candidate.repeat);
  ci.begin_quote();
  console.summary(runs, repeats, written);
  ci.finish(runs, strictness);
  return result::exit_code(runs, strictness);
}

}  // namespace

int run(const RunOptions& options) {
  Chosen chosen = choose(options.choice);
  const auto strictness = options.strict ? result::Strictness::strict : result::Strictness::lenient;
  const ReportFiles files(options.reports, strictness);
  CandidatesOrMistake made = candidates_of(options);
  if (const int* mistake = std::get_if<int>(&made)) return *mistake;
  auto& candidates = std::get<std::vector<Candidate>>(made);
  std::vector<RunResult> empty;
  for (const Candidate& candidate : candidates) empty.push_back(blank_run(candidate.name, candidate.repeat));
  if (!chosen.exit_code) chosen.exit_code = narrow(chosen.scenarios, candidates, options);
  if (chosen.exit_code) {
    // An empty selection has an empty report; files with mistakes have none, or it would look like a success.
    if (*chosen.exit_code == exit_codes::nothing_selected) files.write(empty);
    return *chosen.exit_code;
  }
  watch_for_interruption();
  std::ostream& out = takes_standard_output(options.reports) ? std::cerr : std::cout;
  const int code = candidates.size() == 1
                       ? run_one(candidates.front(), chosen.scenarios, options, files, out, strictness)
                       : run_fleet(candidates, chosen.scenarios, options, files, out, strictness);
  run::WorkAside::wait_for_all();
  return interrupted() ? 128 + interrupting_signal() : code;
}

}  // namespace smtpspec::cli
