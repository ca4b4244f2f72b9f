// Reply: what a server answers (RFC 5321 section 4.2), with its defects listed and not hidden.
//
// A malformed reply is a value, not an exception: for a conformance harness it is a finding.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/line_reader.hpp"

namespace smtpspec::smtp {

// RFC 3463 section 2: class "." subject "." detail.
struct EnhancedStatus {
  int status_class = 0;  // 2, 4 or 5
  int subject = 0;       // up to three digits
  int detail = 0;

  std::string str() const;
};

bool operator==(const EnhancedStatus&, const EnhancedStatus&);

// Reads the code at the start of a reply line's text; empty if there is none. It must be followed by a blank
// or by the end, numbers without leading zeros (RFC 3463 section 2).
std::optional<EnhancedStatus> parse_enhanced_status(std::string_view text);

// What can be wrong with the form of a reply. Each value is one rule of RFC 5321 4.2 or 4.5.3.1.5.
enum class ReplyDefect {
  no_code,            // a line does not begin with three digits
  code_out_of_range,  // first digit not 2-5, or second not 0-5
  bad_separator,      // the code is followed by neither SP, "-" nor the end of the line
  codes_differ,       // the lines of one reply do not carry the same code
  bare_lf,            // a line ended in LF alone
  bare_cr,            // a CR inside a line
  line_too_long,      // more than 512 octets with CRLF
  control_character,  // text with octets outside HT and SP-~ (4.2: textstring); UTF-8 is judged by the
                      // extension SMTPUTF8
  non_ascii,          // text beyond ASCII: only where SMTPUTF8 was asked for (RFC 6531 3.7.4.2)
  endless,            // more lines or octets than any reply has: reading was given up
};

std::string_view name_of(ReplyDefect defect);  // "codes-differ"

struct ReplyLine {
  std::string octets;  // the line as it came, without its ending
  LineEnd end = LineEnd::crlf;
  int code = 0;          // 0 if the line has none
  char separator = ' ';  // '-', ' ', or what stands there instead; 0 for a line that is the code alone
  std::string text;      // what follows the separator; the whole line if it has no code
};

bool operator==(const ReplyLine&, const ReplyLine&);

// What is wrong with a line taken alone: everything but `codes_differ` and `endless`.
std::vector<ReplyDefect> defects_of(const ReplyLine& line);

struct Reply {
  std::vector<ReplyLine> lines;      // at least one
  std::vector<ReplyDefect> defects;  // each kind at most once, in the order found

  // The code of the last line; 0 if that has none.
  int code() const;
  bool positive() const { return code() >= 200 && code() < 300; }
  bool intermediate() const { return code() >= 300 && code() < 400; }
  bool transient_negative() const { return code() >= 400 && code() < 500; }
  bool permanent_negative() const { return code() >= 500 && code() < 600; }
  // Of the last line, RFC 2034.
  std::optional<EnhancedStatus> enhanced_status() const;
  bool has(ReplyDefect defect) const;
  // All lines with their endings, as they came.
  std::string octets() const;
};

bool operator==(const Reply&, const Reply&);

// All of `octets` as the lines of one reply, whether it is complete or not: for what a transcript holds. A
// last line without an ending has LineEnd::none.
Reply read_reply(std::string_view octets);

// Collects lines into replies. A reply ends at the first line whose code is not followed by "-"; a line
// without a code ends it too, so that garbage never makes the reader wait for ever.
class ReplyReader {
 public:
  struct Limits {
    std::size_t line_octets = 64 * 1024;
    std::size_t lines = 1000;
    std::size_t octets = 1024 * 1024;
  };
  ReplyReader();
  explicit ReplyReader(Limits limits);

  void append(std::string_view octets) { lines_.append(octets); }
  // The next complete reply; empty while it is incomplete. A reply beyond the limits comes with the defect
  // `endless`.
  std::optional<Reply> next();
  // Octets of a reply that is not complete yet, as they came: what a target had said when it fell silent.
  std::string incomplete() const;
  // Hands out everything that is pending and forgets it (what came in clear text before a handshake).
  std::string take_all();

 private:
  Limits limits_;
  LineReader lines_;
  Reply reply_;
  std::size_t octets_ = 0;
};

}  // namespace smtpspec::smtp
