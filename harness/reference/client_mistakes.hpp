// What a correct client never does, by area. A ClientBehaviour holds a set of each; all are empty in a
// correct client.
#pragma once

#include "reference/client_dsn_mistakes.hpp"
#include "reference/client_wish_mistakes.hpp"
#include "reference/set.hpp"

namespace smtpspec::reference {

enum class SessionMistake {
  speaks_before_greeting,
  acts_on_first_greeting_line,
  ignores_refused_greeting,
  noop_behind_ehlo,  // in one group
  helo_after_421,
  no_quit,
  speaks_after_quit,
  retries_at_once,
  forgets_deferred_mail,
  retries_delivered_recipients,
  retries_refused_recipients,
  helo_first,
  helo_without_name,
  blank_before_verb,
  mails_behind_refused_ehlo,
  failed_quit_undoes_delivery,
  quit_with_argument,
};

enum class TlsMistake {
  goes_on_without_offer,  // though TLS is required
  goes_on_after_refusal,
  goes_on_after_failed_handshake,
  handshake_after_refusal,
  handshake_without_starttls,
  clear_text_behind_220,  // EHLO, and no handshake
  argument,
  ehlo_behind_starttls,  // in one group, in clear
  starttls_inside_tls,
  executes_injected_reply,
  skips_ehlo,
  keeps_extensions,
  adds_to_old_list,  // what EHLO is answered inside TLS
  ignores_new_list,
  accepts_expired_certificate,
  accepts_wrong_name,
  accepts_unknown_authority,
  continues_injected_line,   // that came in clear behind the 220, with the first octets inside TLS
  looks_at_first_name_only,  // of a certificate
  minds_case_of_names,
  prefers_common_name,
  believes_uri,
  matches_partial_wildcard,
  matches_wildcard_below,
  matches_trailing_wildcard,
  waits_in_clear,  // for the greeting, where TLS begins with the first octet
};

// How the list in a reply to EHLO is read.
enum class ListMistake {
  case_sensitive,
  first_line_too,
  last_line_missed,
  words_anywhere,
  helo_list_too,
  zero_size_is_limit,
  limit_off_by_one,
  unknown_keyword_is_fatal,
  parameters_are_fatal,  // of a keyword that may have none
  smtputf8_parameter_is_unknown,
  a_labels_need_smtputf8,
  unknown_keyword_is_parameter,
  unknown_keyword_is_command,
  size_wraps_at_32_bits,
};

// How limits are read (RFC 9422), and whether they are kept.
enum class LimitMistake {
  rcptmax_ignored,
  mailmax_ignored,
  rcptdomainmax_ignored,
  domains_by_transaction,     // counted anew in each
  accepted_recipients_count,  // and those that were refused do not
  accepted_mails_count,
  first_limit_only,
  small_limits_ignored,  // below the minimums of SMTP
  small_limits_fatal,
  first_list_holds,       // of a session
  list_outlives_silence,  // a reply to EHLO without LIMITS
  remembered,             // and never learned anew, in later sessions
  any_number,             // also 0, and what begins with digits
  broken_list_read,       // as far as it goes
  one_bad_voids_all,
  unknown_is_fatal,
};

enum class AuthMistake {
  password_in_clear,
  password_for_untrusted,  // inside TLS, to a server whose certificate will not do
  mechanism_not_offered,
  weakest_mechanism,
  first_listed_only,
  initial_response_out_of_turn,
  response_without_base64,
  ignores_malformed_challenge,
  believes_unproven_server,
  authenticates_twice,
  falls_to_another_mechanism,  // than the one that the caller asked for
  mechanism_case_sensitive,    // of the names in the list
  answers_refusal,             // with the next response
  plain_without_identity,      // nor its NUL
  login_password_first,
  token_alone,  // and nothing around it
  token_again,  // behind the challenge that refuses it
  scram_mandatory_extension,
  scram_other_nonce,
  scram_no_salt,
  scram_no_count,
  scram_wrong_signature,
  scram_error,          // e= is taken for a proof
  latin_1_credentials,  // and no UTF-8
  nul_in_credentials,   // goes as it is
  short_challenges_only,
  scram_without_plus,        // though it is offered
  scram_always_unsure,       // "y", also where a -PLUS name is offered
  scram_unsure_flag,         // "n" where it could bind and nothing is offered
  scram_wrong_binding,       // tls-unique in TLS 1.3
  scram_optional_extension,  // of the server, ends it
};

// Of names and mailboxes that a caller asks for, RFC 5321 section 4.1.2.
enum class AddressMistake {
  passes_on_any_name,
  passes_on_any_sender,
  passes_on_any_recipient,
  null_for_unreadable,
  unquoted,  // a quoted local part without its quotes
  drops_backslashes,
  ends_at_first_at,  // also where that is quoted
  quotes_needlessly,
  lower_case,  // local parts
  merges_by_case,
};

enum class EnvelopeMistake {
  blank_behind_colon,
  no_brackets,
  no_null_path,
  null_path_replaced,
  source_route,
  unqualified_route,
  host_number,  // "#" and digits for a domain
  size_twice,
  size_without_number,
  size_before_path,
  body_twice,
  body_unknown,
  orcpt_without_xtext,
  notify_twice,
  smtputf8_missing,
  smtputf8_without_need,
  smtputf8_with_value,
  inner_headers_overlooked,
  latin_1,              // addresses are, and no UTF-8
  encodes_local_parts,  // beyond ASCII, as words of a header
  sends_a_labels,       // in spite of SMTPUTF8
  body_missing,
  never_with_others,
  notify_in_mail,
  goes_on_after_refused_mail,
  repeats_deferred_recipient,
  data_without_recipients,
  transaction_for_each,
  skips_rset,
};

// Of the replies to a command group.
enum class GroupMistake {
  no_lone_dot,
  message_to_nobody,
  stops_reading_at_refused_mail,
  content_in_group,  // with DATA
  quit_behind_content,
};

enum class ReplyMistake {
  ends_at_first_line,
  ends_with_segment,
  latest_segment_only,
  ends_at_bare_lf,
  ends_at_bare_cr,
  short_lines_only,
  text_has_the_code,
  decides_by_text,
  decides_by_enhanced_code,
  needs_text,
  needs_250,
  needs_ascii,
  takes_1yz_for_success,
  takes_3yz_for_success,
  takes_anything_for_354,
  forgets_refused_recipient,
  takes_354_for_acceptance,
  takes_2yz_at_data_for_delivery,
  transient_is_permanent,
  permanent_is_transient,
  too_many_recipients_is_permanent,
  too_big_is_transient,
  closing_is_permanent,
  lost_connection_is_permanent,
  lost_connection_is_delivery,
};

enum class ContentMistake {
  return_path_on_top,
  apparently_to,
  short_year,  // of the date in Received
  no_stuffing,
  stuffs_lone_dots_only,
  stuffs_every_dot,
  bare_lf,
  line_ends_as_given,
  bare_cr,
  end_in_bare_lf,
  end_glued_to_last_line,
  empty_line_at_end,
  no_empty_lines_at_end,
  long_lines,
  lines_cut,
  eight_bit_unconverted,
  eight_bit_unlabelled,  // BODY=8BITMIME for what is no MIME
  high_bits_cleared,
  quit_inside_mail_data,
  closes_inside_mail_data,
};

enum class ChunkMistake {
  size_one_less,
  size_one_more,
  no_size,
  waits_for_reply,  // between the command and its octets
  before_recipients_replies,
  never_last,
  always_last,
  stuffed,
  dot_behind_last,
  another_behind_last,
  data_behind_chunks,
  goes_on_after_refusal,
  binary_by_data,
  bare_lf,
  binary_text_as_stored,  // its lines end in LF alone
  conversion_loses_nul,
  conversion_keeps_label,    // of binary content
  conversion_encodes_parts,  // a multipart as a whole
};

// Parameters of MAIL that this client has no use for, and sends where they are offered.
enum class ParameterMistake {
  by_without_mode,
  by_without_value,
  requiretls_with_value,
  submitter_without_xtext,
  solicit_between_semicolons,
  mtrk_in_hexadecimal,  // with dots
  mtrk_without_envid,
  priority_with_plus,
  holdfor_with_unit,
  holduntil_in_local_time,
  both_holds,
  holdfor_beyond_limit,
  holduntil_beyond_limit,
  holdfor_beyond_by,
  auth_without_xtext,
  auth_of_no_mailbox,
};

// Of what is passed on for others, by a relay.
enum class PassingMistake {
  tls_not_required,         // REQUIRETLS, where the server has none
  deliver_by_not_required,  // mode R, the same
  delays_not_asked_for,     // where BY with mode N is lost
  line_ends_mended_late,    // bare ones, behind the stuffing of dots
};

// A URL that is sent in place of the message, RFC 4468.
enum class UrlMistake { not_offered, missing };

using ClientMistakes =
    SetsOf<SessionMistake, TlsMistake, ListMistake, LimitMistake, AuthMistake, AddressMistake,
           EnvelopeMistake, DsnMistake, GroupMistake, ReplyMistake, ContentMistake, ChunkMistake,
           ParameterMistake, PassingMistake, UrlMistake, WishMistake>;

}  // namespace smtpspec::reference
