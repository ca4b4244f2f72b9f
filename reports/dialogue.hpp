// Dialogue: a transcript as lines that a person reads.
//
//        0.001  C: MAIL FROM:<a@example.org> SIZE=4097\r\n
//   -->  0.002  S: 250 2.1.0 Ok\r\n
//        0.003  -- the target closed the connection
//
// Every line from the wire stands behind `C: ` or `S: ` and shows its line end; what happened otherwise
// stands behind `-- `. Times are seconds since the connection was made.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::reports {

// An entry that is meant, and the sign in the margin that says so (at most four characters).
struct Mark {
  std::size_t entry = 0;
  std::string sign = "-->";
};

// The first finding is the arrow, the others carry their numbers ("2->").
std::vector<Mark> marks_of(const result::CaseResult& one);

struct Dialogue {
  std::string text;  // lines, each with its newline
  std::size_t lines_left_out = 0;
};

inline constexpr std::size_t all_lines = static_cast<std::size_t>(-1);

// At most `most` lines: those of the marked entries and those around the first of them (around the end if
// none is marked). A line says where and how many are missing.
Dialogue dialogue(const result::Transcript& transcript, const std::vector<Mark>& marks, std::size_t most);

// What the legs are that its lines are of, behind "seconds since the connection"; nothing where it has none:
// "; in: what the relay is given; out: what it gives to the next hop".
std::string legs_in_words(const result::Transcript& transcript);

// One line of it, for reports that have more than text to show it with; or a gap.
struct DialogueLine {
  std::size_t entry = 0;  // index into the transcript
  bool marked = false;
  std::string sign;          // of its mark; this and the time on the first line of an entry only
  std::string time;          // "0.002"
  std::string said;          // "S: 250 2.1.0 Ok\\r\\n"
  std::size_t left_out = 0;  // so many lines are missing here; everything else is empty then
};

// The lines that `dialogue` is made of.
std::vector<DialogueLine> dialogue_lines(const result::Transcript& transcript, const std::vector<Mark>& marks,
                                         std::size_t most);

// The lines of one entry without margin and time, shortened if they are long or many. The one place where
// octets of a session become text: what must never be shown (secrets) is to be taken out here.
std::vector<std::string> shown(const result::Entry& entry);

}  // namespace smtpspec::reports
