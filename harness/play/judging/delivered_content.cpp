#include "play/judging/delivered_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "play/judging/transfer_encoding.hpp"
#include "smtp/command.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {
namespace {

// Without the CRs in front of an LF: where LF ends a line on the disk, one of them may be content or not.
std::string with_lf(std::string_view octets) {
  std::string out;
  out.reserve(octets.size());
  for (const char octet : octets) {
    if (octet == '\n') out.erase(out.find_last_not_of('\r') + 1);
    out += octet;
  }
  return out;
}

struct Parts {
  std::string_view header;  // with the line end of its last line
  std::string_view body;
};

// Split behind the header section; what has none is all body.
Parts split(std::string_view octets, std::string_view line_end) {
  const std::string empty_line = fmt::format("{0}{0}", line_end);
  const std::size_t at = octets.find(empty_line);
  const std::size_t colon = octets.find(':');
  if (at == octets.npos || colon == octets.npos || colon > at) return {{}, octets};
  return {octets.substr(0, at + line_end.size()), octets.substr(at + 2 * line_end.size())};
}

std::vector<std::string_view> lines_of(std::string_view octets, std::string_view line_end) {
  std::vector<std::string_view> lines;
  while (!octets.empty()) {
    const std::size_t end = octets.find(line_end);
    lines.push_back(octets.substr(0, end));
    if (end == octets.npos) break;
    octets.remove_prefix(end + line_end.size());
  }
  return lines;
}

// Of the header lines of `expected`, the first that does not follow the one in front of it in `got`.
std::string difference_of_headers(std::string_view expected, std::string_view got,
                                  std::string_view line_end) {
  const auto there = lines_of(got, line_end);
  auto from = there.begin();
  for (const std::string_view line : lines_of(expected, line_end)) {
    from = std::find(from, there.end(), line);
    if (from == there.end()) {
      const bool is_elsewhere = std::find(there.begin(), there.end(), line) != there.end();
      return fmt::format("the header section has {} {}",
                         is_elsewhere ? "in another place the line" : "no line", text::visible_ascii(line));
    }
    ++from;
  }
  return {};
}

std::string difference_of_bodies(std::string_view expected, std::string_view got, std::string_view line_end) {
  if (expected == got) return {};
  if (!expected.ends_with(line_end) && got.size() == expected.size() + line_end.size() &&
      got.starts_with(expected) && got.ends_with(line_end))
    return {};
  const auto [left, right] = std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
  const auto at = static_cast<std::size_t>(left - expected.begin());
  const std::size_t from = at - std::min<std::size_t>(at, 10);
  return fmt::format("the body differs from octet {}: expected {} of {} octets, got {} of {}", at + 1,
                     text::visible_ascii(expected.substr(from, 30)), expected.size(),
                     text::visible_ascii(got.substr(from, 30)), got.size());
}

// Of a content without a header section: any may stand in front of it.
std::string difference_of_ends(const std::string& sent, std::string_view filed, std::string_view line_end) {
  const bool whole = filed.ends_with(sent) || filed.ends_with(sent + std::string(line_end));
  return whole ? "" : "the message does not end with the content";
}

bool has_empty_lines_more(std::string_view expected, std::string_view got, std::string_view line_end) {
  if (!got.starts_with(expected)) return false;
  got.remove_prefix(expected.size());
  if (!expected.empty() && !expected.ends_with(line_end)) {
    if (!got.starts_with(line_end)) return false;
    got.remove_prefix(line_end.size());
  }
  if (got.empty()) return false;
  while (got.starts_with(line_end)) got.remove_prefix(line_end.size());
  return got.empty();
}

// Lines that name an encoding of the body.
std::size_t encodings_in(std::string_view header, std::string_view line_end) {
  const auto lines = lines_of(header, line_end);
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](std::string_view line) {
    return smtp::upper(line).starts_with("CONTENT-TRANSFER-ENCODING:");
  }));
}

}  // namespace

std::string recognizable_line(OctetSource& content, const std::string& token) {
  const std::string head = content.read(64 * 1024);
  const std::size_t at = head.find(token);
  if (at == head.npos) return token;
  const std::size_t before = head.find_last_of("\r\n", at);
  std::size_t begin = before == head.npos ? 0 : before + 1;
  // A field may be filed under a name in other letters, so its body tells.
  const std::size_t colon = head.find(": ", begin);
  if (at < split(head, "\r\n").header.size() && colon < at) begin = colon + 2;
  return head.substr(begin, head.find_first_of("\r\n", at) - begin);
}

ContentDifference compare_contents(OctetSource& content, std::string_view message, bool lf_line_ends) {
  const std::string sent = lf_line_ends ? with_lf(all_of(content)) : all_of(content);
  const std::string filed = lf_line_ends ? with_lf(message) : std::string(message);
  const std::string_view line_end = lf_line_ends ? "\n" : "\r\n";
  const Parts expected = split(sent, line_end);
  ContentDifference difference;
  if (expected.header.empty()) {
    difference.body = difference_of_ends(sent, filed, line_end);
    const std::size_t at = filed.rfind(sent);
    difference.empty_lines_more =
        at != filed.npos && has_empty_lines_more(sent, std::string_view(filed).substr(at), line_end);
    return difference;
  }
  const Parts got = split(filed, line_end);
  const std::string of_headers = difference_of_headers(expected.header, got.header, line_end);
  if (got.header.empty()) {
    difference.body = of_headers;
    return difference;
  }
  difference.header = of_headers;
  difference.body = difference_of_bodies(expected.body, got.body, line_end);
  if (!difference.body.empty())
    if (const auto decoded = decode_body(got.header, got.body);
        decoded && !has_empty_lines_more(expected.body, *decoded, line_end))
      difference.decodes_to_the_same = difference_of_bodies(expected.body, *decoded, line_end).empty();
  difference.several_parts =
      smtp::upper(expected.header).find("CONTENT-TYPE: MULTIPART/") != std::string::npos;
  difference.reencoded = encodings_in(got.header, line_end) != encodings_in(expected.header, line_end);
  difference.empty_lines_more = has_empty_lines_more(expected.body, got.body, line_end);
  return difference;
}

}  // namespace smtpspec::play
