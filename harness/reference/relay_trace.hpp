// What the reference relay puts on top of a message: one Received field (RFC 5321 section 4.4).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reference/relay_behaviour.hpp"
#include "reference/server.hpp"

namespace smtpspec::reference {

// The content as it is queued.
std::string with_trace(const RelayBehaviour& behaviour, const Message& message, std::size_t id,
                       const std::string& date);

// Of the header section.
std::size_t received_fields(std::string_view content);

}  // namespace smtpspec::reference
