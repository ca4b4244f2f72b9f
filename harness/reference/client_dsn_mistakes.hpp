// What a correct client never does with the parameters of DSN (RFC 3461), beside what client_mistakes.hpp
// has of MAIL and RCPT.
#pragma once

namespace smtpspec::reference {

enum class DsnMistake {
  envid_decoded,        // goes out as what its xtext stands for
  envid_encoded_again,  // though it is xtext already
  envid_with_line_end,
  envid_too_long,
  envid_long,  // more than 38 characters, and no more than 100
  envid_twice,
  digits_in_lower_case,  // of xtext
  ret_headers,           // HEADERS in place of HDRS
  ret_in_recipient,
  notify_without_value,
  notify_with_semicolons,
  notify_of_first_only,  // of several recipients
  orcpt_without_value,
  orcpt_without_type,
  orcpt_of_unregistered_type,
  orcpt_of_first_recipient,     // for each
  orcpt_beyond_ascii_in_xtext,  // of type rfc822
  orcpt_too_long,
  orcpt_unescaped,  // of type utf-8, whatever it holds
  orcpt_escapes_of_8_digits,
  orcpt_escapes_needlessly,  // @ too
  orcpt_escapes_in_xtext,    // + for specials, in an address of type utf-8
};

}  // namespace smtpspec::reference
