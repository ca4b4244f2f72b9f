#include "result/attempts.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::result {

bool deserves_a_retry(const CaseResult& one) {
  switch (one.outcome) {
    case Outcome::fail:
    case Outcome::blocked:
    case Outcome::error:
    case Outcome::crash:
      return true;
    case Outcome::pass:
    case Outcome::tolerated:
    case Outcome::not_applicable:
    case Outcome::unstable:
    case Outcome::not_run:
      return false;
  }
  return false;
}

CaseResult combined(std::vector<CaseResult> plays, bool retried) {
  if (plays.size() == 1) return std::move(plays.front());
  std::vector<Attempt> attempts;
  for (const CaseResult& play : plays) attempts.push_back({play.outcome, headline_of(play), play.duration});
  const auto differs = [&](const CaseResult& play) {
    return play.outcome != plays.front().outcome;
  };
  // Retries that never passed are a failure as their first, whatever else they ran into.
  const bool unstable =
      retried ? !deserves_a_retry(plays.back()) : std::any_of(plays.begin(), plays.end(), differs);
  auto shown = std::find_if(plays.begin(), plays.end(),
                            [](const CaseResult& play) { return play.outcome != Outcome::pass; });
  if (shown == plays.end()) shown = plays.begin();
  CaseResult one = std::move(*shown);
  if (unstable) one.outcome = Outcome::unstable;
  one.attempts = std::move(attempts);
  one.retried = retried;
  return one;
}

}  // namespace smtpspec::result
