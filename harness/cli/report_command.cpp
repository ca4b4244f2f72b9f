#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <optional>
#include <variant>

#include "cli/ci_decoration.hpp"
#include "cli/commands.hpp"
#include "cli/mistake.hpp"
#include "cli/report_files.hpp"
#include "cli/terminal_choice.hpp"
#include "reports/failure.hpp"
#include "reports/json.hpp"
#include "reports/merge.hpp"
#include "result/coverage.hpp"
#include "result/secrets.hpp"
#include "text/source.hpp"
#include "watch/summary.hpp"

namespace smtpspec::cli {
namespace {

using result::RunResult;

// Every file that can't be read is told, not just the first.
std::optional<std::vector<RunResult>> read_results(const std::vector<std::string>& paths) {
  std::vector<RunResult> parts;
  bool all_read = true;
  for (const std::string& path : paths) {
    const auto source = text::read_source(path);
    reports::JsonRuns reading;
    if (source)
      reading = reports::read_json_runs(source->octets());
    else
      reading.problem = "the file can't be read";
    if (!reading.problem.empty()) {
      mistake(fmt::format("{}: {}", path, reading.problem));
      all_read = false;
    }
    for (RunResult& run : reading.runs) parts.push_back(std::move(run));
  }
  if (!all_read) return {};
  return parts;
}

// The parts put together, without secrets. What is wrong has been told if there is nothing.
std::optional<std::vector<RunResult>> whole_runs(const std::vector<std::string>& paths,
                                                 const ReportOptions& options) {
  std::optional<std::vector<RunResult>> parts = read_results(paths);
  if (!parts) return {};
  const auto wire_rules = [](std::span<const result::CaseResult> cases) {
    return watch::wire_rule_cases(cases);
  };
  reports::Merged merged = reports::merge(std::move(*parts), wire_rules);
  if (merged.problem.empty() && !merged.missing.empty() && !options.partial)
    merged.problem =
        fmt::format("missing: {}; --partial makes a report without", fmt::join(merged.missing, ", "));
  if (!merged.problem.empty()) {
    mistake(merged.problem);
    return {};
  }
  for (RunResult& run : merged.runs) result::demand(run, options.demands);
  if (!options.reports.show_secrets)
    for (RunResult& run : merged.runs) result::redact(run);
  return std::move(merged.runs);
}

// The verdict over all runs: one that does not conform decides, then one without a verdict.
int exit_code_of(const std::vector<RunResult>& runs, result::Strictness strictness) {
  int worst = runs.empty() ? exit_codes::nothing_selected : exit_codes::conforms;
  for (const int code : {exit_codes::nothing_selected, exit_codes::too_little_judged,
                         exit_codes::would_not_work, exit_codes::does_not_conform})
    for (const RunResult& run : runs)
      if (result::exit_code(run, strictness) == code) worst = code;
  return worst;
}

}  // namespace

int report(const ReportOptions& options) {
  const auto strictness = options.strict ? result::Strictness::strict : result::Strictness::lenient;
  const ReportFiles files(options.reports, strictness);
  const std::optional<std::vector<RunResult>> runs = whole_runs(options.results, options);
  const std::optional<std::vector<RunResult>> earlier = whole_runs(options.compare, options);
  if (!runs || !earlier) return exit_codes::bad_input;
  const std::vector<reports::WrittenReport> written = files.write(*runs, *earlier);
  const bool on_output = takes_standard_output(options.reports);
  std::ostream& out = on_output ? std::cerr : std::cout;
  const reports::Terminal terminal = terminal_for(options.color, on_output ? STDERR_FILENO : STDOUT_FILENO);
  CiDecoration ci(options.reports, out);
  ci.begin_quote();
  for (const RunResult& run : *runs) {
    const bool last = &run == &runs->back();
    reports::Console console(out, {.terminal = terminal,
                                   .detail = options.quiet ? reports::Detail::quiet : reports::Detail::normal,
                                   .repeat = reports::repeat_of(run),
                                   .strictness = strictness});
    console.summary(run, last ? written : std::vector<reports::WrittenReport>());
  }
  ci.finish(*runs, strictness);
  return exit_code_of(*runs, strictness);
}

}  // namespace smtpspec::cli
