// Content: the octets of one message while they arrive, from DATA or from chunks.
//
// It is counted always and kept only on request and within the limit, so that memory stays bounded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reference/behaviour.hpp"

namespace smtpspec::reference {

// How octets are changed before they are filed. Nothing, in a correct server (the dots of DATA are taken out
// before).
struct ContentFilter {
  bool removes_leading_dot = false;
  bool removes_all_leading_dots = false;
  bool removes_dots_behind_bare_line_ends = false;
  LineEnds line_ends = LineEnds::kept;
  TrailingBlanks trailing_blanks = TrailingBlanks::kept;
  HighBits high_bits = HighBits::kept;
};

ContentFilter data_filter(const Behaviour& behaviour);
ContentFilter chunk_filter(const Behaviour& behaviour);

class Content {
 public:
  // `most`: no more octets than that are kept; beyond it the octets are counted only. `line_limit`: as far as
  // it matters how long the lines are; 0: not at all. What nobody asks for is not looked at.
  explicit Content(std::uint64_t most = 0, std::size_t line_limit = 0, bool looks_at_line_ends = false)
      : most_(most), line_limit_(line_limit), looks_at_line_ends_(looks_at_line_ends) {}

  void append(std::string_view octets, const ContentFilter& filter);
  void end_chunk(ChunkBorder border);

  std::uint64_t size() const { return size_; }                      // as the octets came
  std::uint64_t body_size() const { return size_ - header_size_; }  // the empty line is the header section's
  const std::string& octets() const { return kept_; }
  // A line of more octets than the limit, its CRLF included.
  bool has_too_long_line() const { return longest_line_ > line_limit_; }
  bool has_bare_line_ends() const { return bare_line_ends_ || before_looked_at_ == '\r'; }
  bool has_chunks() const { return has_chunks_; }
  // Octets beyond ASCII stand before the first empty line (RFC 6532).
  bool has_utf8_header() const { return utf8_header_; }

 private:
  void watch_header(std::string_view octets);
  void measure_lines(std::string_view octets);
  void look_at_line_ends(std::string_view octets);
  void file(char octet, const ContentFilter& filter);
  void keep(char octet, const ContentFilter& filter);

  std::uint64_t most_;
  std::size_t line_limit_;
  bool looks_at_line_ends_;
  std::uint64_t size_ = 0;
  std::uint64_t header_size_ = 0;
  std::string kept_;
  bool has_chunks_ = false;

  bool in_header_ = true;
  bool utf8_header_ = false;
  bool header_line_empty_ = true;

  std::size_t line_ = 0;
  char before_looked_at_ = '\0';
  bool bare_line_ends_ = false;  // a CR or LF that is none of a CRLF
  std::size_t longest_line_ = 0;

  char before_ = '\n';         // the octet before the next one
  bool at_line_start_ = true;  // behind CRLF, or behind dots there that were removed
  std::string blanks_;         // held back until something follows them
  bool dot_removed_ = false;   // from this line
};

// A content that this behaviour will keep and measure.
Content empty_content(const Behaviour& behaviour);

}  // namespace smtpspec::reference
