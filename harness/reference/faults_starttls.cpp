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
      {"certificate-expired", "The certificate has expired.", cites("rfc8314/4.4-1"),
       [](Behaviour& b) {
         b.handshake.certificate_expired = true;
       }},
      {"demands-tls-and-takes-mail",
       "MAIL in clear is answered with 530, and opens a transaction all the same.", cites("rfc3207/6-2"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::wants_tls_and_takes_mail);
       }},
      {"demands-tls-by-another-code", "The 530 that demands TLS carries the enhanced code 5.5.1.",
       cites("rfc3207/4-9"),
       [](Behaviour& b) {
         b.policies.add(Policy::tls_first);
         b.replies[Situation::tls_required].enhanced = "5.5.1";
       }},
      {"demands-tls", "Before TLS everything but NOOP, EHLO, STARTTLS and QUIT is answered with 530.",
       cites("rfc3207/4-6", "rfc3207/6-4"),
       [](Behaviour& b) {
         b.policies.add(Policy::tls_first);
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
      {"keeps-authentication-across-tls", "AUTH PLAIN can be had in clear, and counts inside TLS.",
       cites("rfc3207/4.2-13", "rfc4954/4-50", "rfc4616/1-3"),
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::auth);
         b.offers.mechanisms_in_clear.push_back(sasl::Mechanism::plain);
         b.forgets[Event::tls].remove(Knowledge::authentication);
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
      {"refuses-blank-behind-starttls", "STARTTLS with a blank behind it is refused.",
       cites("rfc5321/4.1.1-2"),
       [](Behaviour& b) {
         b.denied.add(Right::trailing_blank_of_starttls);
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
      {"speaks-old-tls-only", "TLS 1.0 and 1.1 are spoken, and nothing newer.",
       cites("rfc8314/4-10", "rfc9325/3.1.1-1", "rfc9325/3.1.1-2", "rfc9325/3.1.1-3", "rfc9325/3.1.1-4",
             "rfc8314/4-12"),
       [](Behaviour& b) {
         b.handshake.versions = {"1.0", "1.1"};
       }},
      {"speaks-tls-1-0", "TLS 1.0 is spoken.", cites("rfc9325/3.1.1-3", "rfc8314/4-12"),
       [](Behaviour& b) {
         b.handshake.versions = {"1.0", "1.2", "1.3"};
       }},
      {"speaks-tls-1-1", "TLS 1.1 is spoken.", cites("rfc9325/3.1.1-4", "rfc8314/4-12"),
       [](Behaviour& b) {
         b.handshake.versions = {"1.1", "1.2", "1.3"};
       }},
      {"starttls-argument-ends-session", "The connection is closed behind STARTTLS with an argument.",
       cites("rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::tls_argument].closes = true;
       }},
      {"starttls-unlisted", "STARTTLS is served and not listed.", cites("rfc3207/2-1"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::starttls);
       }},
      {"starttls-with-parameter", "STARTTLS is listed with a parameter.", cites("rfc3207/2-2"),
       [](Behaviour& b) {
         b.offers.starttls_parameter = "REQUIRED";
       }},
      {"starttls-without-greeting", "STARTTLS is accepted before EHLO.", cites("rfc5321/2.2.1-8"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::tls_before_greeting);
       }},
      {"tells-passwords-in-clear",
       "AUTH PLAIN, which is not served in clear, is answered with 504 if the password is right, and with "
       "535.",
       cites("rfc8314/4.1-1", "rfc8314/4.1-2"),
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::auth);
         b.habits.add(Habit::tells_passwords_in_clear);
       }},
      {"tls-refused", "STARTTLS is offered and always answered with 454.",
       cites("rfc3207/3-1", "rfc8314/3.3-5"),
       [](Behaviour& b) {
         b.denied.add(Right::tls);
       }},
  };
}

}  // namespace smtpspec::reference
