// Xtext: parameter values that may hold any octet (RFC 3461 section 4, RFC 4954 section 8).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::smtp {

// The octets behind the "+XX"; hexadecimal digits of either case. Empty for what is no xtext.
std::optional<std::string> decode_xtext(std::string_view text);
// Whether a hexadecimal digit of it is in lower case, which hexchar of RFC 3461 section 4 has not.
bool has_lower_case_digits(std::string_view xtext);
// "+", "=" and what is no printable US-ASCII as "+XX".
std::string encode_xtext(std::string_view octets);

}  // namespace smtpspec::smtp
