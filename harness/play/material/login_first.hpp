// The fact that a server wants a login before mail, as submission servers do (RFC 6409 section 4.3).
#pragma once

#include <string_view>

namespace smtpspec::play {

// Among the facts of a server that the preflight found to be so, or whose profile says it. What it refuses
// with 530 to a session without a login is then nothing that it could show: the case is not applicable.
constexpr std::string_view login_first = "login-first";

}  // namespace smtpspec::play
