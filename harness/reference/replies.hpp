// Replies: what the server answers in each situation that it can find itself in, as data.
//
// Codes: RFC 5321 section 4.2.2 and 4.3.2, RFC 4954 section 4 and 6. Enhanced codes: RFC 3463 and the
// registry of RFC 5248. Neither the greeting nor a positive reply to EHLO or HELO carries one (RFC 2034
// section 4), nor does 354.
#pragma once

#include <cstddef>
#include <string>

#include "reference/set.hpp"

namespace smtpspec::reference {

enum class Situation {
  service_ready,
  goodbye,
  broken_down,  // the server ends the session and says nothing: no correct one does

  helo_accepted,
  ehlo_accepted,
  helo_refused,
  client_name_missing,
  client_name_malformed,
  greeting_out_of_order,  // EHLO refused because of what came before: no correct server does

  // Of the policies, policies.hpp; the reference server is in none of them.
  session_turned_away,
  session_refused,  // any command behind that
  greeting_refused,
  sender_refused,
  recipient_refused,
  data_refused,
  content_refused,
  login_refused,
  bare_line_end,
  path_too_long,
  by_refused,
  tls_required,
  closing,
  verified,
  mailbox_denied,  // VRFY of one that there is not
  expanded,        // EXPN of a mailbox, which is a list of one
  list_unknown,    // EXPN of anything else
  name_forwarded,  // VRFY of somebody who has moved, and whose mail goes on to him
  name_moved,      // or is refused

  nothing_done,  // NOOP
  reset,
  help,
  help_not_implemented,
  further_verb,   // of behaviour.hpp
  cannot_verify,  // VRFY
  name_missing,   // VRFY and EXPN without an argument
  expansion_not_implemented,

  unknown_command,
  stray_line_end,  // a bare CR or LF inside a command line
  line_too_long,
  argument_not_allowed,
  argument_malformed,  // of MAIL and RCPT, but for the path itself
  blank_before_path,
  command_before_greeting,

  sender_accepted,
  mail_before_greeting,
  nested_mail,
  sender_malformed,
  sender_not_ascii,
  null_sender_refused,
  parameter_unknown,
  parameter_after_helo,
  parameter_repeated,
  size_malformed,
  declared_size_too_big,
  body_malformed,
  smtputf8_with_value,
  ret_malformed,
  envid_malformed,
  by_malformed,
  by_past,  // or now, with mode R
  by_below_minimum,
  requiretls_with_value,
  submitter_malformed,
  submitter_differs,  // from the address in the header
  submitter_missing,  // there
  solicit_malformed,
  mtrk_malformed,
  priority_malformed,
  priority_lowered,  // the sender is accepted all the same
  hold_malformed,
  hold_beyond_limit,
  hold_repeated,
  hold_beyond_by,

  recipient_accepted,
  recipient_forwarded,  // accepted, and where to is told
  recipient_moved,      // refused, and his new address is told
  recipient_before_mail,
  recipient_malformed,
  recipient_not_ascii,
  mailbox_unknown,
  relaying_refused,
  too_many_recipients,
  notify_malformed,
  orcpt_malformed,

  start_mail_input,
  data_before_mail,
  data_before_recipient,
  no_valid_recipients,  // there were RCPT commands, all refused
  data_after_chunks,
  data_for_binary,
  message_accepted,
  message_accepted_for_some,  // no correct server tells
  content_too_big,
  text_line_too_long,
  content_found_odd,  // no reason to refuse it
  content_not_ascii,  // header fields in UTF-8 that a recipient can't take

  chunk_received,
  chunk_malformed,
  chunk_before_greeting,
  chunk_before_mail,
  chunk_without_recipients,
  chunk_after_last,
  chunk_too_big,
  extension_not_offered,  // BDAT or STARTTLS where it is not offered

  burl_received,  // without LAST
  burl_complete,  // with it: what is answered is said of the message
  burl_malformed,
  burl_before_mail,
  burl_without_recipients,
  burl_not_fetched,
  burl_not_permitted,

  tls_ready,
  tls_argument,
  tls_before_greeting,
  tls_already,
  tls_unavailable,

  etrn_idle,  // nothing waits for the node
  etrn_no_queue,
  etrn_not_allowed,
  etrn_node_missing,
  etrn_node_malformed,
  etrn_in_transaction,
  atrn_no_mail,
  atrn_turned,
  atrn_no_access,
  atrn_domain_malformed,
  atrn_in_transaction,

  auth_accepted,
  auth_challenge,
  auth_cancelled,
  auth_refused,  // the credentials are wrong
  auth_response_malformed,
  auth_response_too_long,
  initial_response_unwanted,
  mechanism_missing,
  mechanism_unknown,  // or not to be had here
  auth_before_greeting,
  auth_in_transaction,
  auth_already,
  auth_after_failure,  // no correct server minds
  auth_required,
  auth_parameter_malformed,

  last = auth_parameter_malformed
};

struct Answer {
  int code = 0;          // 0: the line has none, which no correct reply is
  std::string enhanced;  // "2.1.0", or empty
  std::string text;  // "{server}" and "{argument}" (the command's, or a challenge) are replaced; "\n" parts
                     // the lines of a longer reply
  int times = 1;     // 0: silence; 2: a reply too many
  bool closes = false;  // the connection is closed behind it
};

using Replies = TableOf<Situation, Answer, static_cast<std::size_t>(Situation::last) + 1>;

Replies correct_replies();

}  // namespace smtpspec::reference
