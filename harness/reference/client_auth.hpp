// What a client makes of the messages of an exchange of AUTH where it is mistaken.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "sasl/mechanism.hpp"

namespace smtpspec::reference {

// Whether a mechanism has room for them: none has for NUL (RFC 4616 section 2).
bool can_be_said(const ClientBehaviour& behaviour, const sasl::Credentials& who);

// As the mechanism takes them. Empty: it takes no such name or password.
std::optional<sasl::Credentials> credentials_of(sasl::Mechanism mechanism, const sasl::Credentials& who);

// The message in place of the right one; `number` counts from 0.
std::string mistaken_message(const ClientBehaviour& behaviour, sasl::Mechanism mechanism,
                             const sasl::Credentials& who, std::size_t number, const std::string& right);
// The line in which it is said: base64, unless what deviates says otherwise.
std::string response_line(const ClientBehaviour& behaviour, sasl::Mechanism mechanism, std::size_t number,
                          const std::string& message);

// What it answers to a challenge that will not do, in place of cancelling. `first`: its own first message.
std::optional<std::string> answer_in_spite(const ClientBehaviour& behaviour, sasl::Mechanism mechanism,
                                           std::string_view challenge, std::string_view first);
// It takes such a challenge for the server's proof.
bool believes_in_spite(const ClientBehaviour& behaviour, std::string_view challenge);

}  // namespace smtpspec::reference
