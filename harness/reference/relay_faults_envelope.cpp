// Faults of the reference relay. The envelope that is sent on.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_envelope_faults() {
  using enum ForwardingMistake;
  return {
      {"relay-replaces-sender", "The reverse-path that is sent on is the relay's own postmaster.",
       cites("rfc5321/3.6.1-2"), relay_makes<sender_replaced>},
      {"relay-lowers-sender", "The local-part of the reverse-path is sent on in lower case.",
       cites("rfc5321/2.4-4", "rfc5321/3.6.1-2"), relay_makes<sender_in_lower_case>},
      {"relay-replaces-null-sender", "A null reverse-path is replaced by the relay's own postmaster.",
       cites("rfc5321/4.5.5-3", "rfc5321/3.6.1-2", "rfc3461/6.1-1", "rfc8689/5-4"),
       relay_makes<null_sender_replaced>},
      {"relay-lowers-recipients", "Local-parts are sent on in lower case.",
       cites("rfc5321/2.4-4", "rfc5321/2.3.11-1", "rfc5321/3.6.1-2"),
       sender_makes<AddressMistake::lower_case>},
      {"relay-merges-recipients-by-case", "Recipients that differ by case only are sent on as one.",
       cites("rfc5321/2.4-17", "rfc5321/2.1-3"), sender_makes<AddressMistake::merges_by_case>},
      {"relay-takes-quotes-off", "A quoted local-part is sent on without its quotes.",
       cites("rfc5321/4.1.1-3", "rfc5321/2.3.11-1"), sender_makes<AddressMistake::unquoted>},
      {"relay-drops-backslashes", "The backslashes inside a quoted local-part are dropped.",
       cites("rfc5321/4.1.1-3", "rfc5321/2.3.11-1"), sender_makes<AddressMistake::drops_backslashes>},
      {"relay-ends-at-first-at", "A quoted local-part with an @ in it is cut there.",
       cites("rfc5321/2.3.11-1", "rfc5321/4.1.1-3"), sender_makes<AddressMistake::ends_at_first_at>},
      {"relay-replaces-domain", "Recipients are sent on with the relay's own domain.",
       cites("rfc5321/2.3.11-1"), relay_makes<domain_replaced>},
      {"relay-reads-percent", "What stands in front of a % in a local-part is sent to the domain behind it.",
       cites("rfc5321/2.3.11-1"), relay_makes<local_part_guessed>},
      {"relay-loses-last-recipient", "Of several recipients the last one is not sent on.",
       cites("rfc5321/2.1-3"), relay_makes<last_recipient_lost>},
      {"relay-sends-latin-1", "Addresses beyond ASCII are sent on in Latin-1.",
       cites("rfc6531/1.1-1", "rfc6531/3.7-1"), sender_makes<EnvelopeMistake::latin_1>},
  };
}

}  // namespace smtpspec::reference
