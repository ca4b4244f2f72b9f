// Faults of MAIL and RCPT, and of the order of commands.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;
using ledger::comes_near;

std::vector<Fault> transaction_faults() {
  return {
      {"accepts-nested-mail", "MAIL inside a transaction is accepted.",
       cites("rfc5321/4.1.4-14", "rfc5321/4.1.1.2-1"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::nested_mail);
       }},
      {"accepts-unknown-recipient", "Every recipient in a local domain is accepted.", cites("rfc5321/3.3-6"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::unknown_recipient);
       }},
      {"case-sensitive-postmaster", "The postmaster without a domain is known in one spelling only.",
       cites("rfc5321/4.5.1-3", "rfc5321/2.3.5-4"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::postmaster);
       }},
      {"data-without-mail", "DATA is accepted though there was no MAIL, and so is the message.",
       cites("rfc5321/3.3-11"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_before_mail);
       }},
      {"data-without-rcpt", "DATA is accepted though no recipient was named, and so is the message.",
       cites("rfc5321/3.3-11"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_before_recipient);
       }},
      {"data-unimplemented-before-mail", "DATA before MAIL is answered as not implemented, with 502.",
       cites("rfc5321/4.5.1-2", "rfc5321/3.3-11"),
       [](Behaviour& b) {
         b.replies[Situation::data_before_mail] = {502, "5.5.1", "not implemented here"};
       }},
      {"header-recipients-counted", "A message that shows more than 100 recipients in its header is refused.",
       cites("rfc5321/4.5.3.1.8-2"),
       [](Behaviour& b) {
         b.habits.add(Habit::counts_recipients_of_header);
       }},
      {"ignores-unknown-parameters", "Parameters that are not known are passed over.",
       cites("rfc5321/4.1.1.11-1", "rfc5321/4.1.1.11-2"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::unknown_parameter);
       }},
      {"keeps-failed-transaction", "The transaction stays open behind a message that was refused at its end.",
       cites("rfc5321/4.1.1.4-8"),
       [](Behaviour& b) {
         b.forgets[Event::message_refused] = {Knowledge::content};
       }},
      {"keeps-refused-mail", "MAIL that is refused opens a transaction all the same.",
       cites("rfc5321/4.2.1-11", "rfc5321/4.1.4-16", "rfc5321/3.3-11"),
       [](Behaviour& b) {
         b.habits.add(Habit::opens_transaction_for_refused_mail);
       }},
      {"last-recipient-decides", "DATA is refused if the last recipient was, whatever the others were.",
       cites("rfc2920/3.2-4", "rfc5321/4.3.2-12"),
       [](Behaviour& b) {
         b.denied.add(Right::data_behind_refused_recipient);
       }},
      {"mail-without-greeting-is-unknown", "MAIL before EHLO or HELO is refused with 500.",
       cites("rfc5321/4.1.4-1"),
       [](Behaviour& b) {
         b.replies[Situation::mail_before_greeting].code = 500;
       }},
      {"mail-without-greeting", "MAIL is accepted before EHLO or HELO.", comes_near("rfc5321/4.1.4-1"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::mail_before_greeting);
       }},
      {"mail-without-path", "MAIL without a reverse-path is taken for one with the null reverse-path.",
       cites("rfc5321/4.1.4-15"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::mail_without_path);
       }},
      {"nested-mail-loses-transaction", "MAIL inside a transaction is refused and ends the transaction.",
       cites("rfc5321/4.1.4-17"),
       [](Behaviour& b) {
         b.forgets[Event::nested_mail] = the_transaction;
       }},
      {"next-transaction-keeps-recipients", "The recipients of a message are those of the next one too.",
       cites("rfc5321/4.1.1.2-1", "rfc5321/4.1.1.4-8", "rfc5321/3.3-11"),
       [](Behaviour& b) {
         b.forgets[Event::message_accepted].remove(Knowledge::recipients);
       }},
      {"one-bad-recipient-voids-all", "A recipient that is refused takes the accepted ones along.",
       cites("rfc5321/4.2.1-12", "rfc5321/3.3-5", "rfc5321/4.3.1-4", "rfc2920/3.2-4", "rfc5321/4.3.2-12"),
       [](Behaviour& b) {
         b.forgets[Event::recipient_refused] = {Knowledge::recipients};
       }},
      {"one-transaction-per-session", "Behind a message that was accepted MAIL is refused.",
       cites("rfc5321/4.1.4-12"),
       [](Behaviour& b) {
         b.denied.add(Right::second_message);
       }},
      {"recipient-limit-voids-all", "The recipient behind the last possible one takes the others along.",
       cites("rfc5321/4.5.3.1.8-3"),
       [](Behaviour& b) {
         b.habits.add(Habit::voids_recipients_at_the_limit);
       }},
      {"recipient-limit-wrong-code", "The recipient behind the last possible one is refused with 554.",
       cites("rfc5321/4.5.3.1.10-1"),
       [](Behaviour& b) {
         b.replies[Situation::too_many_recipients] = {554, "5.5.3", "too many recipients"};
       }},
      {"rcpt-without-mail", "RCPT is accepted without MAIL.", cites("rfc5321/3.3-8"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::recipient_before_mail);
       }},
      {"refuses-many-recipients", "A message has no more than 50 recipients.", cites("rfc5321/4.5.3.1.8-1"),
       [](Behaviour& b) {
         b.recipient_limit = 50;
       }},
      {"refuses-null-sender", "The null reverse-path is refused.", cites("rfc5321/4.1.2-1", "rfc6409/3.2-3"),
       [](Behaviour& b) {
         b.denied.add(Right::null_sender);
       }},
      {"refuses-postmaster", "Mail for the postmaster is refused.",
       cites("rfc5321/4.5.1-4", "rfc5321/2.3.5-4", "rfc5321/4.5.1-5"),
       [](Behaviour& b) {
         b.denied.add(Right::postmaster);
       }},
      {"source-route-is-a-syntax-error", "A forward-path with a source route is malformed.",
       cites("rfc5321/4.1.1.3-1"),
       [](Behaviour& b) {
         b.denied.add(Right::source_route);
       }},
  };
}

}  // namespace smtpspec::reference
