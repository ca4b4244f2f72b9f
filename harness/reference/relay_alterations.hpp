// What a relay with a mistake makes of a message that passes through it (RFC 5321 sections 3.6.3 and 6.4).
#pragma once

#include <string>

#include "reference/relay_behaviour.hpp"

namespace smtpspec::reference {

// The content as it came, with a correct relay.
std::string altered(const RelayBehaviour& behaviour, const std::string& content);

}  // namespace smtpspec::reference
