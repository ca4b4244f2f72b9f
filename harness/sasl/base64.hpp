// Base64 as RFC 4954 section 4 wants it: what is no base64 is refused, never passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::sasl {

// On one line.
std::string encode_base64(std::string_view octets);

// Empty for any octet outside the alphabet, padding anywhere but at the end, and a length that is no multiple
// of four. An empty text is the encoding of nothing.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace smtpspec::sasl
