// Baseline: what a target is known to do against the rules, so that a run tells what is new from what is
// known.
//
// It is strict both ways: a deviation that is gone fails as well, since a list that nobody shortens hides
// what it was made to show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::result {

// One case of one target that is known not to pass.
struct Deviation {
  std::string scenario;               // its id, or a wire rule's
  Outcome outcome = Outcome::fail;    // fail, tolerated, blocked or crash
  std::string finding;                // words that the case's headline holds
  Clause clause;                      // that the target departs from
  std::string reason;                 // one sentence: why the target is wrong, or knowingly strict
  std::vector<std::string> versions;  // holds for software of one of them only; empty: for any
  std::vector<std::string> over;  // holds for sessions that begin so: plain, starttls, tls; empty: for any
  bool sometimes_passes = false;  // it hangs on the target's own timing: a pass is no surprise
  std::string link;               // where its makers say so; may be empty
  text::Span span;                // its scenario's name in the file
};

struct Baseline {
  std::string path;  // as it was given
  std::vector<Deviation> deviations;
  std::string as_in = {};  // the folder beside its own whose baseline holds here as well; may be empty
  // The same of the generation before it, of which holds what names `version`, this one's; may be empty.
  std::string next_of = {};
  std::string version = {};
};

// Whether a condition ("Postfix 3.7", "3.7.1") holds for software ("Postfix 3.7.11"): a word of it, or all of
// it, begins so. An empty condition always holds.
bool is_of_version(const std::string& software, const std::string& condition);
// Whether one of several conditions holds, or there is none.
bool is_of_version(const std::string& software, const std::vector<std::string>& conditions);

// Whether the deviation is expected of a run whose sessions begin in this way (--over).
bool holds_over(const Deviation& deviation, std::string_view way);
// How those of this run began, by its properties; a run that says nothing began them in clear text.
std::string_view way_of(const RunResult& run);

// Whether all there is was played, or some of it.
enum class Extent { whole, part };

// Sets the expectation of each case that the baseline speaks of. A case that says nothing about its rule for
// other reasons (not applicable, not run, broken, unstable) is left as it is, and so are a wire rule that
// nothing broke in a part (the session that breaks it may be in another) and a pass of what passes sometimes.
void apply(const Baseline& baseline, RunResult& run, Extent extent = Extent::whole);

// The words of a case's headline that stay the same from run to run: up to the code that came.
std::string stable_finding(const CaseResult& one);

}  // namespace smtpspec::result
