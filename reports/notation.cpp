#include "reports/notation.hpp"

#include <charconv>
#include <cstdint>

namespace smtpspec::reports {
namespace {

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, 16);
  if (digits.empty() || error != std::errc() || stop != end) return {};
  return value;
}

// RFC 3629 section 3.
void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80 | ((code >> shift) & 0x3F));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

// Appends what the escape at the start names; its length, or 0 if it is none.
std::size_t append_escape(std::string& out, std::string_view text) {
  if (text.size() < 2) return 0;
  switch (text[1]) {
    case 'r':
      out += '\r';
      return 2;
    case 'n':
      out += '\n';
      return 2;
    case 't':
      out += '\t';
      return 2;
    case '\\':
      out += '\\';
      return 2;
    case 'x':
      if (const auto octet = text.size() < 4 ? std::nullopt : hexadecimal(text.substr(2, 2))) {
        out += static_cast<char>(*octet);
        return 4;
      }
      return 0;
    case 'u': {
      const std::size_t brace = text.find('}');
      if (text.substr(0, 3) != "\\u{" || brace == std::string_view::npos || brace > 9) return 0;
      const auto code = hexadecimal(text.substr(3, brace - 3));
      if (!code || *code > 0x10FFFF) return 0;
      append_utf8(out, *code);
      return brace + 1;
    }
    default:
      return 0;
  }
}

}  // namespace

std::optional<std::string> octets_of(std::string_view visible) {
  std::string out;
  out.reserve(visible.size());
  while (!visible.empty()) {
    if (visible.front() != '\\') {
      out += visible.front();
      visible.remove_prefix(1);
      continue;
    }
    const std::size_t length = append_escape(out, visible);
    if (length == 0) return {};
    visible.remove_prefix(length);
  }
  return out;
}

}  // namespace smtpspec::reports
