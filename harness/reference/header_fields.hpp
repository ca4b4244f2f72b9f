// Header fields of a content (RFC 5322 section 2.2), as far as peers that write them anew look at them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace smtpspec::reference {

inline constexpr std::string_view crlf = "\r\n";

// Whether this field, with its colon, has this name, in any case.
bool is_field(std::string_view field, std::string_view name);

// Without blanks and line ends around it.
std::string_view without_blanks(std::string_view text);

// The bodies of the fields of this name, from the top, folded as they are, without the blanks around them.
std::vector<std::string_view> field_bodies(std::string_view content, std::string_view name);

// How many addresses there are, roughly: one for each @.
std::size_t addresses_in_header(std::string_view content);

}  // namespace smtpspec::reference
