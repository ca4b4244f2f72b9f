// Faults of opening a session, and of the commands that belong to no transaction.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;
using ledger::comes_near;

std::vector<Fault> session_faults() {
  return {
      {"accepts-arguments", "RSET, DATA and QUIT are executed although they have an argument.",
       cites("rfc5321/4.1.1-6", "rfc5321/4.1.1-5", "rfc5321/4.1.1-7"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::argument);
       }},
      {"bare-cr-ends-command", "A bare CR ends a command line.", cites("rfc5321/2.3.8-2"),
       [](Behaviour& b) {
         b.habits.add(Habit::ends_command_at_bare_cr);
       }},
      {"bare-lf-ends-command", "A bare LF ends a command line.", cites("rfc5321/2.3.8-1"),
       [](Behaviour& b) {
         b.command_lines = smtp::LineRule::any_newline;
       }},
      {"case-sensitive-from", "FROM: and TO: are recognized in upper case only.", cites("rfc5321/2.4-2"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::from_and_to);
       }},
      {"case-sensitive-parameters", "Keywords of parameters are recognized in upper case only.",
       cites("rfc5321/2.4-3"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::parameter);
       }},
      {"case-sensitive-verbs", "Commands are recognized in upper case only.", cites("rfc5321/2.4-1"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::verb);
       }},
      {"turned-away-and-hung-up", "The greeting is 554, and the connection is closed behind it.",
       cites("rfc5321/3.1-2", "rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.policies.add(Policy::turns_sessions_away);
         b.replies[Situation::session_turned_away].closes = true;
       }},
      {"turned-away-and-served", "The greeting is 554, and commands are answered with 250 all the same.",
       cites("rfc5321/3.1-3"),
       [](Behaviour& b) {
         b.policies.add(Policy::turns_sessions_away);
         b.replies[Situation::session_refused] = {250, "2.0.0", "as you like"};
       }},
      {"closes-on-unknown-command", "The connection is closed behind a command that is not recognized.",
       cites("rfc5321/3.8-3", "rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::unknown_command].closes = true;
       }},
      {"commands-need-greeting", "NOOP, RSET, VRFY and HELP are refused before EHLO.",
       cites("rfc5321/4.1.4-2", "rfc5321/4.1.4-3", "rfc5321/4.1.4-4", "rfc5321/4.1.4-5", "rfc5321/4.1.4-6",
             "rfc5321/4.1.1.9-1", "rfc5321/4.1.1.5-2"),
       [](Behaviour& b) {
         b.denied.add(Right::command_before_greeting);
       }},
      {"ehlo-argument-optional", "EHLO without a domain is accepted.", cites("rfc5321/4.1.1.1-8"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::ehlo_without_name);
       }},
      {"ehlo-keeps-transaction", "EHLO inside a transaction leaves the transaction open.",
       cites("rfc5321/4.1.4-8"),
       [](Behaviour& b) {
         b.forgets[Event::ehlo] = {};
       }},
      {"executes-unfinished-lines", "What has come of a command line is executed before its end is there.",
       cites("rfc5321/2.4-8"),
       [](Behaviour& b) {
         b.habits.add(Habit::executes_unfinished_lines);
       }},
      {"helo-keeps-transaction", "HELO inside a transaction leaves the transaction open.",
       cites("rfc5321/4.1.1.1-5"),
       [](Behaviour& b) {
         b.forgets[Event::helo] = {};
       }},
      {"helo-lists-extensions", "The reply to HELO lists extensions like that to EHLO.",
       cites("rfc5321/3.2-1"),
       [](Behaviour& b) {
         b.offers.listed_after_helo = true;
       }},
      {"helo-locks-out-ehlo", "EHLO is refused once HELO was accepted.",
       cites("rfc5321/4.1.4-9", "rfc5321/2.2.1-3"),
       [](Behaviour& b) {
         b.denied.add(Right::ehlo_after_helo);
       }},
      {"honours-parameters-after-helo", "MAIL takes parameters of extensions in a session that HELO opened.",
       comes_near("rfc5321/4.1.1.2-3"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::parameter_after_helo);
       }},
      {"noop-clears-transaction", "NOOP ends the transaction.", cites("rfc5321/4.1.1.9-2"),
       [](Behaviour& b) {
         b.forgets[Event::noop] = the_transaction;
       }},
      {"overlong-line-is-several",
       "A command line beyond the limit is answered in pieces, each with a reply of its own.",
       cites("rfc5321/4.2-1", "rfc5321/4.5.3.1.9-1", "rfc5321/4.5.3.1.9-4"),
       [](Behaviour& b) {
         b.habits.add(Habit::answers_pieces_of_long_lines);
       }},
      {"parameters-after-helo-wrong-code", "Parameters of MAIL behind HELO are refused with 554.",
       cites("rfc5321/4.1.1.2-3"),
       [](Behaviour& b) {
         b.replies[Situation::parameter_after_helo].code = 554;
       }},
      {"quit-needs-greeting", "QUIT is refused before EHLO.",
       cites("rfc5321/4.1.1.10-7", "rfc5321/4.1.1.10-1"),
       [](Behaviour& b) {
         b.denied.add(Right::quit_before_greeting);
       }},
      {"quit-without-close", "QUIT is answered, and the connection stays open.", cites("rfc5321/4.1.1.10-2"),
       [](Behaviour& b) {
         b.replies[Situation::goodbye].closes = false;
       }},
      {"quit-without-reply", "QUIT closes the connection without a reply.",
       cites("rfc5321/4.1.1.10-1", "rfc5321/4.2-1", "rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::goodbye].times = 0;
       }},
      {"refuses-helo", "HELO is refused as not implemented.", cites("rfc5321/2.2.1-5"),
       [](Behaviour& b) {
         b.denied.add(Right::helo);
       }},
      {"refuses-idle-rset", "RSET is refused outside of a transaction.",
       cites("rfc5321/4.1.1.5-2", "rfc5321/4.1.4-3"),
       [](Behaviour& b) {
         b.denied.add(Right::idle_rset);
       }},
      {"refuses-noop-argument", "NOOP with an argument is refused.", cites("rfc5321/4.1.1.9-3"),
       [](Behaviour& b) {
         b.denied.add(Right::noop_argument);
       }},
      {"refuses-trailing-blanks", "A blank in front of the line end makes any command malformed.",
       cites("rfc5321/4.1.1-2"),
       [](Behaviour& b) {
         b.denied.add(Right::trailing_blank);
       }},
      {"rejected-ehlo-loses-state",
       "EHLO that is refused ends the transaction and the session that an earlier one opened.",
       cites("rfc5321/4.1.4-10"),
       [](Behaviour& b) {
         b.forgets[Event::greeting_refused] = the_transaction;
         b.forgets[Event::greeting_refused].add(Knowledge::greeting);
       }},
      {"rset-keeps-transaction", "RSET leaves the transaction open.",
       cites("rfc5321/4.1.1.5-1", "rfc5321/4.1.1.5-6", "rfc3030/2-28"),
       [](Behaviour& b) {
         b.forgets[Event::rset] = {};
       }},
      {"rset-loses-greeting", "Behind RSET the server wants EHLO again.",
       cites("rfc5321/4.1.1.5-6", "rfc5321/4.1.1.5-3"),
       [](Behaviour& b) {
         b.forgets[Event::rset].add(Knowledge::greeting);
       }},
      {"short-line-limit", "A command line of more than 256 octets is too long.",
       cites("rfc5321/4.5.3.1.4-1", "rfc5321/4.5.3.1.2-1", "rfc5321/4.5.3.1.3-1", "rfc4954/4-18"),
       [](Behaviour& b) {
         b.command_line_limit = 256;
       }},
      {"unknown-command-clears-transaction", "A command that is not recognized ends the transaction.",
       cites("rfc5321/4.2.1-8", "rfc5321/3.8-3"),
       [](Behaviour& b) {
         b.forgets[Event::unknown_command] = the_transaction;
       }},
      {"unknown-command-not-implemented", "A command that is not recognized is answered with 502.",
       cites("rfc5321/4.2.4-2"),
       [](Behaviour& b) {
         b.replies[Situation::unknown_command].code = 502;
       }},
      {"vrfy-clears-transaction", "VRFY ends the transaction.", cites("rfc5321/4.1.1.6-1"),
       [](Behaviour& b) {
         b.forgets[Event::vrfy] = the_transaction;
       }},
      {"vrfy-unrecognized", "VRFY is not recognized.", cites("rfc5321/4.5.1-1"),
       [](Behaviour& b) {
         b.denied.add(Right::vrfy);
       }},
  };
}

}  // namespace smtpspec::reference
