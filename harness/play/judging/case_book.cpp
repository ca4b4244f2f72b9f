#include "play/judging/case_book.hpp"

#include <fmt/format.h>

namespace smtpspec::play {

using result::Finding;
using result::Outcome;
using result::Weight;

bool binds(text::Level level) {
  return level == text::Level::must || level == text::Level::must_not || level == text::Level::states;
}

result::Side judged_in(const scenario::Scenario& scenario) {
  switch (scenario.judges) {
    case scenario::Judges::client:
      return result::Side::client;
    case scenario::Judges::relay:
      return result::Side::relay;
    case scenario::Judges::server:
      break;
  }
  return result::Side::server;
}

result::CaseResult result_of(const scenario::Scenario& scenario) {
  result::CaseResult result;
  result.id = scenario.id;
  result.title = scenario.title;
  result.failing_means = scenario.failing_means;
  result.clause = scenario.requirement.clause;
  result.entries = scenario.entries;
  result.judged = judged_in(scenario);
  result.tags = scenario.tags;
  result.path = scenario.source ? scenario.source->name() : "";
  result.line = scenario.requirement.span.position().line;
  return result;
}

CaseBook::CaseBook(const scenario::Scenario& scenario) : scenario_(scenario), result_(result_of(scenario)) {
  result_.outcome = Outcome::pass;
  for (const scenario::Step* step : essential_lines(scenario))
    essential_.insert(std::visit([](const auto& what) -> const void* { return &what; }, step->what));
}

text::Clause CaseBook::clause_of(const Place& place, const scenario::Perform* perform) const {
  if (perform && perform->by) return *perform->by;
  return place.by && *place.by ? **place.by : scenario_.requirement.clause;
}

Finding CaseBook::finding(const Place& place, const std::string& got, std::size_t entry,
                          const scenario::Perform* perform) const {
  Finding finding{.id = "expectation",
                  .clause = clause_of(place, perform),
                  .expected = place.expected,
                  .got = got,
                  .span = place.span,
                  .entry = entry};
  finding.message = fmt::format("expected {}, got {}", place.expected, got);
  if (perform) {
    finding.span = perform->span;
    finding.message = fmt::format("in '{}': {}", perform->name, finding.message);
  }
  return finding;
}

void CaseBook::tolerate(Finding finding, const std::string& got, const std::string& remark) {
  finding.weight = Weight::tolerated;
  finding.reason = remark;
  finding.message = remark.empty() ? fmt::format("tolerated: {}", got) : remark;
  if (result_.outcome == Outcome::pass) result_.outcome = Outcome::tolerated;
  result_.findings.push_back(std::move(finding));
}

Outcome CaseBook::close(Outcome outcome, std::string note, std::chrono::microseconds lasted) {
  if (outcome == Outcome::pass && vacuous()) {
    outcome = Outcome::error;
    note = "vacuous: the line that the rule is about was never reached";
  }
  result_.outcome = outcome;
  if (!note.empty()) result_.note = std::move(note);
  result_.duration = lasted;
  return outcome;
}

Outcome CaseBook::conclude(Finding finding) {
  finding.weight = binds(finding.clause.level) ? Weight::violation : Weight::tolerated;
  result_.outcome = finding.weight == Weight::violation ? Outcome::fail : Outcome::tolerated;
  result_.findings.insert(result_.findings.begin(), std::move(finding));
  return result_.outcome;
}

}  // namespace smtpspec::play
