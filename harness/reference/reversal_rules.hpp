// What waits for customers, and what can be wrong about the turn of roles behind ATRN (RFC 2645).
#pragma once

#include <string>
#include <vector>

namespace smtpspec::reference {

// For one recipient; without brackets.
struct WaitingMail {
  std::string reverse_path;
  std::string forward_path;
  std::string content;
};

// A correct server makes none of them.
enum class ReversalSlip {
  failed_login_will_do,        // ATRN is obeyed behind an AUTH that was refused
  no_quit_behind_login,        // QUIT is refused there
  denies_waiting_mail,         // 453 though mail waits
  stays_server,                // behind its 250
  greets,                      // it says 220, and then goes on as a client
  speaks_before_greeting,      // EHLO is sent right behind the 250
  holds_mail_back,             // EHLO and QUIT though mail waits
  sends_other_mail,            // that of domains which nobody asked for, too
  sends_first_message_only,    // of several
  sends_mail_that_was_sent,    // each message twice
  closes_without_quit,         // behind the last message
  turns_back,                  // behind its QUIT it is the server again
  turns_without_mail_to_send,  // and sends a message of its own all the same
};

}  // namespace smtpspec::reference
