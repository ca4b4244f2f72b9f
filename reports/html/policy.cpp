#include <algorithm>
#include <cstdint>

#include "reports/html/assets.hpp"

namespace smtpspec::reports::page {
namespace {

std::uint32_t value_of(char digit) {
  return static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

// RFC 4648 section 4, from hexadecimal digits: three octets are six of these and four of those.
std::string base64_of(std::string_view hexadecimal) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < hexadecimal.size(); at += 6) {
    const std::size_t digits = std::min<std::size_t>(6, hexadecimal.size() - at);
    std::uint32_t group = 0;
    for (std::size_t digit = 0; digit < 6; ++digit)
      group = group << 4 | (digit < digits ? value_of(hexadecimal[at + digit]) : 0);
    const std::size_t letters = digits / 2 + 1;  // the rest is padding
    for (std::size_t letter = 0; letter < 4; ++letter)
      out += letter < letters ? alphabet[group >> (18 - 6 * letter) & 0x3F] : '=';
  }
  return out;
}

}  // namespace

std::string policy_source(const Asset& asset) {
  return "'sha256-" + base64_of(asset.sha256) + "'";
}

}  // namespace smtpspec::reports::page
