// Limits that the RFCs name. Octet counts include the CRLF where the RFC says so.
#pragma once

#include <cstddef>

namespace smtpspec::smtp::limits {

inline constexpr std::size_t local_part = 64;     // RFC 5321 4.5.3.1.1
inline constexpr std::size_t domain = 255;        // RFC 5321 4.5.3.1.2
inline constexpr std::size_t path = 256;          // RFC 5321 4.5.3.1.3, with brackets
inline constexpr std::size_t command_line = 512;  // RFC 5321 4.5.3.1.4, with CRLF
inline constexpr std::size_t reply_line = 512;    // RFC 5321 4.5.3.1.5, with CRLF
inline constexpr std::size_t text_line = 1000;  // RFC 5321 4.5.3.1.6, with CRLF, without the transparency dot
inline constexpr std::size_t recipients = 100;  // RFC 5321 4.5.3.1.8: at least so many must be accepted

}  // namespace smtpspec::smtp::limits
