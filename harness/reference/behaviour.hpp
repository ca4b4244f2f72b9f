// Behaviour: the policy of the reference server as one plain value. The default is a correct server; a fault
// (faults.hpp) is a function that changes a Behaviour into one known mistake.
//
// The server asks this value at each decision and has no other configuration. Where a decision has two sides,
// the correct one is the default: `let_pass` and `denied` are empty, each Event forgets what the RFC says,
// and every Situation has its code in `replies`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/replies.hpp"
#include "reference/set.hpp"
#include "smtp/line_reader.hpp"
#include "smtp/transparency.hpp"

namespace smtpspec::reference {

enum class Extension {
  starttls,               // RFC 3207
  size,                   // RFC 1870
  eight_bit_mime,         // RFC 6152
  pipelining,             // RFC 2920
  chunking,               // RFC 3030
  binarymime,             // RFC 3030
  smtputf8,               // RFC 6531
  enhanced_status_codes,  // RFC 2034
  help,                   // RFC 5321 4.1.1.8
};

// What a server learns from a client and has to forget again.
enum class Knowledge {
  greeting,       // that there was EHLO or HELO, and which
  sender,         // the reverse-path, and the BODY of its MAIL command
  declared_size,  // SIZE of MAIL
  smtputf8,       // SMTPUTF8 of MAIL
  recipients,     // forward-paths, and that there were refused ones
  content,        // chunks received so far
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
  last = message_refused
};
using Forgetting = TableOf<Event, Knowledges, static_cast<std::size_t>(Event::last) + 1>;

Forgetting correct_forgetting();

// What a client must not do. A correct server lets nothing of it pass.
enum class Offence {
  ehlo_without_name,
  mail_before_greeting,
  nested_mail,
  recipient_before_mail,
  unknown_recipient,
  data_before_mail,
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
  clear_text_after_220,  // no handshake begins, the session goes on in clear
};

// What a client may do. A correct server denies nothing of it.
enum class Right {
  helo,
  ehlo_after_helo,
  command_before_greeting,  // NOOP, RSET, VRFY, HELP: RFC 5321 4.1.4
  noop_argument,
  null_sender,
  postmaster,
  size_zero,
  size_of_the_limit,     // declared
  content_of_the_limit,  // counted
  smtputf8_address,
  smtputf8_header,
  body_8bitmime,
  empty_last_chunk,
  tls,
};

// Where input is lost that came in the same segment. A correct server loses nothing (RFC 2920 3.2 (9)).
enum class Loss {
  behind_every_command,
  behind_refusal,
  behind_data,  // the command
  behind_end_of_data,
  behind_chunk,
  unfinished_line,  // what a segment holds of a command whose rest is still to come
};

// What happens to octets that came in clear behind STARTTLS.
enum class InjectedOctets {
  discarded,
  commands_kept,  // whole lines are executed inside TLS: command injection
  fragment_kept,  // an unfinished line becomes the beginning of the first command inside TLS
};

enum class VerbRule { any_case, upper_case_only };

// The dots at the start of a line of mail data (RFC 5321 4.5.2).
enum class LeadingDots { one_removed, kept, all_removed };

// What dots mean in a chunk (RFC 3030: nothing).
enum class ChunkDots { content, one_removed, end_the_chunk };

enum class RefusedChunks { discarded, executed };
enum class LineEnds { kept, lf_made_crlf };
enum class HighBits { kept, cleared };
enum class SizeArithmetic { saturating, wraps_at_32_bits };

// What becomes of the octets of a content before it is filed.
struct ContentRules {
  LeadingDots data_dots = LeadingDots::one_removed;
  ChunkDots chunk_dots = ChunkDots::content;
  smtp::EndOfDataRule end_of_data = smtp::EndOfDataRule::crlf_dot_crlf;
  RefusedChunks refused_chunks = RefusedChunks::discarded;
  LineEnds chunk_line_ends = LineEnds::kept;
  HighBits high_bits = HighBits::kept;
  std::uint64_t chunk_shortfall = 0;  // so many octets fewer than BDAT said belong to the chunk
};

enum class EnhancedCodes { every_line, last_line, missing, wrong_class };
enum class GroupOrder { as_asked, swapped, one_dropped, one_doubled };

// How replies are written. Nothing of this concerns the greeting and the replies to EHLO and HELO but
// `line_end` and `first_line_code`.
struct ReplyForm {
  std::string line_end = "\r\n";
  EnhancedCodes enhanced_codes = EnhancedCodes::every_line;
  std::string text_suffix;                        // behind each line's text
  std::optional<int> first_line_code;             // of replies with several lines
  GroupOrder group_order = GroupOrder::as_asked;  // of the replies to commands that came in one segment
};

struct Offers {
  SetOf<Extension> in_clear;
  SetOf<Extension> in_tls;
  SetOf<Extension> unlisted;                  // served all the same, but left out of the reply to EHLO
  std::optional<std::string> size_parameter;  // instead of the size limit
  bool listed_after_helo = false;
};

Offers correct_offers();

struct Behaviour {
  std::string server_name = "mx.test";

  // A mailbox of a local domain exists if it is named here, or if its local part is beyond ASCII (so that
  // SMTPUTF8 has somebody to deliver to). Other domains are not relayed to.
  std::vector<std::string> local_domains = {"mx.test"};
  std::vector<std::string> mailboxes = {"alice@mx.test", "bob@mx.test", "postmaster@mx.test"};

  std::uint64_t size_limit = 100'000;     // octets of a content; 0: none
  std::size_t recipient_limit = 1000;     // of a transaction
  std::size_t command_line_limit = 2048;  // octets with CRLF
  bool keep_contents = true;              // false: contents are counted only

  Offers offers = correct_offers();
  Replies replies = correct_replies();
  Forgetting forgets = correct_forgetting();
  SetOf<Offence> let_pass;
  SetOf<Right> denied;
  SetOf<Loss> losses;
  InjectedOctets injected_octets = InjectedOctets::discarded;
  smtp::LineRule command_lines = smtp::LineRule::crlf_only;
  VerbRule verbs = VerbRule::any_case;
  SizeArithmetic size_arithmetic = SizeArithmetic::saturating;
  ContentRules content;
  ReplyForm reply_form;

  bool lets_pass(Offence offence) const { return let_pass.has(offence); }
  bool denies(Right right) const { return denied.has(right); }
  bool loses(Loss loss) const { return losses.has(loss); }
  bool exceeds_limit(std::uint64_t size) const { return size_limit != 0 && size > size_limit; }
};

}  // namespace smtpspec::reference
