#include "reports/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "reports/failure.hpp"
#include "reports/moment.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::Outcome;
using result::RunResult;

constexpr std::size_t line_limit = 400;
constexpr std::size_t log_lines = 12;
constexpr std::size_t repeated_ids = 8;

std::string painted(std::string_view text, std::string_view code, Colour colour) {
  return colour == Colour::yes ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string_view colour_code(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "32";
    case Outcome::fail:
    case Outcome::error:
      return "1;31";
    case Outcome::tolerated:
    case Outcome::blocked:
      return "33";
    case Outcome::not_applicable:
    case Outcome::not_run:
      return "2";
  }
  return "0";
}

std::string_view word_of(Outcome outcome) {
  if (outcome == Outcome::fail) return "FAIL";
  if (outcome == Outcome::error) return "ERROR";
  return name_of(outcome);
}

std::string counted(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

// Cases that show the same finding. An expectation belongs to its scenario alone; a wire rule is broken in
// one place of the target and seen in many sessions.
struct Group {
  std::string finding;
  std::vector<const CaseResult*> cases;
};

std::vector<Group> grouped(const RunResult& run, Outcome outcome) {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> places;
  for (const CaseResult& one : run.cases) {
    if (one.outcome != outcome) continue;
    const std::string finding = one.findings.empty() ? "" : one.findings.front().id;
    const bool alone = finding.empty() || finding == "expectation";
    const auto [place, is_new] = places.emplace(alone ? "case " + one.id : finding, groups.size());
    if (is_new) groups.push_back({alone ? "" : finding, {}});
    groups[place->second].cases.push_back(&one);
  }
  return groups;
}

std::string target_log(const CaseResult& one, Charset charset) {
  const std::string log = visible_lines(one.target_log);
  if (log.empty()) return {};
  std::size_t begin = log.size() - 1;
  for (std::size_t lines = 0; lines < log_lines && begin != std::string::npos && begin > 0; ++lines)
    begin = log.rfind('\n', begin - 1);
  const std::string_view end =
      std::string_view(log).substr(begin == std::string::npos || begin == 0 ? 0 : begin + 1);
  return plain(fmt::format("\nThe end of the target's log:\n{}", end), charset);
}

std::string one_liner(const CaseResult& one, Charset charset) {
  std::string reason = headline(one, charset);
  if (one.outcome == Outcome::tolerated && !one.findings.empty() && !one.findings.front().reason.empty())
    reason += fmt::format(" ({})", one_line(one.findings.front().reason, line_limit, charset));
  return fmt::format("  {}: {}\n", one_line(one.id, line_limit, charset), reason);
}

void add_failures(std::string& out, const RunResult& run, Outcome outcome, const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  const std::string word = outcome_word(outcome, options.terminal.colour);
  for (const Group& group : grouped(run, outcome)) {
    const CaseResult& first = *group.cases.front();
    const std::string name = one_line(group.finding.empty() ? first.id : group.finding, line_limit, charset);
    out += fmt::format("\n{} {}", word, painted(name, "1", options.terminal.colour));
    out += group.cases.size() > 1 ? fmt::format(", in {}\n", counted(group.cases.size(), "case")) : "\n";
    out += failure_text(first, {.repeat = options.repeat, .charset = charset});
    out += target_log(first, charset);
    if (group.cases.size() < 2) continue;
    out += "\nThe same in:\n";
    for (std::size_t index = 1; index < group.cases.size(); ++index)
      out += one_liner(*group.cases[index], charset);
  }
}

// One line for each case of this outcome.
void add_list(std::string& out, const RunResult& run, Outcome outcome, const ConsoleOptions& options) {
  const std::size_t count = run.tally().of(outcome);
  if (count == 0) return;
  out += fmt::format("\n{} ({}):\n", outcome_word(outcome, options.terminal.colour), count);
  for (const CaseResult& one : run.cases)
    if (one.outcome == outcome) out += one_liner(one, options.terminal.charset);
}

// The reasons of this outcome and how often each was met.
void add_reasons(std::string& out, const RunResult& run, Outcome outcome, const ConsoleOptions& options) {
  std::map<std::string, std::size_t> reasons;
  for (const CaseResult& one : run.cases)
    if (one.outcome == outcome) ++reasons[headline(one, options.terminal.charset)];
  if (reasons.empty()) return;
  out += fmt::format("\n{} ({}):\n", outcome_word(outcome, options.terminal.colour), run.tally().of(outcome));
  for (const auto& [reason, count] : reasons) out += fmt::format("  {:>3}  {}\n", count, reason);
}

void add_table(std::string& out, const RunResult& run, const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  const std::string software = one_line(run.target_software, line_limit, charset);
  const std::string address = one_line(run.target_address, line_limit, charset);
  out += fmt::format("\n{}{}{}: {} in {} s\n", one_line(run.target, line_limit, charset),
                     software.empty() ? "" : fmt::format(" ({})", software),
                     address.empty() ? "" : fmt::format(" at {}", address), counted(run.cases.size(), "case"),
                     seconds(in_milliseconds(run.duration)));
  const result::Tally tally = run.tally();
  for (const Outcome outcome : result::all_outcomes) {
    if (tally.of(outcome) == 0 && outcome != Outcome::pass && outcome != Outcome::fail) continue;
    const std::string padding(outcome_width - word_of(outcome).size(), ' ');
    out += fmt::format("  {}{} {:>5}\n", outcome_word(outcome, options.terminal.colour), padding,
                       tally.of(outcome));
  }
}

std::string verdict(const RunResult& run, Charset charset) {
  const result::Tally tally = run.tally();
  const std::string target = one_line(run.target, line_limit, charset);
  const std::size_t failed = tally.of(Outcome::fail), broken = tally.of(Outcome::error);
  if (failed > 0) return fmt::format("{} does not conform ({} failed)", target, counted(failed, "case"));
  if (!run.trouble.empty()) return "none, the run could not be made";
  if (broken > 0) return fmt::format("none, {} broke on our side", counted(broken, "case"));
  if (tally.of(Outcome::not_run) > 0) return "none, the run was not finished";
  if (tally.total() == 0) return "none, nothing was selected";
  const auto judged =
      static_cast<std::size_t>(std::count_if(run.cases.begin(), run.cases.end(), [](const CaseResult& one) {
        return !result::is_wire_rule(one) &&
               (one.outcome == Outcome::pass || one.outcome == Outcome::tolerated);
      }));
  if (judged == 0) return "none, no scenario could be applied";
  return fmt::format("{} conforms as far as it was judged ({})", target, counted(judged, "case"));
}

void add_repetition(std::string& out, const RunResult& run, const ConsoleOptions& options) {
  std::string ids;
  std::size_t count = 0;
  for (const CaseResult& one : run.cases) {
    if (one.outcome != Outcome::fail && one.outcome != Outcome::error) continue;
    if (++count > repeated_ids) return;  // each text above ends with its own command
    ids += ' ' + one_line(one.seen_in.empty() ? one.id : one.seen_in, line_limit, options.terminal.charset);
  }
  if (count > 0 && !options.repeat.empty())
    out += fmt::format("Repeat what went wrong:\n  {}{}\n", options.repeat, ids);
}

}  // namespace

std::string outcome_word(Outcome outcome, Colour colour) {
  return painted(word_of(outcome), colour_code(outcome), colour);
}

std::string summary_text(const RunResult& run, const std::vector<WrittenReport>& reports,
                         const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  std::string out;
  if (options.detail == Detail::quiet) {
    for (const Outcome outcome : {Outcome::fail, Outcome::error}) add_list(out, run, outcome, options);
  } else {
    for (const Outcome outcome : {Outcome::fail, Outcome::error}) add_failures(out, run, outcome, options);
    add_list(out, run, Outcome::tolerated, options);
    add_list(out, run, Outcome::blocked, options);
    add_reasons(out, run, Outcome::not_applicable, options);
    add_reasons(out, run, Outcome::not_run, options);
  }
  add_table(out, run, options);
  if (!run.trouble.empty()) out += fmt::format("Trouble: {}\n", one_line(run.trouble, line_limit, charset));
  for (const auto& [kind, path] : reports)
    out += fmt::format("{} report: {}\n", kind, one_line(path, line_limit, charset));
  add_repetition(out, run, options);
  out += fmt::format("Verdict: {}\n", verdict(run, charset));
  return out;
}

}  // namespace smtpspec::reports
