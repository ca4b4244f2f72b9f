// Addresses of type utf-8 (RFC 6533 section 3): with characters beyond ASCII as they are, or as \x{...}.
#pragma once

#include <string>
#include <string_view>

namespace smtpspec::reference {

// UTF-8 as \x{...}; ASCII stays as it is.
std::string with_escaped_utf8(std::string_view text);
// An address that is not escaped yet: what xtext has no room for as well (RFC 6533 section 3, QCHAR).
std::string as_escaped_address(std::string_view address);
// \x{...} as what it stands for; what is no such thing stays as it is.
std::string without_escapes(std::string_view text);

}  // namespace smtpspec::reference
