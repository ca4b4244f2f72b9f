// RelayedMail: a message that came out of a relay, to the next hop or back to its sender, and what lines
// about it demand.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "play/material/values.hpp"
#include "play/wire/client_units.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct RelayedMail {
  Unit command;                  // its MAIL
  std::vector<Unit> recipients;  // each RCPT that was accepted
  std::string content;
  bool came_back = false;  // to the sender
  bool in_tls = false;
  std::size_t entry = 0;  // of the content in the transcript
};
using RelayedMailPtr = std::shared_ptr<const RelayedMail>;

// The local part of a recipient's mailbox, or of all of them, is this one.
bool is_to(const RelayedMail& mail, std::string_view mailbox);

// Each says why something does not match; nothing if it does.
std::optional<std::string> relayed_mismatch(const scenario::MailExpected& expected, const RelayedMail& mail,
                                            Values& values);
std::optional<std::string> returned_mismatch(const scenario::ReportExpected& expected,
                                             const RelayedMail& mail, Values& values);

// Whether a line can be about it: a report of another action is none that it waits for.
bool concerns(const scenario::ReportExpected& expected, const RelayedMail& mail);

// "a message of 300 octets from <a@b> to <c@d>".
std::string in_words(const RelayedMail& mail);

}  // namespace smtpspec::play
