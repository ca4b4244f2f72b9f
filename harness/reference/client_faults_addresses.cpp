// Faults of the reference client. Names and mailboxes that a caller asks for, odd and hostile ones.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_address_faults() {
  return {
      {"passes-on-hostile-sender", "What stands behind a line end in the sender's address goes out as it is.",
       cites("rfc5321/4.1.2-25", "rfc5321/4.1.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::passes_on_any_sender);
       }},
      {"passes-on-hostile-recipient", "A recipient's address goes out as it is, whatever it holds.",
       cites("rfc5321/4.1.2-25", "rfc5321/4.1.1-3", "rfc5321/4.1.2-30"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::passes_on_any_recipient);
       }},
      {"passes-on-hostile-name", "The name for EHLO goes out as it is, whatever it holds.",
       cites("rfc5321/2.3.5-3", "rfc5321/4.1.2-25", "rfc5321/4.1.1.1-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::passes_on_any_name);
       }},
      {"null-for-unreadable-recipient", "RCPT has a null path where the recipient's address makes no sense.",
       cites("rfc5321/4.1.2-29"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::null_for_unreadable);
       }},
      {"unquotes-local-part", "A quoted local part goes out without its quotes.", cites("rfc5321/4.1.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::unquoted);
       }},
      {"drops-backslashes", "The backslashes of a quoted local part are left out.", cites("rfc5321/4.1.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::drops_backslashes);
       }},
      {"quoted-at-ends-local-part", "The domain begins behind the first @, though that is quoted.",
       cites("rfc5321/4.1.1-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::ends_at_first_at);
       }},
      {"quotes-needlessly", "A local part with a plus sign goes out in quotes.", cites("rfc5321/4.1.2-23"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::quotes_needlessly);
       }},
      {"local-part-in-lower-case", "Local parts go out in lower case.", cites("rfc5321/2.4-6"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::lower_case);
       }},
      {"merges-recipients-by-case", "Recipients that differ by case are one.", cites("rfc5321/2.4-17"),
       [](ClientBehaviour& b) {
         b.mistakes.add(AddressMistake::merges_by_case);
       }},
      {"orcpt-without-xtext", "ORCPT has the recipient's address as it is.",
       cites("rfc5321/4.1.2-7", "rfc3461/4-5"),
       [](ClientBehaviour& b) {
         b.mistakes.add(EnvelopeMistake::orcpt_without_xtext);
       }},
  };
}

}  // namespace smtpspec::reference
