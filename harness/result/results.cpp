#include "result/results.hpp"

#include <algorithm>

#include "result/coverage.hpp"

namespace smtpspec::result {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return "fail";
    case Outcome::tolerated:
      return "tolerated";
    case Outcome::not_applicable:
      return "not applicable";
    case Outcome::blocked:
      return "blocked";
    case Outcome::error:
      return "error";
    case Outcome::crash:
      return "crash";
    case Outcome::unstable:
      return "unstable";
    case Outcome::not_run:
      return "not run";
  }
  return "";
}

std::string_view name_of(Expectation::Verdict verdict) {
  switch (verdict) {
    case Expectation::Verdict::as_expected:
      return "as expected";
    case Expectation::Verdict::unexpected_pass:
      return "unexpected pass";
    case Expectation::Verdict::different:
      return "different";
  }
  return "";
}

bool is_wire_rule(const CaseResult& one) {
  return one.id.starts_with("watch/");
}

bool judged_by_findings(const CaseResult& one) {
  const bool by_findings =
      one.outcome == Outcome::fail || one.outcome == Outcome::tolerated || one.outcome == Outcome::unstable;
  return by_findings && !one.findings.empty();
}

std::string headline_of(const CaseResult& one) {
  return judged_by_findings(one) ? one.findings.front().message : one.note;
}

std::string meaning_of(const CaseResult& one) {
  if (one.outcome != Outcome::fail || one.findings.empty()) return {};
  const Finding& finding = one.findings.front();
  if (finding.id != "expectation" || finding.clause != one.clause) return {};
  if (finding.entry >= one.transcript.entries().size()) return one.failing_means;
  switch (one.transcript.entries()[finding.entry].kind) {
    case EntryKind::closed:
    case EntryKind::reset:
    case EntryKind::silence:
    case EntryKind::tls_failed:
      return {};
    default:
      return one.failing_means;
  }
}

Tally RunResult::tally() const {
  Tally tally;
  for (const CaseResult& one : cases) ++tally.counts[static_cast<std::size_t>(status_of(one))];
  return tally;
}

int exit_code(const RunResult& run, Strictness strictness) {
  const auto any = [&](Standing standing) {
    return std::any_of(run.cases.begin(), run.cases.end(),
                       [&](const CaseResult& one) { return standing_of(one, strictness) == standing; });
  };
  if (any(Standing::failure)) return 1;
  if (!run.trouble.empty() || any(Standing::trouble)) return 4;
  // Wire rules hold in sessions that got nowhere, too: they alone are no verdict.
  const bool judged = std::any_of(run.cases.begin(), run.cases.end(), [&](const CaseResult& one) {
    return !is_wire_rule(one) && (standing_of(one, strictness) == Standing::conforming ||
                                  status_of(one) == Status::known_deviation);
  });
  if (judged) return shortfall_of(run).empty() ? 0 : 6;
  return run.tally().of(Status::blocked) > 0 ? 4 : 5;
}

int exit_code(std::span<const RunResult> runs, Strictness strictness) {
  static constexpr std::array gravest_first = {1, 4, 6, 5, 0};
  const auto is_empty = [](const RunResult& run) {
    return run.cases.empty() && run.trouble.empty();
  };
  for (const int code : gravest_first)
    for (const RunResult& run : runs)
      if (!is_empty(run) && exit_code(run, strictness) == code) return code;
  return 5;
}

}  // namespace smtpspec::result
