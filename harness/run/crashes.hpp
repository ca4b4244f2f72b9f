// Crashes: a target that breaks down while it is judged, and the cases that ran meanwhile.
#pragma once

#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::run {

// A breakdown that the target's end or its own log tells of.
struct CrashSign {
  result::TimePoint at;
  std::string words;  // one line, as the target wrote it
};

// The cases that ran at that time, and those that had just ended and not well, become Outcome::crash: their
// own verdict may be a consequence of the breakdown. The words go to their notes. Where there is none, those
// that had just ended well become it: a process may die of its session behind the last reply. Returns the
// signs that no case explains.
std::vector<CrashSign> mark_crashes(std::vector<result::CaseResult>& cases,
                                    const std::vector<CrashSign>& signs);

// Whether the case is a crash only because it had just ended, and well, when the target broke down.
bool ended_well_before_a_crash(const result::CaseResult& one);

// Of results that a target's death is among: those that had nobody to be played against are not run. Where
// one that had said something is under suspicion, one that had not is none.
void set_aside_the_unheard(std::vector<result::CaseResult>& cases, result::TimePoint death);

// Whether the target ended the connection, or refused one, and the case came out badly: with others beside it
// that may have been due to them.
bool was_cut_off(const result::CaseResult& one);

// Whether the case ended just now in a way that a crash may explain, but not yet has: the target's words
// about it may still be on their way.
bool may_hide_a_crash(const result::CaseResult& one);
bool may_hide_a_crash(const std::vector<result::CaseResult>& cases);  // one of them

}  // namespace smtpspec::run
