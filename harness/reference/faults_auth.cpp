// Faults of AUTH.
#include "reference/fault_areas.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Fault> auth_faults() {
  return {
      {"accepts-auth-before-greeting",
       "AUTH is accepted before EHLO.",
       {5321, "2.2.1", states},
       [](Behaviour& b) {
         b.let_pass.add(Offence::auth_before_greeting);
       }},
      {"accepts-auth-in-transaction",
       "AUTH is accepted during a mail transaction.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::auth_in_transaction);
       }},
      {"accepts-auth-twice",
       "AUTH is accepted behind an AUTH that succeeded.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::nested_auth);
       }},
      {"accepts-auth-with-more-arguments",
       "AUTH with something behind the initial response is accepted.",
       {4954, "8", states},
       [](Behaviour& b) {
         b.let_pass.add(Offence::auth_more_arguments);
       }},
      {"accepts-initial-response-out-of-turn",
       "An initial response is taken for a mechanism in which the server begins.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::unwanted_initial_response);
       }},
      {"accepts-malformed-auth-parameter",
       "MAIL with an AUTH parameter that is no mailbox is accepted.",
       {4954, "8", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::malformed_auth_parameter);
       }},
      {"accepts-malformed-base64",
       "What is no base64 in a response is passed over.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::malformed_base64);
       }},
      {"accepts-other-identity",
       "A user acts for another with his own password.",
       {4616, "2", states},
       [](Behaviour& b) {
         b.let_pass.add(Offence::acts_for_another);
       }},
      {"accepts-wrong-password",
       "AUTH succeeds whatever the password.",
       {4954, "4", should},
       [](Behaviour& b) {
         b.let_pass.add(Offence::wrong_credentials);
       }},
      {"auth-cancel-closes",
       "The connection is closed behind a cancelled AUTH.",
       {5321, "4.1.1.10", must_not},
       [](Behaviour& b) {
         b.replies[Situation::auth_cancelled].closes = true;
       }},
      {"auth-cancel-ignored",
       "The line that cancels AUTH is answered with another challenge.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.habits.add(Habit::ignores_auth_cancellation);
       }},
      {"auth-cancel-wrong-code",
       "A cancelled AUTH is answered with 535.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.replies[Situation::auth_cancelled] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-challenge-with-text",
       "A challenge holds words beside its base64.",
       {4954, "4", must_not},
       [](Behaviour& b) {
         b.replies[Situation::auth_challenge].text = "go ahead: {argument}";
       }},
      {"auth-failure-closes",
       "The first AUTH that fails ends the session.",
       {4954, "9", should_not},
       [](Behaviour& b) {
         b.replies[Situation::auth_refused].closes = true;
       }},
      {"auth-failure-is-final",
       "Behind an AUTH that failed no other is accepted.",
       {4954, "4", may},
       [](Behaviour& b) {
         b.denied.add(Right::auth_after_failure);
       }},
      {"auth-failure-wrong-code",
       "Wrong credentials are answered with 550.",
       {4954, "4", should},
       [](Behaviour& b) {
         b.replies[Situation::auth_refused].code = 550;
       }},
      {"auth-loses-next-command",
       "A command that comes in one segment with AUTH is lost.",
       {2920, "3.2 (9)", must_not},
       [](Behaviour& b) {
         b.losses.add(Loss::behind_auth);
       }},
      {"auth-malformed-base64-wrong-code",
       "What is no base64 is answered with 535.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.replies[Situation::auth_response_malformed] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-mechanism-case-sensitive",
       "The names of mechanisms are known in upper case only.",
       {4954, "8", must},
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::mechanism);
       }},
      {"auth-mechanism-wrong-code",
       "A mechanism that is not supported is answered with 535.",
       {4954, "4", states},
       [](Behaviour& b) {
         b.replies[Situation::mechanism_unknown] = {535, "5.7.8", "credentials invalid"};
       }},
      {"auth-offered-not-served",
       "PLAIN is listed and then not supported.",
       {5321, "4.1.1.1", states},
       [](Behaviour& b) {
         b.offers.mechanisms_not_served = {sasl::Mechanism::plain};
       }},
      {"auth-parameter-unknown",
       "MAIL with an AUTH parameter is refused.",
       {4954, "5", must},
       [](Behaviour& b) {
         b.denied.add(Right::auth_parameter);
       }},
      {"auth-response-limited",
       "A response to a challenge has the length of a command at most.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.auth_line_limit = smtp::limits::command_line;
       }},
      {"auth-success-wrong-code",
       "A successful AUTH is answered with 250.",
       {4954, "4", states},
       [](Behaviour& b) {
         b.replies[Situation::auth_accepted].code = 250;
       }},
      {"ehlo-forgets-authentication",
       "Behind another EHLO the client is not authenticated any more.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.forgets[Event::ehlo].add(Knowledge::authentication);
       }},
      {"executes-commands-inside-auth",
       "A command in the place of a response is executed.",
       {4954, "4", states},
       [](Behaviour& b) {
         b.habits.add(Habit::executes_commands_inside_auth);
       }},
      {"message-forgets-authentication",
       "Behind a message the client is not authenticated any more.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.forgets[Event::message_accepted].add(Knowledge::authentication);
       }},
      {"offers-plain-in-clear",
       "AUTH PLAIN can be had without TLS.",
       {4954, "4", should_not},
       [](Behaviour& b) {
         b.offers.in_clear.add(Extension::auth);
         b.offers.mechanisms_in_clear.push_back(sasl::Mechanism::plain);
       }},
      {"refuses-auth-initial-response",
       "AUTH PLAIN with an initial response is refused.",
       {4954, "4", states},
       [](Behaviour& b) {
         b.denied.add(Right::auth_initial_response);
       }},
      {"refuses-auth-without-initial-response",
       "AUTH PLAIN without an initial response is refused.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.denied.add(Right::auth_without_initial_response);
       }},
      {"rset-forgets-authentication",
       "Behind RSET the client is not authenticated any more.",
       {4954, "4", must},
       [](Behaviour& b) {
         b.forgets[Event::rset].add(Knowledge::authentication);
       }},
  };
}

}  // namespace smtpspec::reference
