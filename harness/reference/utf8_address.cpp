#include "reference/utf8_address.hpp"

#include <charconv>
#include <cstdint>

#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {

std::uint32_t code_point(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  const unsigned bits = character.size() == 2 ? 0x1FU : character.size() == 3 ? 0x0FU : 0x07U;
  std::uint32_t value = first & bits;
  for (const char octet : character.substr(1))
    value = (value << 6U) | (static_cast<unsigned char>(octet) & 0x3FU);
  return value;
}

std::string in_hexadecimal(std::uint32_t value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (; value != 0; value /= 16) text.insert(text.begin(), digits[value % 16]);
  return text;
}

std::string in_utf8(std::uint32_t value) {
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80U | ((value >> shift) & 0x3FU));
  };
  if (value < 0x80) return {static_cast<char>(value)};
  if (value < 0x800) return {static_cast<char>(0xC0U | (value >> 6U)), tail(0)};
  if (value < 0x10000) return {static_cast<char>(0xE0U | (value >> 12U)), tail(6), tail(0)};
  return {static_cast<char>(0xF0U | (value >> 18U)), tail(12), tail(6), tail(0)};
}

// Of "\x{...}" at the front; 0 if there is none.
std::uint32_t escape_at_front(std::string_view text, std::size_t& length) {
  length = 0;
  const std::size_t end = text.find('}');
  if (!text.starts_with("\\x{") || end == text.npos || end < 5 || end > 9) return 0;
  std::uint32_t value = 0;
  const auto read = std::from_chars(text.data() + 3, text.data() + end, value, 16);
  if (read.ec != std::errc() || read.ptr != text.data() + end) return 0;
  length = end + 1;
  return value;
}

}  // namespace

std::string with_escaped_utf8(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const std::size_t length = smtp::utf8_non_ascii(text);
    if (length == 0)
      escaped += text.front();
    else
      escaped += "\\x{" + in_hexadecimal(code_point(text.substr(0, length))) + "}";
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return escaped;
}

std::string as_escaped_address(std::string_view address) {
  constexpr std::string_view special = "\\+=\x7F";
  std::string escaped;
  for (const char octet : address) {
    const auto value = static_cast<unsigned char>(octet);
    if (value <= ' ' || special.find(octet) != special.npos)
      escaped += "\\x{" + std::string(value < 16 ? "0" : "") + in_hexadecimal(value) + "}";
    else
      escaped += octet;
  }
  return with_escaped_utf8(escaped);
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    std::size_t length = 0;
    const std::uint32_t value = escape_at_front(text, length);
    if (value == 0)
      plain += text.front();
    else
      plain += in_utf8(value);
    text.remove_prefix(value == 0 ? 1 : length);
  }
  return plain;
}

}  // namespace smtpspec::reference
