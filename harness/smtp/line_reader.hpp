// LineReader: octets as they arrive, lines as SMTP knows them (RFC 5321 section 2.3.8).
//
// Knows nothing of replies, commands or sides. "Not yet" is an ordinary answer: `next` is empty until a whole
// line is there. How the octets were cut when they arrived never changes the lines.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::smtp {

enum class LineEnd {
  crlf,
  lf,    // a bare LF
  none,  // no ending: the line was cut at the reader's limit
};

struct Line {
  std::string octets;  // without the ending; a CR that is not followed by LF is part of it
  LineEnd end = LineEnd::crlf;
};

bool operator==(const Line&, const Line&);

// What ends a line.
enum class LineRule {
  crlf_only,    // RFC 5321 2.3.8: CRLF and nothing else; a bare LF is an octet of the line
  any_newline,  // LF ends a line too and is reported as such: for reading what a target wrote
};

class LineReader {
 public:
  // `limit`: a line (ending not counted) longer than this is handed out in pieces of `limit` octets with
  // LineEnd::none, so that memory stays bounded.
  explicit LineReader(LineRule rule, std::size_t limit = 64 * 1024);

  void append(std::string_view octets);
  // The next whole line; empty while it is incomplete.
  std::optional<Line> next();
  // Up to `most` octets regardless of line ends: chunks of BDAT (RFC 3030), and all of what is pending.
  std::string take(std::size_t most);
  // Forgets so many of them.
  void drop(std::size_t most);
  // Octets that arrived and were not handed out yet. Valid until the next call of a non-const member.
  std::string_view pending() const;

 private:
  LineRule rule_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t begin_ = 0;    // first octet not handed out
  std::size_t scanned_ = 0;  // no line end lies in [begin_, scanned_)
};

}  // namespace smtpspec::smtp
