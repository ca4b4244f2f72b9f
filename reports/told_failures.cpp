#include "reports/told_failures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "reports/failure.hpp"
#include "reports/summary.hpp"
#include "result/causes.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::Cause;
using result::RunResult;
using result::Standing;
using result::Status;

constexpr std::size_t log_lines = 12;
// So many ids are repeated by their names also where a file of results could name them.
constexpr std::size_t ids_in_a_line = 8;

// What is told in full, in this order. The rest is listed.
constexpr std::array told_in_full = {Status::fail, Status::unexpected_pass, Status::crash, Status::error,
                                     Status::unstable};

std::vector<Cause> causes_of(const RunResult& run, Status status) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& one : run.cases)
    if (status_of(one) == status) cases.push_back(&one);
  return result::causes_of(std::move(cases));
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

// Why what was seen is no failure.
std::string excuse_of(const CaseResult& one) {
  const Status status = status_of(one);
  if (status == Status::known_deviation) return one.expectation->reason;
  return status == Status::tolerated && !one.findings.empty() ? one.findings.front().reason : std::string();
}

std::string id_of(const CaseResult& one, Charset charset) {
  return one_line(one.id, console_line_limit, charset);
}

void add_case(std::string& out, const CaseResult& one, const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  out += failure_text(one, {.repeat = options.repeat, .charset = charset});
  out += target_log(one, charset);
}

// The gravest case whole, the others by a line; with Detail::verbose each of them whole.
void add_cause(std::string& out, const Cause& cause, Status status, const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  const std::string word = status_word(status, options.terminal.colour);
  const bool alone = cause.cases.size() == 1;
  const std::string name =
      alone ? id_of(*cause.cases.front(), charset) : one_line(cause.words, console_line_limit, charset);
  out += fmt::format("\n{} {}{}\n", word, painted(name, "1", options.terminal.colour),
                     alone ? "" : fmt::format(", in {}", number_of(cause.cases.size(), "case")));
  add_case(out, *cause.cases.front(), options);
  if (alone) return;
  if (options.detail != Detail::verbose) out += "\nThe same in:\n";
  for (std::size_t index = 1; index < cause.cases.size(); ++index) {
    if (options.detail != Detail::verbose) {
      out += line_about(*cause.cases[index], charset);
      continue;
    }
    out += fmt::format("\nThe same in {}\n", id_of(*cause.cases[index], charset));
    add_case(out, *cause.cases[index], options);
  }
}

// A line for each cause, and one for the cases that show the same.
void add_rest(std::string& out, const std::vector<Cause>& causes, std::size_t begin, Status status,
              const ConsoleOptions& options) {
  const Charset charset = options.terminal.charset;
  std::size_t cases = 0;
  for (std::size_t index = begin; index < causes.size(); ++index) cases += causes[index].cases.size();
  out += fmt::format("\n{} in {}, a line for each cause{}:\n", status_word(status, options.terminal.colour),
                     number_of(cases, begin == 0 ? "case" : "more case"),
                     options.detail == Detail::quiet
                         ? ""
                         : " (in full with --verbose, and in every report: --html FILE, --junit FILE)");
  for (std::size_t index = begin; index < causes.size(); ++index) {
    const std::vector<const CaseResult*>& group = causes[index].cases;
    out += line_about(*group.front(), charset);
    if (group.size() == 1) continue;
    std::vector<std::string> ids;
    for (std::size_t further = 1; further < group.size(); ++further)
      ids.push_back(id_of(*group[further], charset));
    out += fmt::format("      the same in {}\n", fmt::join(ids, ", "));
  }
}

}  // namespace

std::string line_about(const CaseResult& one, Charset charset) {
  std::string reason = headline(one, charset);
  if (const std::string excuse = one_line(excuse_of(one), console_line_limit, charset);
      !excuse.empty() && excuse != reason)
    reason += fmt::format(" ({})", excuse);
  return fmt::format("  {}: {}\n", id_of(one, charset), reason);
}

std::string failures_text(const RunResult& run, const ConsoleOptions& options) {
  std::size_t room = options.detail == Detail::verbose ? run.cases.size()
                     : options.detail == Detail::quiet ? 0
                                                       : causes_in_full;
  std::string out;
  for (const Status status : told_in_full) {
    const std::vector<Cause> causes = causes_of(run, status);
    // One more takes hardly more room than to say that there is one.
    const std::size_t whole =
        room > 0 && causes.size() <= room + 1 ? causes.size() : std::min(room, causes.size());
    room -= std::min(room, whole);
    for (std::size_t index = 0; index < whole; ++index) add_cause(out, causes[index], status, options);
    if (whole < causes.size()) add_rest(out, causes, whole, status, options);
  }
  return out;
}

std::string repetition_text(const RunResult& run, const std::vector<WrittenReport>& reports,
                            const ConsoleOptions& options) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& one : run.cases) {
    const Standing standing = standing_of(one, options.strictness);
    if (standing != Standing::failure && standing != Standing::trouble) continue;
    if (status_of(one) == Status::not_run && !run.trouble.empty()) continue;  // the remedy was told
    cases.push_back(&one);
  }
  std::stable_sort(cases.begin(), cases.end(), [](const CaseResult* one, const CaseResult* other) {
    return result::is_graver(*one, *other);
  });
  std::set<std::string> taken;
  std::string ids;
  for (const CaseResult* one : cases) {
    const std::string id =
        one_line(one->seen_in.empty() ? one->id : one->seen_in, console_line_limit, options.terminal.charset);
    if (taken.insert(id).second) ids += ' ' + id;
  }
  if (ids.empty() || options.repeat.empty()) return {};
  const auto results = std::find_if(reports.begin(), reports.end(),
                                    [](const WrittenReport& report) { return report.first == "JSON"; });
  if (taken.size() > ids_in_a_line && results != reports.end())
    ids = " --rerun " + one_line(results->second, console_line_limit, options.terminal.charset);
  return fmt::format("Repeat what went wrong:\n  {}{}\n", options.repeat, ids);
}

}  // namespace smtpspec::reports
