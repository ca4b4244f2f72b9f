// Faults of ATRN, RFC 2645: in front of the turn of roles, and behind it.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

// What can go wrong behind the 250.
std::vector<Fault> reversal_faults() {
  return {
      {"atrn-stays-server", "Behind its 250 to ATRN the server goes on as the server.",
       cites("rfc2645/5.3-2"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::stays_server);
       }},
      {"atrn-greets", "Behind its 250 to ATRN the server greets once more, and is the client then.",
       cites("rfc2645/5.3-2"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::greets);
       }},
      {"atrn-speaks-before-greeting", "EHLO is sent behind the 250 to ATRN, before the customer's greeting.",
       cites("rfc2645/5.3-2"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::speaks_before_greeting);
       }},
      {"atrn-holds-mail-back", "Behind the turn EHLO and QUIT are all that is said, though mail waits.",
       cites("rfc2645/5.3-3"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::holds_mail_back);
       }},
      {"atrn-sends-mail-twice", "Behind the turn each message is sent twice.", cites("rfc2645/5.3-3"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::sends_mail_that_was_sent);
       }},
      {"atrn-sends-first-message-only", "Behind the turn the first of several messages is sent only.",
       cites("rfc2645/5.3-3"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::sends_first_message_only);
       }},
      {"atrn-sends-other-mail", "Behind the turn mail of domains is sent that nobody asked for.",
       cites("rfc2645/5.3-3"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::sends_other_mail);
       }},
      {"atrn-closes-without-quit", "Behind the last message the connection is closed without QUIT.",
       cites("rfc2645/5.3-3"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::closes_without_quit);
       }},
      {"atrn-turns-back", "Behind its QUIT the server greets, and is the server again.",
       cites("rfc2645/5.3-5"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::turns_back);
       }},
      {"atrn-sends-mail-of-its-own", "Where no mail waits the roles are turned for a message that says so.",
       cites("rfc2645/5.2.1-7"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::turns_without_mail_to_send);
       }},
  };
}

}  // namespace

std::vector<Fault> atrn_faults() {
  std::vector<Fault> faults = {
      {"atrn-without-login", "ATRN is obeyed before AUTH.", cites("rfc2645/5.2.1-1", "rfc2645/5.2.1-2"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_without_login);
       }},
      {"atrn-without-login-is-503", "ATRN before AUTH is refused with 503.", cites("rfc2645/5.2.1-2"),
       [](Behaviour& b) {
         b.replies[Situation::auth_required].code = 503;
       }},
      {"atrn-listed-only", "ATRN is in the list, and not recognized behind AUTH.",
       cites("rfc2645/5.2-1", "rfc2645/4-2", "rfc2645/5.2.1-4", "rfc2645/5.2.1-6", "rfc2645/5.2.1-12",
             "rfc2645/7-1"),
       [](Behaviour& b) {
         b.denied.add(Right::atrn);
       }},
      {"atrn-needs-domains", "ATRN without domains is refused.", cites("rfc2645/5.2.1-4"),
       [](Behaviour& b) {
         b.denied.add(Right::atrn_without_domain);
       }},
      {"atrn-takes-one-domain", "ATRN with two domains is a syntax error.",
       cites("rfc2645/5.2.1-12", "rfc2645/5.2.1-6"),
       [](Behaviour& b) {
         b.denied.add(Right::atrn_of_several_domains);
       }},
      {"atrn-takes-any-name", "ATRN takes what is no domain for one.", cites("rfc2645/5.2.1-13"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_domain_malformed);
       }},
      {"atrn-of-any-domain", "ATRN is obeyed for domains of other customers.",
       cites("rfc2645/5.2.1-6", "rfc2645/5.2.1-5"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_without_access);
       }},
      {"atrn-of-domains-behind-the-first",
       "Whether a customer may have a domain is asked of the first one only.",
       cites("rfc2645/5.2.1-6", "rfc2645/5.2.1-5"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::atrn_access_behind_the_first);
       }},
      {"atrn-foreign-domain-is-550", "ATRN for a domain of another customer is refused with 550.",
       cites("rfc2645/5.2.1-6", "rfc2645/7-1"),
       [](Behaviour& b) {
         b.replies[Situation::atrn_no_access] = {550, "5.7.1", "not yours"};
       }},
      {"atrn-unlisted", "ATRN is served, and is not in the list.", cites("rfc2645/5.1.1-2"),
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::atrn);
         b.offers.unlisted.add(Extension::atrn);
       }},
      {"atrn-offered-without-auth", "ATRN is offered where AUTH is not.", cites("rfc2645/5.1.1-1"),
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::atrn);
       }},
      {"atrn-denies-waiting-mail", "ATRN is answered with 453 though mail waits.", cites("rfc2645/5.2.1-9"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::denies_waiting_mail);
       }},
      {"atrn-without-mail-is-550", "ATRN for a domain without mail is refused with 550.",
       cites("rfc2645/5.2.1-7", "rfc2645/7-1", "rfc2645/5.2.1-4", "rfc2645/5.2.1-12", "rfc2645/5.2-1"),
       [](Behaviour& b) {
         b.replies[Situation::atrn_no_mail] = {550, "5.0.0", "you have no mail"};
       }},
      {"atrn-behind-refused-login", "ATRN is obeyed behind an AUTH that was refused.",
       cites("rfc2645/5.1.2-1", "rfc2645/5.2.1-1", "rfc2645/5.2.1-2"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::failed_login_will_do);
       }},
      {"atrn-no-quit-behind-login", "QUIT is refused behind AUTH.",
       cites("rfc2645/5.1.3-1", "rfc2645/5.2-1", "rfc5321/4.1.1.10-7"),
       [](Behaviour& b) {
         b.reversal_slips.add(ReversalSlip::no_quit_behind_login);
       }},
      {"atrn-with-plain-only", "ATRN is offered, and of the mechanisms of AUTH none but PLAIN.",
       cites("rfc2645/5.1.2-2"),
       [](Behaviour& b) {
         b.offers.mechanisms_in_clear.clear();
         b.offers.mechanisms_in_tls = {sasl::Mechanism::plain};
       }},
  };
  const std::vector<Fault> behind = reversal_faults();
  faults.insert(faults.end(), behind.begin(), behind.end());
  return faults;
}

}  // namespace smtpspec::reference
