// The rules that a Behaviour is made of: what is offered, what each event forgets, what is let pass or
// denied, what is lost, and the form of contents and replies. Everything here is data; the default is
// correct.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/replies.hpp"
#include "reference/reply_form.hpp"
#include "reference/set.hpp"
#include "sasl/mechanism.hpp"
#include "smtp/transparency.hpp"

namespace smtpspec::reference {

enum class Extension {
  starttls,               // RFC 3207
  size,                   // RFC 1870
  limits,                 // RFC 9422
  etrn,                   // RFC 1985
  atrn,                   // RFC 2645
  eight_bit_mime,         // RFC 6152
  pipelining,             // RFC 2920
  chunking,               // RFC 3030
  binarymime,             // RFC 3030
  smtputf8,               // RFC 6531
  enhanced_status_codes,  // RFC 2034
  help,                   // RFC 5321 4.1.1.8
  auth,                   // RFC 4954
  expn,                   // RFC 5321 4.1.1.7
  dsn,                    // RFC 3461
  deliver_by,             // RFC 2852
  require_tls,            // RFC 8689
  submitter,              // RFC 4405
  no_soliciting,          // RFC 3865
  mtrk,                   // RFC 3885
  mt_priority,            // RFC 6710
  future_release,         // RFC 4865
  burl,                   // RFC 4468
};

// What a server learns from a client and has to forget again.
enum class Knowledge {
  greeting,        // that there was EHLO or HELO, and which
  sender,          // the reverse-path, and the BODY of its MAIL command
  declared_size,   // SIZE of MAIL
  smtputf8,        // SMTPUTF8 of MAIL
  recipients,      // forward-paths, and that there were refused ones
  content,         // chunks received so far
  authentication,  // that AUTH succeeded: nothing but a handshake forgets that, RFC 4954 section 4
  tls,             // that TLS is active: nothing forgets that
};
using Knowledges = SetOf<Knowledge>;

inline constexpr Knowledges the_transaction = {Knowledge::sender, Knowledge::declared_size,
                                               Knowledge::smtputf8, Knowledge::recipients,
                                               Knowledge::content};

// When it forgets.
enum class Event {
  ehlo,              // accepted, RFC 5321 4.1.4
  helo,              // accepted
  greeting_refused,  // EHLO or HELO: "stay in the same state", RFC 5321 4.1.4
  nested_mail,       // refused: the same
  mail_refused,      // the first MAIL: there is no transaction then
  recipient_refused,
  rset,              // RFC 5321 4.1.1.5
  tls,               // the handshake is complete, RFC 3207 4.2
  message_accepted,  // RFC 5321 4.1.1.4
  message_refused,   // behind the end of mail data, or at a chunk
  noop,              // NOOP, VRFY, EXPN, HELP and unknown commands change nothing
  vrfy,
  expn,
  help,
  unknown_command,
  last = unknown_command
};
using Forgetting = TableOf<Event, Knowledges, static_cast<std::size_t>(Event::last) + 1>;

Forgetting correct_forgetting();

// What a client must not do. A correct server lets nothing of it pass.
enum class Offence {
  argument,  // of RSET, DATA and QUIT
  ehlo_without_name,
  helo_without_name,
  vrfy_without_name,
  expn_without_name,
  mail_before_greeting,
  nested_mail,
  mail_without_path,
  recipient_before_mail,
  unknown_recipient,
  data_before_mail,
  data_after_refused_mail,
  data_before_recipient,
  data_after_refused_recipients,
  data_after_chunks,
  data_for_binary,
  chunk_without_recipients,
  chunk_after_last,
  malformed_chunk_size,
  oversize_chunks,
  oversize_declaration,
  oversize_content,
  size_without_value,
  size_not_a_number,
  parameter_twice,
  unknown_parameter,
  parameter_after_helo,
  unknown_body,
  smtputf8_with_value,
  sender_not_ascii,
  recipient_not_ascii,
  invalid_utf8,
  tls_argument,
  tls_before_greeting,
  nested_tls,
  etrn_in_transaction,
  etrn_without_node,
  etrn_node_malformed,
  etrn_node_unqualified,
  etrn_of_top_level,  // @com
  atrn_without_login,
  atrn_without_access,
  atrn_access_behind_the_first,
  atrn_domain_malformed,
  clear_text_after_220,  // no handshake begins, the session goes on in clear
  auth_before_greeting,
  auth_in_transaction,
  nested_auth,
  auth_more_arguments,
  unwanted_initial_response,  // for a mechanism in which the server begins
  malformed_base64,           // what is none of it is passed over
  wrong_credentials,
  acts_for_another,  // a user's own password opens another's account
  malformed_auth_parameter,
};

// What a client may do. A correct server denies nothing of it.
enum class Right {
  helo,
  ehlo_after_helo,
  command_before_greeting,  // NOOP, RSET, VRFY, HELP: RFC 5321 4.1.4
  quit_before_greeting,
  noop_argument,
  idle_rset,  // outside of a transaction
  trailing_blank,
  trailing_blank_of_starttls,
  vrfy,
  vrfy_smtputf8,
  user_name,        // of VRFY and EXPN: a local mailbox without its domain
  mailbox_as_name,  // and one with it
  mail_in_tls,
  second_message,  // in one session
  null_sender,
  postmaster,
  source_route,
  size_zero,
  size_of_the_limit,     // declared
  content_of_the_limit,  // counted
  etrn,
  etrn_after_message,  // in one session
  atrn,                // behind a login
  atrn_without_domain,
  atrn_of_several_domains,
  more_than_declared,  // RFC 1870 6.3 leaves this to the server
  smtputf8_address,
  smtputf8_header,
  body_7bit,
  body_8bitmime,
  body_binarymime,
  body_with_smtputf8,
  data_behind_refused_recipient,  // with accepted ones before
  data_behind_chunked_message,    // in one session
  empty_chunk,                    // not the last
  empty_last_chunk,
  tls,
  auth_initial_response,
  auth_without_initial_response,
  auth_after_failure,
  auth_parameter,  // of MAIL
};

// Where input is lost that came in the same segment. A correct server loses nothing (RFC 2920 3.2 (9)).
enum class Loss {
  behind_every_command,
  behind_refusal,
  behind_data,  // the command
  behind_end_of_data,
  behind_chunk,
  behind_auth,        // that has ended, either way
  unfinished_line,    // what a segment holds of a command whose rest is still to come
  split_end_of_data,  // the end of mail data is not seen where a segment ends inside it
  beyond_4096_octets,
};

// What a correct server never does of its own accord.
enum class Habit {
  greets_inside_tls,
  opens_transaction_for_refused_mail,
  answers_pieces_of_long_lines,
  drops_replies_before_quit,
  holds_replies_for_unfinished_line,
  ends_chunk_with_segment,
  ends_content_at_declared_size,
  ignores_auth_cancellation,
  executes_commands_inside_auth,
  ends_command_at_bare_cr,
  compares_quoted_names_as_they_came,
  voids_recipients_at_the_limit,
  counts_recipients_of_header,
  counts_body_only,
  executes_unfinished_lines,
  files_what_it_refuses_for_its_size,
  verifies_anybody,  // VRFY is answered with 250 whatever the name
  expands_anybody,   // EXPN likewise
  codes_only_behind_ehlo,
  tells_passwords_in_clear,  // by the code of a refused AUTH
};

// What is compared with regard to case (RFC 5321 2.4: nothing of it).
enum class CaseSensitive { verb, from_and_to, parameter, body_value, postmaster, mechanism, end_marker };

// What becomes of a message whose client ends the connection before the end of it.
enum class UnfinishedMessage { dropped, data_accepted, data_accepted_behind_dot, chunk_accepted };

// What happens to octets that came in clear behind STARTTLS.
enum class InjectedOctets {
  discarded,
  commands_kept,  // whole lines are executed inside TLS: command injection
  fragment_kept,  // an unfinished line becomes the beginning of the first command inside TLS
};

// The dots at the start of a line of mail data (RFC 5321 4.5.2).
enum class LeadingDots { one_removed, kept, all_removed, also_behind_bare_line_ends };

// What dots mean in a chunk (RFC 3030: nothing).
enum class ChunkDots { content, one_removed, end_the_chunk, end_the_chunk_at_its_start };

enum class RefusedChunks { discarded, executed };
enum class ChunkBorder { invisible, completes_line_end };  // a CR at the end of a chunk gets its LF there
enum class LineEnds { kept, lf_made_crlf };
enum class TrailingBlanks { kept, removed };
enum class HighBits { kept, cleared };

// How declared sizes are read.
enum class SizeArithmetic {
  exact,
  wraps_at_32_bits,
  negative_beyond_63_bits,
  wraps_at_64_bits,
  ignored_beyond_64_bits
};

// Octets that end mail data though they should not.
struct OtherEnd {
  // alone: where a write holds nothing else; what follows up to the end of the mail data is thrown away.
  enum class When { always, behind_size_limit, alone };
  std::string octets;  // empty: there are none
  When when = When::always;
  std::optional<Situation> answered_with;  // they are a command and not the end of the message
};

// What becomes of the octets of a content before it is filed.
struct ContentRules {
  LeadingDots data_dots = LeadingDots::one_removed;
  ChunkDots chunk_dots = ChunkDots::content;
  smtp::EndOfDataRule end_of_data = smtp::EndOfDataRule::crlf_dot_crlf;
  OtherEnd other_end;
  RefusedChunks refused_chunks = RefusedChunks::discarded;
  ChunkBorder chunk_border = ChunkBorder::invisible;
  LineEnds chunk_line_ends = LineEnds::kept;
  TrailingBlanks trailing_blanks = TrailingBlanks::kept;
  HighBits high_bits = HighBits::kept;
  std::uint64_t chunk_shortfall = 0;  // so many octets fewer than BDAT said belong to the chunk
  SizeArithmetic chunk_size = SizeArithmetic::exact;
  std::size_t line_limit = 0;  // octets with CRLF; 0: none
  UnfinishedMessage unfinished = UnfinishedMessage::dropped;
};

// The handshake, which whoever owns the connection performs.
struct HandshakeRules {
  std::vector<std::string> versions = {"1.2", "1.3"};
  std::string certificate_name;  // empty: the server's name
  bool certificate_expired = false;
};

struct Offers {
  SetOf<Extension> in_clear;
  SetOf<Extension> in_tls;
  SetOf<Extension> unlisted;                  // served all the same, but left out of the reply to EHLO
  SetOf<Extension> not_served;                // listed all the same
  std::optional<std::string> size_parameter;  // instead of the size limit
  std::optional<std::string> limits;          // instead of the limit on recipients
  std::string etrn_parameter;                 // which the keyword must not have; empty: none
  bool listed_after_helo = false;
  std::vector<std::string> further_lines;           // of the list, as they are
  bool in_lower_case = false;                       // the list is
  std::string further_mechanisms;                   // in front of ours, each with a blank before it
  std::string smtputf8_parameter;                   // which the keyword must not have; empty: none
  std::string starttls_parameter;                   // the same
  std::string dsn_parameter;                        // the same
  std::optional<std::string> deliver_by_parameter;  // instead of the minimum
  std::string mt_priority_parameter;                // the name of a policy; empty: none
  std::optional<std::string> hold_limits;           // instead of those of FUTURERELEASE
  std::string burl_parameters = "imap";
  std::vector<sasl::Mechanism> mechanisms_in_clear;  // where AUTH is offered there at all
  std::vector<sasl::Mechanism> mechanisms_in_tls;
  std::vector<sasl::Mechanism> mechanisms_not_served;  // listed all the same
};

Offers correct_offers();

}  // namespace smtpspec::reference
