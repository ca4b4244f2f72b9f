// What an encoded body stands for (RFC 2045 section 6).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::play {

// A body that its header section says to be in quoted-printable or base64, decoded; empty for any other, and
// for what is neither though it should be. Line ends are CRLF, and those of quoted-printable are content.
std::optional<std::string> decode_body(std::string_view header, std::string_view body);

}  // namespace smtpspec::play
