// MAIL and RCPT as the reference client writes them (RFC 5321 sections 4.1.1.2 and 4.1.1.3, with the
// parameters of RFC 1870, 6152, 3030, 6531 and 3461).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

// What MAIL says of the message that will follow.
struct MessageFacts {
  std::string_view content;  // as it is sent, before stuffing
  BodyKind kind = BodyKind::seven_bit;
};

// What UTF-8 has two octets for, up to U+00FF, in one.
std::string in_latin_1(std::string_view utf8);

std::string mail_command(const ClientBehaviour& behaviour, const Submission& submission,
                         const smtp::Extensions& offered, const MessageFacts& message);
std::string recipient_command(const ClientBehaviour& behaviour, const Submission& submission,
                              const smtp::Extensions& offered, std::size_t recipient);

}  // namespace smtpspec::reference
