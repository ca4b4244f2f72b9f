// What a server gets wrong about the parameters of DSN (RFC 3461). A correct one makes none of these
// mistakes.
#pragma once

namespace smtpspec::reference {

enum class DsnSlip {
  // RET
  knows_no_ret,
  ret_in_capitals_only,
  any_ret,
  ret_without_value,
  ret_needs_envid,
  // ENVID
  knows_no_envid,
  any_envid,  // whether it is xtext or not
  lower_case_digits,
  envid_without_value,
  short_envid,           // of no more than 38 octets with its keyword
  envid_of_word_octets,  // letters, digits, dots, hyphens and "@"
  no_hexchar,            // of an octet that could stand as itself
  parentheses_are_comments,
  envid_outlives_rset,
  // NOTIFY
  knows_no_notify,
  notify_in_capitals_only,
  any_notify,
  never_with_others,
  notify_without_value,
  notify_in_one_order,  // SUCCESS, FAILURE, DELAY
  single_keyword,
  keyword_once,
  notify_once_for_all,  // recipients of a transaction
  never_knows_anybody,  // with NOTIFY=NEVER each recipient exists
  // ORCPT
  knows_no_orcpt,
  orcpt_without_type,
  any_orcpt,  // whether it is xtext or not
  orcpt_without_value,
  short_orcpt,    // of no more than 256 octets with its keyword
  orcpt_mailbox,  // of type rfc822 must be one
  orcpt_as_rcpt,  // must be the address of RCPT
  rfc822_only,    // of all types
  orcpt_needs_notify,
  orcpt_ascii,              // RFC 6533: no UTF-8, even with SMTPUTF8
  orcpt_no_escapes,         // no \x{...}
  orcpt_one_form,           // either UTF-8 or \x{...}
  type_in_lower_case_only,  // utf-8
  // of several
  mail_parameter_twice,
  recipient_parameter_twice,
  out_of_place,         // those of MAIL in RCPT and the reverse are passed over
  refuses_null_sender,  // with RET or ENVID
  refuses_company,      // of the parameters of other extensions
};

}  // namespace smtpspec::reference
