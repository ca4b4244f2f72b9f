// CaseBook: what one play has found so far, and the result that it becomes.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// What an expectation is, for a verdict on it.
struct Place {
  text::Span span;
  const std::optional<text::Clause>* by;  // null: the scenario's clause
  std::string expected;
};

// The result of a case that has not begun: everything that describes its scenario.
// Whose doing a scenario is about.
result::Side judged_in(const scenario::Scenario& scenario);
result::CaseResult result_of(const scenario::Scenario& scenario);

// Whether a sentence of this level, not followed, makes a target non-conforming.
bool binds(text::Level level);

class CaseBook {
 public:
  explicit CaseBook(const scenario::Scenario& scenario);

  // An expectation was decided upon: `what` is the alternative that a Step holds.
  void reached(const void* what) { essential_reached_ = essential_reached_ || essential_.contains(what); }
  // A pass would say nothing: no line that shows the rule was reached, or there is none.
  bool vacuous() const { return !essential_reached_; }

  // `entry`: the transcript's last one; `perform`: the named sequence around the place, or null.
  result::Finding finding(const Place& place, const std::string& got, std::size_t entry,
                          const scenario::Perform* perform) const;
  // Legal but weaker: the case goes on.
  void tolerate(result::Finding finding, const std::string& got, const std::string& remark);
  // The case is decided: fail, or tolerated where the finding's clause does not bind.
  result::Outcome conclude(result::Finding finding);

  // The play is over after `lasted`. A pass that says nothing becomes an error. Returns what the case ends
  // as.
  result::Outcome close(result::Outcome outcome, std::string note, std::chrono::microseconds lasted);

  result::Outcome outcome() const { return result_.outcome; }
  result::CaseResult& result() { return result_; }
  const result::CaseResult& result() const { return result_; }

 private:
  text::Clause clause_of(const Place& place, const scenario::Perform* perform) const;

  const scenario::Scenario& scenario_;
  std::set<const void*> essential_;  // the lines that can show the rule
  bool essential_reached_ = false;
  result::CaseResult result_;
};

}  // namespace smtpspec::play
