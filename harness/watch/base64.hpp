// The form of what both sides of AUTH say.
#pragma once

#include <string_view>

namespace smtpspec::watch {

// base64 = base64-terminal / ( 1*(4base64-char) [base64-terminal] ), RFC 4954 section 8; or nothing.
bool is_base64(std::string_view text);

}  // namespace smtpspec::watch
