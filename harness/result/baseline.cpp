#include "result/baseline.hpp"

#include <algorithm>

#include "result/reply_code.hpp"

namespace smtpspec::result {
namespace {

bool says_something(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
    case Outcome::fail:
    case Outcome::tolerated:
    case Outcome::blocked:
    case Outcome::crash:
      return true;
    case Outcome::not_applicable:
    case Outcome::error:
    case Outcome::unstable:
    case Outcome::not_run:
      return false;
  }
  return false;
}

Expectation::Verdict verdict_on(const CaseResult& one, const Deviation& deviation) {
  if (one.outcome == Outcome::pass) return Expectation::Verdict::unexpected_pass;
  const bool as_known =
      one.outcome == deviation.outcome && headline_of(one).find(deviation.finding) != std::string::npos;
  return as_known ? Expectation::Verdict::as_expected : Expectation::Verdict::different;
}

}  // namespace

bool is_of_version(const std::string& software, const std::string& condition) {
  for (std::size_t at = software.find(condition); at != software.npos; at = software.find(condition, at + 1))
    if (at == 0 || software[at - 1] == ' ') return true;
  return false;
}

bool is_of_version(const std::string& software, const std::vector<std::string>& conditions) {
  return conditions.empty() || std::any_of(conditions.begin(), conditions.end(), [&](const std::string& one) {
           return is_of_version(software, one);
         });
}

bool holds_over(const Deviation& deviation, std::string_view way) {
  return deviation.over.empty() ||
         std::find(deviation.over.begin(), deviation.over.end(), way) != deviation.over.end();
}

std::string_view way_of(const RunResult& run) {
  for (const auto& [name, value] : run.properties)
    if (name == "over") return value;
  return "plain";
}

void apply(const Baseline& baseline, RunResult& run, Extent extent) {
  for (const Deviation& deviation : baseline.deviations) {
    if (!is_of_version(run.target_software, deviation.versions)) continue;
    const auto one = std::find_if(run.cases.begin(), run.cases.end(), [&](const CaseResult& candidate) {
      return candidate.id == deviation.scenario;
    });
    if (one == run.cases.end() || !says_something(one->outcome)) continue;
    // One that was not judged says neither that the deviation stands nor that it is gone.
    if (one->outcome == Outcome::blocked && deviation.outcome != Outcome::blocked) continue;
    const bool may_pass = deviation.sometimes_passes || (extent == Extent::part && is_wire_rule(*one));
    if (may_pass && one->outcome == Outcome::pass) continue;
    one->expectation = Expectation{.verdict = verdict_on(*one, deviation),
                                   .outcome = deviation.outcome,
                                   .finding = deviation.finding,
                                   .reason = deviation.reason,
                                   .clause = deviation.clause,
                                   .link = deviation.link,
                                   .span = deviation.span};
  }
}

std::string stable_finding(const CaseResult& one) {
  static constexpr std::string_view got = ", got ";
  const std::string headline = headline_of(one);
  const std::size_t at = headline.rfind(got);
  if (at == headline.npos) return headline;
  const std::size_t end = at + got.size();
  const std::string_view what = std::string_view(headline).substr(end);
  if (const std::size_t length = code_length(what); length > 0) return headline.substr(0, end + length);
  // "nothing within 10 s": the deadline is the run's own.
  return headline.substr(0, end + std::min(what.find(" within "), what.size()));
}

}  // namespace smtpspec::result
