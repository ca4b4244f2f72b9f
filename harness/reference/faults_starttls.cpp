// Faults of STARTTLS.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> starttls_faults() {
  return {
      {"accepts-nested-starttls", "STARTTLS inside TLS is answered with 220.", cites("rfc3207/4.2-10"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::nested_tls);
       }},
      {"accepts-starttls-argument", "STARTTLS with an argument is accepted.", cites("rfc3207/4-3"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::tls_argument);
       }},
      {"answers-in-clear-after-tls", "Behind the 220 to STARTTLS a second reply is sent in clear.",
       cites("rfc5321/4.2-1", "rfc3207/4-14"),
       [](Behaviour& b) {
         b.replies[Situation::tls_ready].times = 2;
       }},
      {"certificate-names-another", "The certificate names another server.",
       cites("rfc3207/4.1-4", "rfc7817/5-1", "rfc8314/4.4-1"),
       [](Behaviour& b) {
         b.handshake.certificate_name = "another.test";
       }},
      {"executes-injected-command", "Commands in clear behind STARTTLS are executed inside TLS.",
       cites("rfc3207/4.2-6"),
       [](Behaviour& b) {
         b.injected_octets = InjectedOctets::commands_kept;
       }},
      {"greets-again-inside-tls", "The server says 220 again inside TLS.", cites("rfc3207/4.2-1"),
       [](Behaviour& b) {
         b.habits.add(Habit::greets_inside_tls);
       }},
      {"hides-extensions-in-tls", "EHLO inside TLS lists nothing.",
       cites("rfc5321/4.1.1.1-18", "rfc5321/4.5.3.1.7-2", "rfc5321/2.4-13"),
       [](Behaviour& b) {
         b.offers.in_tls = {};
       }},
      {"keeps-fragment-across-tls",
       "The beginning of a command in clear behind STARTTLS is that of the first command inside TLS.",
       cites("rfc3207/4.2-15"),
       [](Behaviour& b) {
         b.injected_octets = InjectedOctets::fragment_kept;
       }},
      {"keeps-greeting-across-tls", "EHLO in clear counts inside TLS.", cites("rfc3207/4.2-4"),
       [](Behaviour& b) {
         b.forgets[Event::tls].remove(Knowledge::greeting);
       }},
      {"keeps-transaction-across-tls", "A transaction that was opened in clear is open inside TLS.",
       cites("rfc3207/4.2-3"),
       [](Behaviour& b) {
         b.forgets[Event::tls] = {Knowledge::greeting};
       }},
      {"offers-starttls-in-tls", "STARTTLS is listed inside TLS.", cites("rfc3207/4.2-12"),
       [](Behaviour& b) {
         b.offers.in_tls.add(Extension::starttls);
       }},
      {"refuses-mail-inside-tls", "MAIL is refused inside TLS.", cites("rfc3207/4.2-16", "rfc8314/4-1"),
       [](Behaviour& b) {
         b.denied.add(Right::mail_in_tls);
       }},
      {"refuses-tls-1-2", "TLS 1.2 is not spoken.", cites("rfc9325/3.1.1-1"),
       [](Behaviour& b) {
         b.handshake.versions = {"1.3"};
       }},
      {"refuses-tls-1-3", "TLS 1.3 is not spoken.", cites("rfc9325/3.1.1-2"),
       [](Behaviour& b) {
         b.handshake.versions = {"1.2"};
       }},
      {"rset-forgets-tls", "Behind RSET inside TLS the server takes the session for one in clear.",
       cites("rfc3207/4.2-10", "rfc3207/4.2-12", "rfc4954/4-3", "rfc4954/5-3"),
       [](Behaviour& b) {
         b.forgets[Event::rset].add(Knowledge::tls);
       }},
      {"serves-clear-after-220", "Behind the 220 to STARTTLS the session goes on in clear.",
       cites("rfc3207/4-14", "rfc3207/4-13"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::clear_text_after_220);
       }},
      {"starttls-argument-ends-session", "The connection is closed behind STARTTLS with an argument.",
       cites("rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::tls_argument].closes = true;
       }},
      {"starttls-without-greeting", "STARTTLS is accepted before EHLO.", cites("rfc5321/2.2.1-8"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::tls_before_greeting);
       }},
      {"tls-refused", "STARTTLS is offered and always answered with 454.", cites("rfc3207/3-1"),
       [](Behaviour& b) {
         b.denied.add(Right::tls);
       }},
  };
}

}  // namespace smtpspec::reference
