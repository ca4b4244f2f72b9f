// ClientHabits: what a correct client may do, while the reference client does it only in one of its variants
// (client_variants.hpp). Nothing of it is a mistake.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/set.hpp"
#include "sasl/mechanism.hpp"

namespace smtpspec::reference {

enum class ClientHabit {
  ehlo_twice,  // RFC 5321 4.1.4: at any time
  ehlo_after_login,
  ehlo_after_refused_tls,
  gives_up_without_tls,  // though it is not required
  logs_in_within_group,  // RFC 4954 section 4: with an initial response, and no further round
  no_initial_response,
  mails_without_login,  // RFC 4954 section 4, where AUTH failed
  noop_between_recipients,
  data_behind_group,  // and not in it
  quits_again,        // where QUIT was not answered with 221
  quits_without_rset,
  closes_behind_quit,  // and does not wait for the reply
  lower_case_commands,
  octet_by_octet,  // whoever owns the connection sends each octet alone
  tagged_return_path,
  escapes_blanks,       // in a quoted local part
  completes_addresses,  // with its own domain, where there is none
  trace_on_top,         // of the content, with Date and Message-ID
  empty_last_chunk,
  body_always,                // BODY=7BIT where nothing needs more
  auth_parameter,             // AUTH=<>
  names_original_recipients,  // ORCPT, where anything is asked of DSN
  converts_always,            // to seven bits, whatever is offered
};

struct ClientHabits {
  SetOf<ClientHabit> set;
  std::vector<std::string> before_mail;  // commands, one after the other, before the first MAIL
  std::vector<std::string> before_quit;
  std::optional<std::vector<sasl::Mechanism>> mechanisms;  // all that are known
};

}  // namespace smtpspec::reference
