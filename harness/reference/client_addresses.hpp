// Names and mailboxes that the reference client is asked for, as it writes them (RFC 5321 sections 4.1.1.1
// and 4.1.2). Callers may hand it anything: what cannot be written in SMTP is not sent, and nothing of it
// becomes another parameter or another command.
#pragma once

#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"

namespace smtpspec::reference {

// For EHLO and HELO: the wish, or an address literal where that is no name (4.1.4).
std::string name_as_written(const ClientBehaviour& behaviour, const std::string& wish);

// Whether all of its envelope is mailboxes of the grammar; a reverse-path may be null.
bool can_be_written(const ClientBehaviour& behaviour, const Submission& submission);

// What stands in brackets. A source route is left out (sections 3.3 and F.2).
std::string as_reverse_path(const ClientBehaviour& behaviour, const std::string& mailbox);
std::string as_forward_path(const ClientBehaviour& behaviour, const std::string& mailbox);

// Recipients that this client takes for one: none, since local parts may differ by case (section 2.4).
void merge_recipients(const ClientBehaviour& behaviour, Submission& submission);

}  // namespace smtpspec::reference
