// What a correct relay never does between what it takes in and what it sends on or returns, by area. Mistakes
// of the server and the client that it is made of stand in their own behaviours.
#pragma once

#include "reference/set.hpp"

namespace smtpspec::reference {

// Of what it says in MAIL and RCPT.
enum class ForwardingMistake {
  sender_replaced,  // by its own postmaster
  sender_in_lower_case,
  null_sender_replaced,
  domain_replaced,      // of recipients, by its own
  last_recipient_lost,  // of several
  local_part_guessed,   // what stands in front of % is taken for a mailbox of the domain behind it
  notify_lost,
  notify_made_up,   // FAILURE, where there was none
  notify_of_first,  // for each recipient
  orcpt_lost,
  orcpt_made_up,  // of the header section
  orcpt_decoded,
  orcpt_in_lower_case,
  envid_altered,
  envid_in_upper_case,
  envid_made_up,
  ret_lost,
  ret_made_up,
  ret_turned,
  requiretls_lost,
  by_lost,
  by_mode_turned,
  by_not_counted,  // the time that went by in the queue
  mtrk_lost,
  mtrk_not_counted,
  solicit_lost,
  auth_passed_on,  // of whom nobody trusts
  submitter_for_sender,
  smtputf8_always,
};

// Of the Received field.
enum class TraceMistake {
  none,
  at_end,
  twice,
  below_others,
  others_lost,
  with_plain,    // ESMTP always
  with_auth,     // ESMTPA without a login
  with_unknown,  // a protocol that nobody registered
  without_date,
  short_year,
  zone_name,
  for_several,
  without_from,
  without_by,
  from_malformed,
  clauses_turned,  // BY in front of FROM
  with_tls,        // ESMTPS without TLS
  id_before_with,
  id_of_two_words,
  own_name_in_from,  // and not that of the client
  without_address,   // of the client
  return_path,
};

// Of header section and body.
enum class AlterationMistake {
  header_sorted,
  message_id_added,
  date_added,
  bcc_lost,
  long_fields_refolded,
  unknown_fields_lost,
  addresses_completed,
  trailing_blanks_lost,
  trailing_lines_lost,
  from_line_quoted,  // ">From"
  tabs_expanded,
  footer_added,
  controls_lost,
};

// Of the queue.
enum class QueueMistake {
  retries_refused,
  gives_up_deferred,
  sends_twice,
  loses_deferred,
  loses_refused,
  lost_at_kill,
  again_at_kill,     // what was delivered
  again_to_all,      // the recipients who had it, when it tries again for the others
  refused_with_one,  // all recipients, when one is
  delivered_with_one,
  loops,
  short_loops_only,   // no message with more than ten Received fields passes
  late_tried_again,   // BY with mode R
  header_recipients,  // To of the header section gets it too
  malformed_header_returned,
};

// Of reports: whether one goes out, and to whom.
enum class NoticeMistake {
  never_ignored,
  failure_unasked,  // where NOTIFY leaves FAILURE out
  failure_kept,     // no report of it
  failure_kept_without_notify,
  failure_twice,
  none_for_relayed,
  relayed_unasked,
  relayed_in_spite_of_dsn,
  delay_unasked,
  for_null_sender,
  to_author,  // of the header section
  to_submitter,
  sender_not_null,
  with_ret,
  notify_failure,
  envid_of_message,
  all_recipients_listed,
  one_recipient_only,  // of several that failed
  none_for_late,       // BY with mode N
  none_for_traced,     // BY with T
};

// And what stands in it.
enum class ReportMistake {
  plain_text,
  report_type,
  no_text,
  no_status_part,
  no_returned_part,
  status_encoded,
  to_missing,
  no_envelope_id,
  envelope_id_undecoded,
  envelope_id_made_up,
  no_reporting_mta,
  reporting_mta_remote,
  no_original,
  original_undecoded,
  original_made_up,
  no_final,
  final_in_lower_case,
  final_unquoted,
  final_type,
  no_action,
  wrong_action,
  unknown_action,
  no_status,
  wrong_class,
  zeros_in_status,
  no_diagnostic,
  diagnostic_made_up,
  no_remote_mta,
  groups_joined,
  whole_in_spite_of_hdrs,
  header_in_spite_of_full,
  whole_without_failure,
  whole_in_spite_of_requiretls,
  body_in_header_part,
  header_type,    // message/rfc822-headers
  utf8_as_ascii,  // addresses of type rfc822 though they are none
  utf8_in_ascii_part,
  arrival_zone_name,
  reporting_mta_type,
  remote_mta_type,
  diagnostic_type,
  message_fields_last,
  envelope_id_in_lower_case,
  gateway_named,  // though there was none
  will_retry_failed,
  status_in_words,
  final_without_type,
  global_as_rfc822,
  escapes_in_global,
};

using RelayMistakes =
    SetsOf<ForwardingMistake, TraceMistake, AlterationMistake, QueueMistake, NoticeMistake, ReportMistake>;

}  // namespace smtpspec::reference
