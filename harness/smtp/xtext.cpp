#include "smtp/xtext.hpp"

#include <charconv>

namespace smtpspec::smtp {
namespace {

// hexchar = "+" HEXDIG HEXDIG
std::optional<char> hexchar(std::string_view digits) {
  unsigned value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value, 16);
  if (digits.size() != 2 || error != std::errc{} || stopped != end) return std::nullopt;
  return static_cast<char>(value);
}

}  // namespace

std::optional<std::string> decode_xtext(std::string_view text) {
  std::string octets;
  while (!text.empty()) {
    const char first = text.front();
    if (first < '!' || first > '~' || first == '=') return std::nullopt;
    const auto octet = first == '+' ? hexchar(text.substr(1, 2)) : std::optional(first);
    if (!octet) return std::nullopt;
    octets += *octet;
    text.remove_prefix(first == '+' ? 3 : 1);
  }
  return octets;
}

bool has_lower_case_digits(std::string_view xtext) {
  for (std::size_t at = xtext.find('+'); at != xtext.npos; at = xtext.find('+', at + 1))
    if (xtext.substr(at + 1, 2).find_first_of("abcdef") != xtext.npos) return true;
  return false;
}

std::string encode_xtext(std::string_view octets) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char one : octets) {
    const auto value = static_cast<unsigned char>(one);
    if (value > ' ' && value < 0x7f && one != '+' && one != '=')
      text += one;
    else
      text.append({'+', digits[value / 16], digits[value % 16]});
  }
  return text;
}

}  // namespace smtpspec::smtp
