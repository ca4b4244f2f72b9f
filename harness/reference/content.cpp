#include "reference/content.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace smtpspec::reference {

ContentFilter data_filter(const Behaviour& behaviour) {
  ContentFilter filter;
  filter.removes_all_leading_dots = behaviour.content.data_dots == LeadingDots::all_removed;
  filter.removes_dots_behind_bare_line_ends =
      behaviour.content.data_dots == LeadingDots::also_behind_bare_line_ends;
  filter.trailing_blanks = behaviour.content.trailing_blanks;
  filter.high_bits = behaviour.content.high_bits;
  return filter;
}

ContentFilter chunk_filter(const Behaviour& behaviour) {
  ContentFilter filter;
  filter.removes_leading_dot = behaviour.content.chunk_dots == ChunkDots::one_removed;
  filter.line_ends = behaviour.content.chunk_line_ends;
  filter.high_bits = behaviour.content.high_bits;
  return filter;
}

void Content::append(std::string_view octets, const ContentFilter& filter) {
  size_ += octets.size();
  if (in_header_) watch_header(octets);
  if (line_limit_ != 0) measure_lines(octets);
  if (looks_at_line_ends_) look_at_line_ends(octets);
  if (size_ > most_) {
    kept_ = {};
    return;
  }
  for (char octet : octets) file(octet, filter);
}

void Content::watch_header(std::string_view octets) {
  for (char octet : octets) {
    ++header_size_;
    if (octet == '\n') {
      if (header_line_empty_) {
        in_header_ = false;
        return;
      }
      header_line_empty_ = true;
    } else if (octet != '\r') {
      header_line_empty_ = false;
      if (static_cast<unsigned char>(octet) >= 0x80) utf8_header_ = true;
    }
  }
}

void Content::look_at_line_ends(std::string_view octets) {
  for (const char octet : octets) {
    const char before = std::exchange(before_looked_at_, octet);
    if ((before == '\r') != (octet == '\n')) bare_line_ends_ = true;
  }
}

void Content::measure_lines(std::string_view octets) {
  while (!octets.empty()) {
    const auto end = octets.find('\n');
    const bool ends = end != std::string_view::npos;
    const std::size_t length = ends ? end + 1 : octets.size();
    line_ += length;
    longest_line_ = std::max(longest_line_, line_);
    if (ends) line_ = 0;
    octets.remove_prefix(length);
  }
}

void Content::file(char octet, const ContentFilter& filter) {
  const char before = std::exchange(before_, octet);
  const bool line_start = std::exchange(at_line_start_, before == '\r' && octet == '\n');
  if (line_start && octet == '.' &&
      (filter.removes_all_leading_dots || (filter.removes_leading_dot && !dot_removed_))) {
    dot_removed_ = true;
    at_line_start_ = true;
    return;
  }
  dot_removed_ = false;
  const bool behind_bare = !line_start && (before == '\r' || before == '\n');
  if (filter.removes_dots_behind_bare_line_ends && behind_bare && octet == '.') return;
  if (filter.line_ends == LineEnds::lf_made_crlf && octet == '\n' && before != '\r') keep('\r', filter);
  keep(octet, filter);
}

void Content::keep(char octet, const ContentFilter& filter) {
  if (filter.trailing_blanks == TrailingBlanks::removed) {
    if (octet == ' ' || octet == '\t') {
      blanks_ += octet;
      return;
    }
    if (octet != '\r') kept_ += blanks_;
    blanks_.clear();
  }
  kept_ += filter.high_bits == HighBits::cleared ? static_cast<char>(octet & 0x7f) : octet;
}

void Content::end_chunk(ChunkBorder border) {
  has_chunks_ = true;
  if (border == ChunkBorder::completes_line_end && kept_.ends_with('\r')) kept_ += '\n';
}

Content empty_content(const Behaviour& behaviour) {
  const std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();
  const bool unlimited =
      behaviour.size_limit == 0 || behaviour.has(Habit::files_what_it_refuses_for_its_size);
  const std::uint64_t most = unlimited ? no_limit : behaviour.size_limit;
  return Content(behaviour.keep_contents ? most : 0, behaviour.content.line_limit,
                 behaviour.keeps_to(Policy::refuses_bare_line_ends));
}

}  // namespace smtpspec::reference
