// Faults of the reference client. The parameters of DSN.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

template <DsnMistake mistake>
void makes(ClientBehaviour& behaviour) {
  behaviour.mistakes.add(mistake);
}

// An ORCPT is only there to be wrong if the client gives one.
template <DsnMistake mistake>
void makes_in_orcpt(ClientBehaviour& behaviour) {
  behaviour.habits.set.add(ClientHabit::names_original_recipients);
  behaviour.mistakes.add(mistake);
}

}  // namespace

std::vector<ClientFault> client_dsn_faults() {
  return {
      {"envid-decoded", "ENVID goes out as what its xtext stands for.", cites("rfc3461/4-5", "rfc3461/4.4-1"),
       makes<DsnMistake::envid_decoded>},
      {"envid-encoded-again", "ENVID is made xtext though it is that already.", cites("rfc3461/4-6"),
       makes<DsnMistake::envid_encoded_again>},
      {"envid-with-line-end", "A line end stands behind ENVID, in xtext.",
       cites("rfc3461/4.4-2", "rfc3461/4-6"), makes<DsnMistake::envid_with_line_end>},
      {"envid-too-long", "ENVID is longer than 100 characters.", cites("rfc3461/4.4-3", "rfc3461/4-6"),
       makes<DsnMistake::envid_too_long>},
      {"envid-of-47-characters", "ENVID is made longer than 38 characters.",
       cites("rfc3461/5.4-5", "rfc3461/4-6"), makes<DsnMistake::envid_long>},
      {"envid-twice", "ENVID stands twice in MAIL.", cites("rfc3461/4.5-1"), makes<DsnMistake::envid_twice>},
      {"xtext-in-lower-case", "The hexadecimal digits of xtext are in lower case.", cites("rfc3461/4-4"),
       makes_in_orcpt<DsnMistake::digits_in_lower_case>},
      {"ret-headers", "RET has the value HEADERS.", cites("rfc3461/4.3-1", "rfc3461/4-6"),
       makes<DsnMistake::ret_headers>},
      {"ret-in-rcpt", "RET stands in RCPT.", cites("rfc3461/2-7", "rfc3461/4-6"),
       makes<DsnMistake::ret_in_recipient>},
      {"notify-without-value", "NOTIFY has no value.", cites("rfc3461/4.1-1", "rfc3461/4-6"),
       makes<DsnMistake::notify_without_value>},
      {"notify-with-semicolons", "The keywords of NOTIFY have semicolons between them.",
       cites("rfc3461/4.1-3", "rfc3461/4-6"), makes<DsnMistake::notify_with_semicolons>},
      {"notify-of-first-recipient-only", "Of several recipients the first one alone gets NOTIFY.",
       cites("rfc3461/4-6"), makes<DsnMistake::notify_of_first_only>},
      {"orcpt-without-value", "ORCPT has no value.", cites("rfc3461/4.2-1", "rfc3461/4.2-4"),
       makes_in_orcpt<DsnMistake::orcpt_without_value>},
      {"orcpt-without-type", "ORCPT has an address without its type.",
       cites("rfc3461/4.2-2", "rfc3461/4.2-4", "rfc3461/4.2-3"),
       makes_in_orcpt<DsnMistake::orcpt_without_type>},
      {"orcpt-of-unregistered-type", "ORCPT has an address type that nobody registered.",
       cites("rfc3461/4.2-3"), makes_in_orcpt<DsnMistake::orcpt_of_unregistered_type>},
      {"orcpt-of-first-recipient", "Each recipient gets the ORCPT of the first one.", cites("rfc3461/4.2-4"),
       makes_in_orcpt<DsnMistake::orcpt_of_first_recipient>},
      {"orcpt-beyond-ascii-in-xtext", "An address beyond ASCII goes into ORCPT as xtext of type rfc822.",
       cites("rfc3461/4.2-7"), makes_in_orcpt<DsnMistake::orcpt_beyond_ascii_in_xtext>},
      {"orcpt-too-long", "ORCPT is longer than 500 characters.", cites("rfc3461/4.2-8", "rfc3461/4.2-4"),
       makes_in_orcpt<DsnMistake::orcpt_too_long>},
      {"orcpt-of-utf-8-unescaped", "In an ORCPT of type utf-8 a plus sign stands as it is.",
       cites("rfc6533/3-4", "rfc6533/3-8"), makes_in_orcpt<DsnMistake::orcpt_unescaped>},
      {"orcpt-escapes-of-8-digits", "In an ORCPT of type utf-8 \\x{...} has eight digits.",
       cites("rfc6533/3-9"), makes_in_orcpt<DsnMistake::orcpt_escapes_of_8_digits>},
      {"orcpt-escapes-needlessly", "In an ORCPT of type utf-8 @ is written as \\x{40}.",
       cites("rfc6533/3-10"), makes_in_orcpt<DsnMistake::orcpt_escapes_needlessly>},
      {"orcpt-of-utf-8-in-xtext", "In an ORCPT of type utf-8 a plus sign is written as +2B.",
       cites("rfc6533/3-8"), makes_in_orcpt<DsnMistake::orcpt_escapes_in_xtext>},
  };
}

}  // namespace smtpspec::reference
