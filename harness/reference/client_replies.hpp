// How the reference client reads replies: where one ends, and what its code means.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "smtp/line_reader.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::reference {

class ReplyIntake {
 public:
  // What one read brought.
  void append(const ClientBehaviour& behaviour, std::string_view octets);
  // The next complete reply; empty while it is incomplete. One beyond all measure ends where it is.
  std::optional<smtp::Reply> next(const ClientBehaviour& behaviour, bool is_greeting);
  // Forgets all but a line whose end did not come yet.
  void drop_lines();

 private:
  smtp::LineReader lines_{smtp::LineRule::crlf_only};
  char latest_ = 0;    // octet that came
  std::string begun_;  // lines of a reply that is not complete
};

// The command succeeded.
bool accepts(const ClientBehaviour& behaviour, const smtp::Reply& reply);

// What a reply that is no success makes of the mail, RFC 5321 section 4.2.1. What is no answer at all may be
// one another time.
Delivery class_of(const ClientBehaviour& behaviour, const smtp::Reply& reply);

// The code and the text of every line.
std::string text_of(const smtp::Reply& reply);

}  // namespace smtpspec::reference
