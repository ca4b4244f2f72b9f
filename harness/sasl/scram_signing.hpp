// What a side of SCRAM signs messages with that GNU SASL would not say: the proof of a client and the
// signature of a server (RFC 5802 section 3) for whatever the two said.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

// The messages that a proof is about, as they were said.
struct ScramMessages {
  std::string client_first;  // with its GS2 header
  std::string server_first;
  std::string client_final;  // with or without a proof
};

// In base64; nothing where the server's message has no salt or no count.
std::optional<std::string> scram_proof(Mechanism mechanism, const std::string& password,
                                       const ScramMessages& messages);
std::optional<std::string> scram_signature(Mechanism mechanism, const std::string& password,
                                           const ScramMessages& messages);

// "n,,", "p=tls-unique,a=bob,": up to the second comma.
std::string_view gs2_header_of(std::string_view client_first);

// The client's last message, with the proof that fits what was said.
std::string signed_final(Mechanism mechanism, const std::string& password, ScramMessages messages);

}  // namespace smtpspec::sasl
