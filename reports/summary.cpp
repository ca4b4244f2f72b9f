#include "reports/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "reports/failure.hpp"
#include "reports/moment.hpp"
#include "reports/told_failures.hpp"
#include "reports/verdict.hpp"
#include "result/coverage.hpp"
#include "result/slowed.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::RunResult;
using result::Status;

std::string_view colour_code(Status status) {
  switch (status) {
    case Status::pass:
      return "32";
    case Status::fail:
    case Status::unexpected_pass:
    case Status::error:
    case Status::crash:
      return "1;31";
    case Status::tolerated:
    case Status::unstable:
    case Status::blocked:
      return "33";
    case Status::known_deviation:
    case Status::not_applicable:
    case Status::not_run:
      return "2";
  }
  return "0";
}

std::string_view word_of(Status status) {
  switch (status) {
    case Status::fail:
      return "FAIL";
    case Status::unexpected_pass:
      return "UNEXPECTED PASS";
    case Status::error:
      return "ERROR";
    case Status::crash:
      return "CRASH";
    case Status::unstable:
      return "UNSTABLE";
    default:
      return name_of(status);
  }
}

// One line for each case of this outcome.
void add_list(std::string& out, const RunResult& run, Status status, const ConsoleOptions& options) {
  const std::size_t count = run.tally().of(status);
  if (count == 0) return;
  out += fmt::format("\n{} ({}):\n", status_word(status, options.terminal.colour), count);
  for (const CaseResult& one : run.cases)
    if (status_of(one) == status) out += line_about(one, options.terminal.charset);
}

// The reasons of this outcome and how often each was met.
void add_reasons(std::string& out, const RunResult& run, Status status, const ConsoleOptions& options) {
  std::map<std::string, std::size_t> reasons;
  for (const CaseResult& one : run.cases)
    if (status_of(one) == status && !is_told_of_the_run(one, run))  // told below
      ++reasons[headline(one, options.terminal.charset)];
  if (reasons.empty()) return;
  out += fmt::format("\n{} ({}):\n", status_word(status, options.terminal.colour), run.tally().of(status));
  for (const auto& [reason, count] : reasons) out += fmt::format("  {:>3}  {}\n", count, reason);
}

// By what stood in the way, each once: one name that does not exist blocks a hundred scenarios. What is the
// only one of its kind is told with its id.
void add_blocked(std::string& out, const RunResult& run, const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  const std::size_t count = run.tally().of(Status::blocked);
  if (count == 0) return;
  out += fmt::format("\n{} ({}):\n", status_word(Status::blocked, options.terminal.colour), count);
  const std::vector<result::Hindrance> hindrances = result::coverage_of(run).hindrances;
  for (const result::Hindrance& hindrance : hindrances)
    if (hindrance.cases > 1 || options.detail == Detail::quiet)
      out += fmt::format("  {:>3}  {}\n", hindrance.cases,
                         one_line(hindrance.words, console_line_limit, charset));
  if (options.detail == Detail::quiet) return;
  for (const CaseResult& one : run.cases) {
    if (status_of(one) != Status::blocked) continue;
    const std::string cause = result::cause_of(one);
    const auto own = std::find_if(hindrances.begin(), hindrances.end(),
                                  [&](const result::Hindrance& other) { return other.words == cause; });
    if (own != hindrances.end() && own->cases == 1) out += line_about(one, charset);
  }
}

void add_table(std::string& out, const RunResult& run, const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  const std::string software = one_line(run.target_software, console_line_limit, charset);
  const std::string address = one_line(run.target_address, console_line_limit, charset);
  out += fmt::format("\n{}{}{}: {} in {} s\n", one_line(run.target, console_line_limit, charset),
                     software.empty() ? "" : fmt::format(" ({})", software),
                     address.empty() ? "" : fmt::format(" at {}", address),
                     number_of(run.cases.size(), "case"), seconds(in_milliseconds(run.duration)));
  const result::Tally tally = run.tally();
  for (const Status status : result::all_statuses) {
    if (tally.of(status) == 0 && status != Status::pass && status != Status::fail) continue;
    const std::string padding(status_width - word_of(status).size(), ' ');
    out += fmt::format("  {}{} {:>5}\n", status_word(status, options.terminal.colour), padding,
                       tally.of(status));
  }
}

}  // namespace

std::string number_of(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string painted(std::string_view text, std::string_view code, Colour colour) {
  return colour == Colour::yes ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string status_word(Status status, Colour colour) {
  return painted(word_of(status), colour_code(status), colour);
}

std::string summary_text(const RunResult& run, const std::vector<WrittenReport>& reports,
                         const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  std::string out = failures_text(run, options);
  if (options.detail == Detail::quiet) {
    add_blocked(out, run, options);
  } else {
    for (const Status status : {Status::tolerated, Status::known_deviation})
      add_list(out, run, status, options);
    add_blocked(out, run, options);
    add_reasons(out, run, Status::not_applicable, options);
    add_reasons(out, run, Status::not_run, options);
  }
  add_table(out, run, options);
  for (const auto& [name, value] : run.properties)
    if (name == "preflight") out += fmt::format("Note: {}\n", one_line(value, console_line_limit, charset));
  if (!run.trouble.empty())
    out += fmt::format("Trouble: {}\n", one_line(run.trouble, console_line_limit, charset));
  for (const std::string_view name : {result::slowed_machine, result::slowed_target})
    if (const std::string words = property_of(run, name); !words.empty())
      out += fmt::format("Slowed down: {}\n", one_line(words, console_line_limit, charset));
  for (const auto& [kind, path] : reports)
    out += fmt::format("{} report: {}\n", kind, one_line(path, console_line_limit, charset));
  out += repetition_text(run, reports, options);
  out += fmt::format("Verdict: {}\n", verdict(run, options.strictness, charset));
  return out;
}

}  // namespace smtpspec::reports
