// The form of what both sides of AUTH say.
#pragma once

#include <string_view>

namespace smtpspec::watch {

// base64 = base64-terminal / ( 1*(4base64-char) [base64-terminal] ), RFC 4954 section 8; or nothing.
bool is_base64(std::string_view text);

// The same of a client's response, but for the verbs that are base64 by accident: whoever says QUIT there
// wants to leave, and has not understood that a response is awaited.
bool is_sasl_response(std::string_view line);

}  // namespace smtpspec::watch
