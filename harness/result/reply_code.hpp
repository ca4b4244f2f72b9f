// Reply code: where the words of a message begin with a reply, how much of it is the same in every session.
#pragma once

#include <cstddef>
#include <string_view>

namespace smtpspec::result {

inline constexpr std::size_t code_digits = 3;

bool begins_with_code(std::string_view words);

// How long the code at the start is, with its enhanced code: of "500 5.5.1 what" that of "500 5.5.1", of
// "250-mx.test\r\n250 ok" that of "250"; 0 if there is none.
std::size_t code_length(std::string_view words);

}  // namespace smtpspec::result
