// HMAC (RFC 2104) with the hash of a SCRAM mechanism. GNU SASL has it, and keeps it to itself.
#pragma once

#include <string>
#include <string_view>

#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

// Of SHA-1 or SHA-256, in octets.
std::string hmac_of(Mechanism mechanism, std::string_view key, std::string_view text);

}  // namespace smtpspec::sasl
