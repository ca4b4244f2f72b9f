// Why the reference relay itself gives a message up, beside what its client has (client_reasons.hpp).
#pragma once

#include <string_view>

#include "reference/client_reasons.hpp"

namespace smtpspec::reference {

namespace reasons {

inline constexpr std::string_view loop = "the message has passed through too many hosts";
inline constexpr std::string_view malformed_header = "the header section of the message is malformed";
inline constexpr std::string_view too_late =
    "the message could not be delivered in the time that its sender gave";
inline constexpr std::string_view late = "the time that the sender gave has passed";

}  // namespace reasons

// Those that a next hop is named with: it was asked, and did not offer what the message needs.
constexpr bool is_about_next_hop(std::string_view words) {
  return words == reasons::needs_smtputf8 || words == reasons::unfit_content || words == reasons::too_large ||
         words == reasons::needs_requiretls || words == reasons::needs_deliver_by ||
         words == reasons::no_tls || words == reasons::no_handshake || words == reasons::no_trust;
}

// Those of a message that had to go out inside TLS.
constexpr bool is_about_tls(std::string_view words) {
  return words == reasons::no_tls || words == reasons::no_handshake || words == reasons::no_trust;
}

}  // namespace smtpspec::reference
