// Header fields of a content (RFC 5322 section 2.2), as far as peers that write them anew look at them.
#pragma once

#include <cstddef>
#include <string_view>

namespace smtpspec::reference {

inline constexpr std::string_view crlf = "\r\n";

// Whether this field, with its colon, has this name, in any case.
bool is_field(std::string_view field, std::string_view name);

// How many there are, roughly: one for each @.
std::size_t addresses_in_header(std::string_view content);

}  // namespace smtpspec::reference
