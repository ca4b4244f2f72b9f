#include "text/visible.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace smtpspec::text {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;  // 0: not valid UTF-8
};

// RFC 3629 section 4, without overlong forms and surrogates.
Character decode(std::string_view octets) {
  const auto octet = [&](std::size_t at) -> std::uint32_t {
    return at < octets.size() ? static_cast<unsigned char>(octets[at]) : 0;
  };
  const auto tail = [&](std::size_t at) {
    return (octet(at) & 0xC0) == 0x80;
  };
  const std::uint32_t first = octet(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && tail(1)) return {(first & 0x1F) << 6 | (octet(1) & 0x3F), 2};
  if (first >= 0xE0 && first <= 0xEF && tail(1) && tail(2)) {
    const std::uint32_t code = (first & 0x0F) << 12 | (octet(1) & 0x3F) << 6 | (octet(2) & 0x3F);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (first >= 0xF0 && first <= 0xF4 && tail(1) && tail(2) && tail(3)) {
    const std::uint32_t code =
        (first & 0x07) << 18 | (octet(1) & 0x3F) << 12 | (octet(2) & 0x3F) << 6 | (octet(3) & 0x3F);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {};
}

bool is_misleading(std::uint32_t code) {
  const bool c1 = code >= 0x80 && code <= 0x9F;
  const bool zero_width = (code >= 0x200B && code <= 0x200F) || (code >= 0x2060 && code <= 0x2064) ||
                          code == 0xFEFF || code == 0x00AD || code == 0x034F || code == 0x180E;
  const bool annotation = code >= 0xFFF9 && code <= 0xFFFB;
  const bool separators = code == 0x2028 || code == 0x2029 || code == 0x0085;
  const bool bidirectional =
      (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x061C;
  const bool no_character = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
  const bool tags = code >= 0xE0000 && code <= 0xE007F;
  return c1 || zero_width || annotation || separators || bidirectional || no_character || tags;
}

void append_octet(std::string& out, unsigned char octet) {
  switch (octet) {
    case '\r':
      out += "\\r";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  if (octet >= 0x20 && octet < 0x7F)
    out += static_cast<char>(octet);
  else
    out += fmt::format("\\x{:02x}", octet);
}

}  // namespace

bool is_utf8(std::string_view octets) {
  while (!octets.empty()) {
    const Character character = decode(octets);
    if (character.length == 0) return false;
    octets.remove_prefix(character.length);
  }
  return true;
}

std::string visible(std::string_view octets) {
  std::string out;
  out.reserve(octets.size() + 8);
  while (!octets.empty()) {
    const Character character = decode(octets);
    if (character.length <= 1) {
      append_octet(out, static_cast<unsigned char>(octets.front()));
      octets.remove_prefix(1);
      continue;
    }
    if (is_misleading(character.code))
      out += fmt::format("\\u{{{:04X}}}", character.code);
    else
      out += octets.substr(0, character.length);
    octets.remove_prefix(character.length);
  }
  return out;
}

std::string visible_ascii(std::string_view octets) {
  std::string out;
  out.reserve(octets.size() + 8);
  for (const char octet : octets) append_octet(out, static_cast<unsigned char>(octet));
  return out;
}

std::string visible_cut(std::string_view octets, std::size_t most) {
  if (octets.size() <= most) return visible(octets);
  const std::size_t head = most / 2, tail = most - head;
  return fmt::format("{} ... [{} octets] ... {}", visible(octets.substr(0, head)), octets.size() - most,
                     visible(octets.substr(octets.size() - tail)));
}

std::string without_markers(std::string_view printable) {
  static constexpr std::array<std::string_view, 6> anywhere = {
      "##[", "##vso[", "##teamcity[", "[[ATTACHMENT|", "section_start:", "section_end:"};
  std::string out;
  out.reserve(printable.size());
  bool at_line_start = true;
  for (std::size_t at = 0; at < printable.size(); ++at) {
    const std::string_view rest = printable.substr(at);
    bool marker = at_line_start && rest.starts_with("::");
    if (rest.front() == '#' || rest.front() == '[' || rest.front() == 's')  // most octets begin none
      for (const std::string_view one : anywhere) marker = marker || rest.starts_with(one);
    if (marker)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(printable[at]));
    else
      out += printable[at];
    at_line_start =
        printable[at] == '\n' || (at_line_start && (printable[at] == ' ' || printable[at] == '\t'));
  }
  return out;
}

}  // namespace smtpspec::text
