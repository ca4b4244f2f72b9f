#include "result/results.hpp"

#include <algorithm>
#include <numeric>

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
    case Outcome::not_run:
      return "not run";
  }
  return "";
}

std::size_t Tally::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

bool is_wire_rule(const CaseResult& one) {
  return one.id.starts_with("watch/");
}

Tally RunResult::tally() const {
  Tally tally;
  for (const CaseResult& one : cases) ++tally.counts[static_cast<std::size_t>(one.outcome)];
  return tally;
}

int exit_code(const RunResult& run, Strictness strictness) {
  const Tally tally = run.tally();
  if (tally.of(Outcome::fail) > 0) return 1;
  if (strictness == Strictness::strict && tally.of(Outcome::tolerated) > 0) return 1;
  if (!run.trouble.empty() || tally.of(Outcome::error) > 0 || tally.of(Outcome::not_run) > 0) return 4;
  // Wire rules hold in sessions that got nowhere, too: they alone are no verdict.
  const bool judged = std::any_of(run.cases.begin(), run.cases.end(), [](const CaseResult& one) {
    return !is_wire_rule(one) && (one.outcome == Outcome::pass || one.outcome == Outcome::tolerated);
  });
  if (judged) return 0;
  return tally.of(Outcome::blocked) > 0 ? 4 : 5;
}

}  // namespace smtpspec::result
