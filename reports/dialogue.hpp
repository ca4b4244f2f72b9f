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

#include "result/transcript.hpp"

namespace smtpspec::reports {

// An entry that is meant, and the sign in the margin that says so (at most four characters).
struct Mark {
  std::size_t entry = 0;
  std::string sign = "-->";
};

struct Dialogue {
  std::string text;  // lines, each with its newline
  std::size_t lines_left_out = 0;
};

inline constexpr std::size_t all_lines = static_cast<std::size_t>(-1);

// At most `most` lines: those of the marked entries and those around the first of them (around the end if
// none is marked). A line says where and how many are missing.
Dialogue dialogue(const result::Transcript& transcript, const std::vector<Mark>& marks, std::size_t most);

// The lines of one entry without margin and time, shortened if they are long or many. The one place where
// octets of a session become text: what must never be shown (secrets) is to be taken out here.
std::vector<std::string> shown(const result::Entry& entry);

}  // namespace smtpspec::reports
