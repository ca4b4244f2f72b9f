// SUBMITTER against the header section of the content, RFC 4405 section 4.2.
#pragma once

#include <optional>
#include <string_view>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"

namespace smtpspec::reference {

// Why the message is refused; empty if it is not, or came without SUBMITTER.
std::optional<Situation> judge_submitter(const Behaviour& behaviour, const Sender& sender,
                                         std::string_view content);

}  // namespace smtpspec::reference
