// Faults of what a session remembers, and for how long.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;
using ledger::comes_near;

std::vector<Fault> state_faults() {
  return {
      {"asks-for-body-again", "Behind a MAIL with BODY one without is refused.", cites("rfc6152/2-5"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::wants_body_again);
       }},
      {"ehlo-keeps-chunks", "EHLO keeps the chunks of the transaction that it ends.",
       cites("rfc5321/4.1.4-8"),
       [](Behaviour& b) {
         b.forgets[Event::ehlo].remove(Knowledge::content);
       }},
      {"helo-session-takes-no-data", "DATA is refused in a session that HELO opened.",
       cites("rfc5321/2.2.1-5"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::takes_no_data_behind_helo);
       }},
      {"late-recipient-ends-session", "RCPT behind a finished message closes the connection without a reply.",
       cites("rfc5321/4.2-1", "rfc5321/3.8-1", "rfc5321/3.3-8", "rfc5321/4.1.1.4-8"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::breaks_down_at_late_recipient);
       }},
      {"mistrusts-address-literals",
       "RCPT is refused of a client that gives another address than its own in EHLO.",
       cites("rfc5321/4.1.4-11"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::wants_the_clients_own_address);
       }},
      {"null-sender-has-no-recipients", "RCPT is refused for a message with the null reverse-path.",
       cites("rfc5321/4.1.2-1"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::knows_no_recipient_of_null);
       }},
      {"quit-files-chunks", "QUIT inside a transaction files the chunks that came.",
       cites("rfc5321/4.1.1.10-8"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::files_chunks_at_quit);
       }},
      {"rset-counts-as-greeting", "Behind RSET MAIL is accepted though there was no EHLO.",
       comes_near("rfc5321/4.1.4-1"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::takes_rset_for_a_greeting);
       }},
      {"rset-keeps-body", "BODY of MAIL holds for the next transaction too, also behind RSET.",
       cites("rfc5321/4.1.1.5-7"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::keeps_body_at_rset);
       }},
      {"tires-of-resets", "Behind twenty RSET commands a further one is refused.", cites("rfc5321/4.1.1.5-2"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::tires_of_resets);
       }},
      {"twenty-resets-are-enough", "The connection is closed at the twenty-first RSET.",
       cites("rfc5321/4.1.1.5-4", "rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::hangs_up_at_resets);
       }},
      {"wrong-code-for-data-without-mail", "DATA without MAIL is answered with 550.",
       cites("rfc5321/4.3.2-13"),
       [](Behaviour& b) {
         b.replies[Situation::data_before_mail].code = 550;
       }},
  };
}

}  // namespace smtpspec::reference
