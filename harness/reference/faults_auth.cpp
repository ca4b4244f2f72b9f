// Faults of AUTH.
#include "reference/fault_areas.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::reference {

using ledger::cites;

using enum text::Level;

namespace {

std::vector<Fault> faults_of_auth_codes() {
  return {
      {"unknown-mechanism-is-a-protocol-error",
       "A mechanism that is not supported is refused with the enhanced code 5.5.1.", cites("rfc4954/4-8"),
       [](Behaviour& b) {
         b.replies[Situation::mechanism_unknown].enhanced = "5.5.1";
       }},
      {"initial-response-is-a-protocol-error",
       "An initial response out of turn is refused with the enhanced code 5.5.1.", cites("rfc4954/4-22"),
       [](Behaviour& b) {
         b.replies[Situation::initial_response_unwanted].enhanced = "5.5.1";
       }},
      {"malformed-base64-is-a-wrong-argument",
       "A response that is not base64 is refused with the enhanced code 5.5.4.", cites("rfc4954/4-24"),
       [](Behaviour& b) {
         b.replies[Situation::auth_response_malformed].enhanced = "5.5.4";
       }},
      {"overlong-response-is-a-wrong-argument",
       "A response that is too long is refused with the enhanced code 5.5.4.", cites("rfc4954/4-33"),
       [](Behaviour& b) {
         b.replies[Situation::auth_response_too_long].enhanced = "5.5.4";
       }},
      {"auth-unlisted", "AUTH is served, and is not in the list.", cites("rfc4954/3-1"),
       [](Behaviour& b) {
         b.offers.in_tls.remove(Extension::auth);
         b.offers.in_tls.remove(Extension::atrn);
         b.offers.unlisted.add(Extension::auth);
       }},
      {"challenge-of-two-lines", "A challenge has another in front of it, in a reply of two lines.",
       cites("rfc4954/8-12"),
       [](Behaviour& b) {
         b.replies[Situation::auth_challenge].text = "AAAA\n{argument}";
       }},
      {"mechanism-of-a-long-name", "The list of mechanisms has one with a name of 26 letters.",
       cites("rfc4954/8-14"),
       [](Behaviour& b) {
         b.offers.further_mechanisms = " ABCDEFGHIJKLMNOPQRSTUVWXYZ";
       }},
  };
}

std::vector<Fault> faults_of_exchanges() {
  return {
      {"accepts-auth-before-greeting", "AUTH is accepted before EHLO.", cites("rfc5321/2.2.1-8"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::auth_before_greeting);
       }},
      {"accepts-auth-in-transaction", "AUTH is accepted during a mail transaction.", cites("rfc4954/4-5"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::auth_in_transaction);
       }},
      {"accepts-auth-twice", "AUTH is accepted behind an AUTH that succeeded.", cites("rfc4954/4-3"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::nested_auth);
       }},
      {"accepts-auth-with-more-arguments", "AUTH with something behind the initial response is accepted.",
       cites("rfc4954/8-8"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::auth_more_arguments);
       }},
      {"accepts-initial-response-out-of-turn",
       "An initial response is taken for a mechanism in which the server begins.", cites("rfc4954/4-21"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::unwanted_initial_response);
       }},
      {"accepts-malformed-auth-parameter", "MAIL with an AUTH parameter that is no mailbox is accepted.",
       cites("rfc4954/8-10", "rfc4954/8-6"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::malformed_auth_parameter);
       }},
      {"accepts-malformed-base64", "What is no base64 in a response is passed over.",
       cites("rfc4954/4-26", "rfc4954/4-28", "rfc4954/4-23"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::malformed_base64);
       }},
      {"accepts-other-identity", "A user acts for another with his own password.",
       cites("rfc4616/2-16", "rfc5802/5-7"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::acts_for_another);
       }},
      {"accepts-wrong-password", "AUTH succeeds whatever the password.",
       cites("rfc4954/4-38", "rfc4616/2-15", "rfc4616/2-16", "rfc5802/3-2", "rfc2195/2-9", "login/L-6"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::wrong_credentials);
       }},
      {"auth-cancel-closes", "The connection is closed behind a cancelled AUTH.",
       cites("rfc5321/3.8-1", "rfc4954/4-48"),
       [](Behaviour& b) {
         b.replies[Situation::auth_cancelled].closes = true;
       }},
      {"auth-cancel-ignored", "The line that cancels AUTH is answered with another challenge.",
       cites("rfc4954/4-13"),
       [](Behaviour& b) {
         b.habits.add(Habit::ignores_auth_cancellation);
       }},
      {"auth-cancel-wrong-code", "A cancelled AUTH is answered with 535.", cites("rfc4954/4-13"),
       [](Behaviour& b) {
         b.replies[Situation::auth_cancelled] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-challenge-with-text", "A challenge holds words beside its base64.",
       cites("rfc4954/4-10", "rfc4954/4-9", "rfc4954/4-15"),
       [](Behaviour& b) {
         b.replies[Situation::auth_challenge].text = "go ahead: {argument}";
       }},
      {"auth-failure-closes", "The first AUTH that fails ends the session.",
       cites("rfc4954/9-2", "rfc4954/4-48", "rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::auth_refused].closes = true;
       }},
      {"auth-failure-is-final", "Behind an AUTH that failed no other is accepted.", cites("rfc4954/4-48"),
       [](Behaviour& b) {
         b.denied.add(Right::auth_after_failure);
       }},
      {"auth-failure-wrong-code", "Wrong credentials are answered with 550.", cites("rfc4954/4-38"),
       [](Behaviour& b) {
         b.replies[Situation::auth_refused].code = 550;
       }},
      {"auth-loses-next-command", "A command that comes in one segment with AUTH is lost.",
       cites("rfc2920/3.2-10", "rfc4954/4-54", "rfc5321/4.2-1"),
       [](Behaviour& b) {
         b.losses.add(Loss::behind_auth);
       }},
      {"auth-malformed-base64-wrong-code", "What is no base64 is answered with 535.", cites("rfc4954/4-23"),
       [](Behaviour& b) {
         b.replies[Situation::auth_response_malformed] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-mechanism-case-sensitive", "The names of mechanisms are known in upper case only.",
       cites("rfc4954/8-1"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::mechanism);
       }},
      {"auth-mechanism-wrong-code", "A mechanism that is not supported is answered with 535.",
       cites("rfc4954/4-6", "rfc4954/4-7"),
       [](Behaviour& b) {
         b.replies[Situation::mechanism_unknown] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-offered-not-served", "PLAIN is listed and then not supported.",
       cites("rfc4954/3-2", "rfc4954/4-51"),
       [](Behaviour& b) {
         b.offers.mechanisms_not_served = {sasl::Mechanism::plain};
       }},
      {"auth-parameter-unknown", "MAIL with an AUTH parameter is refused.",
       cites("rfc4954/5-3", "rfc4954/5-10"),
       [](Behaviour& b) {
         b.denied.add(Right::auth_parameter);
       }},
      {"auth-response-limited", "A response to a challenge has the length of a command at most.",
       cites("rfc4954/4-30"),
       [](Behaviour& b) {
         b.auth_line_limit = smtp::limits::command_line;
       }},
      {"auth-success-wrong-code", "A successful AUTH is answered with 250.", cites("rfc4954/4-39"),
       [](Behaviour& b) {
         b.replies[Situation::auth_accepted].code = 250;
       }},
      {"ehlo-forgets-authentication", "Behind another EHLO the client is not authenticated any more.",
       cites("rfc4954/4-3"),
       [](Behaviour& b) {
         b.forgets[Event::ehlo].add(Knowledge::authentication);
       }},
      {"executes-commands-inside-auth", "A command in the place of a response is executed.",
       cites("rfc4954/4-14", "rfc4954/4-23", "rfc4954/4-55"),
       [](Behaviour& b) {
         b.habits.add(Habit::executes_commands_inside_auth);
       }},
      {"message-forgets-authentication", "Behind a message the client is not authenticated any more.",
       cites("rfc4954/4-3"),
       [](Behaviour& b) {
         b.forgets[Event::message_accepted].add(Knowledge::authentication);
       }},
      {"offers-plain-in-clear", "AUTH PLAIN can be had without TLS.", cites("rfc4954/4-50", "rfc4616/1-3"),
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::auth);
         b.offers.mechanisms_in_clear.push_back(sasl::Mechanism::plain);
       }},
      {"refuses-auth-initial-response", "AUTH PLAIN with an initial response is refused.",
       cites("rfc4954/4-18", "rfc4954/4-54"),
       [](Behaviour& b) {
         b.denied.add(Right::auth_initial_response);
       }},
      {"refuses-auth-without-initial-response", "AUTH PLAIN without an initial response is refused.",
       cites("rfc4954/4-14"),
       [](Behaviour& b) {
         b.denied.add(Right::auth_without_initial_response);
       }},
      {"rset-forgets-authentication", "Behind RSET the client is not authenticated any more.",
       cites("rfc4954/4-3"),
       [](Behaviour& b) {
         b.forgets[Event::rset].add(Knowledge::authentication);
       }},
  };
}

}  // namespace

std::vector<Fault> auth_faults() {
  std::vector<Fault> all = faults_of_exchanges();
  for (Fault& one : faults_of_auth_codes()) all.push_back(std::move(one));
  return all;
}

}  // namespace smtpspec::reference
