// Lapses: mistakes of the reference server that one switch each stands for, by what they concern: its state
// and its commands, contents that it refuses, and what it does to a content that it files. A correct server
// has none of them.
#pragma once

namespace smtpspec::reference {

// In the session.
enum class Lapse {
  keeps_body_at_rset,              // BODY of MAIL, for the next one
  tires_of_resets,                 // the 21st RSET of a session is refused
  hangs_up_at_resets,              // at the 21st
  takes_rset_for_a_greeting,       // no EHLO is needed behind it
  takes_no_data_behind_helo,       // DATA is refused there
  wants_the_clients_own_address,   // RCPT is refused behind an address literal that is not the client's
  knows_no_recipient_of_null,      // RCPT is refused behind MAIL FROM:<>
  breaks_down_at_late_recipient,   // RCPT behind a finished message
  breaks_down_at_binary_command,   // one with a NUL
  files_chunks_at_quit,            // though the last one did not come
  expects_data_behind_recipients,  // in one group with RCPT it refuses RSET, NOOP and QUIT
  holds_reply_to_noop,             // that ends a group, until the next command comes
  holds_reply_to_unknown,          // the same of a command that it does not know
  wants_body_again,                // once MAIL had a BODY, each has to have one
  forwards_once,                   // who was told by 251 where somebody is now has to write there
  refuses_once_who_has_moved,      // by 551: mail that comes again for him is taken
  wants_tls_and_takes_mail,        // MAIL is answered with 530 in clear, and opens a transaction all the same

  misses_end_behind_data,   // a line of a dot right behind 354
  says_251_for_some,        // where not all recipients get the message
  silent_at_empty_line,     // a message of one empty line is not answered
  answers_long_text_lines,  // inside of the mail data

  skips_failed_chunk,         // and takes the others for the message
  bars_chunks_behind_failed,  // BDAT is refused from then on
  bars_chunks_of_8bitmime,
  reads_octal_chunk_size,  // where it begins with a zero
};

// What a content is refused for, though it is no reason.
enum class Flaw {
  resent_fields_unequal,  // not the same number of Resent-To and Resent-From
  resent_to_alone,
  header_missing,
  header_only,  // no empty line
  originator_missing,
  trace_malformed,  // a Received field without a date
  many_addresses,   // more than 100 in the header section
  binary_label,     // Content-Transfer-Encoding: binary without BODY=BINARYMIME
  octet_255,
};

// What becomes of mail data when they are filed.
enum class Damage {
  end_filed,              // the dot of the end is filed too, behind an empty line
  last_empty_lines_lost,  // the empty lines at the end
  last_line_end_lost,     // of a last line with octets beyond ASCII
  controls_lost,          // but for tabs and line ends
  text_behind_nul_lost,   // up to the end of the line
};

}  // namespace smtpspec::reference
