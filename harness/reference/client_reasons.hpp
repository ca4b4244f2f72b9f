// Why the reference client refuses or defers a message of its own accord, in the words of its report. A relay
// knows by them what to tell the sender.
#pragma once

#include <string_view>

namespace smtpspec::reference::reasons {

inline constexpr std::string_view needs_smtputf8 = "the message needs SMTPUTF8, which is not offered";
inline constexpr std::string_view unfit_content = "the server cannot take such a content";
inline constexpr std::string_view too_large = "the message is larger than the server takes";
inline constexpr std::string_view needs_requiretls = "the message needs REQUIRETLS, which is not offered";
inline constexpr std::string_view needs_deliver_by =
    "the server cannot promise to deliver the message in time";
inline constexpr std::string_view no_tls = "TLS is required and not offered";
inline constexpr std::string_view no_handshake = "the TLS handshake failed";
inline constexpr std::string_view no_trust = "the certificate cannot be trusted";

}  // namespace smtpspec::reference::reasons
