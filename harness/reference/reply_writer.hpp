// From answers to octets: reply lines (RFC 5321 4.2), their enhanced codes (RFC 2034 section 4), and the
// order of the replies to one command group (RFC 2920 3.2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/behaviour.hpp"

namespace smtpspec::reference {

struct WrittenReply {
  int code = 0;
  std::string octets;
};

// `argument` of the command that is answered; `more_lines` follow the answer's own text.
WrittenReply write_reply(const Behaviour& behaviour, const Answer& answer, std::string_view argument,
                         const std::vector<std::string>& more_lines);

// The octets of a group's replies.
std::string join_group(std::vector<WrittenReply> replies, GroupOrder order);

}  // namespace smtpspec::reference
