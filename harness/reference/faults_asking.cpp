// Faults of the commands that ask for names and for help: VRFY, EXPN and HELP.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

// What VRFY tells of a mailbox, with this text.
void tells(Behaviour& b, std::string_view text) {
  b.policies.add(Policy::verifies);
  b.replies[Situation::verified].text = text;
}

void does_not_have(Behaviour& b, Extension extension) {
  b.offers.in_clear.remove(extension);
  b.offers.in_tls.remove(extension);
}

std::vector<Fault> faults_of_vrfy() {
  return {
      {"asking-for-nothing-closes-session",
       "The connection is closed behind the refusal of VRFY or EXPN without a name.", cites("rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::name_missing].closes = true;
       }},
      {"vrfy-name-optional", "VRFY without a name is answered like any other.", cites("rfc5321/4.1.1.6-2"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::vrfy_without_name);
       }},
      {"vrfy-refuses-known-mailbox", "VRFY denies whatever it is asked for, mailboxes that exist too.",
       cites("rfc5321/7.3-2", "rfc5321/7.3-1"),
       [](Behaviour& b) {
         b.replies[Situation::cannot_verify] = {550, "5.1.1", "no such mailbox"};
       }},
      {"vrfy-tells-free-text", "The 250 of VRFY says that there is the mailbox, and does not name it.",
       cites("rfc5321/3.5.1-2", "rfc6531/3.7.4.2-7"),
       [](Behaviour& b) {
         tells(b, "yes, there is one");
       }},
      {"vrfy-tells-behind-the-mailbox", "The mailbox that VRFY tells has words behind it.",
       cites("rfc6531/3.7.4.2-8"),
       [](Behaviour& b) {
         tells(b, "<{argument}> is deliverable");
       }},
      {"vrfy-tells-malformed-path", "The mailbox that VRFY tells has a blank in its name, without quotes.",
       cites("rfc5321/3.5.2-3"),
       [](Behaviour& b) {
         tells(b, "<the user {argument}>");
       }},
      {"vrfy-tells-route", "The mailbox that VRFY tells has a source route.", cites("rfc5321/3.5.2-5"),
       [](Behaviour& b) {
         tells(b, "<@relay.mx.test:{argument}>");
       }},
      {"vrfy-tells-unqualified", "The mailbox that VRFY tells has the name of a host without its domain.",
       cites("rfc5321/3.5.2-1"),
       [](Behaviour& b) {
         tells(b, "<alice@mx>");
       }},
      {"vrfy-tells-without-brackets", "The mailbox that VRFY tells stands in no brackets.",
       cites("rfc5321/3.5.2-2"),
       [](Behaviour& b) {
         tells(b, "{argument}");
       }},
      {"vrfy-verifies-anybody", "VRFY says 250 to every name that it is asked for.",
       cites("rfc5321/3.5.3-1", "rfc5321/3.5.3-4"),
       [](Behaviour& b) {
         b.habits.add(Habit::verifies_anybody);
       }},
  };
}

std::vector<Fault> faults_of_expn() {
  return {
      {"expn-anybody", "EXPN says 250 to every name that it is asked for.", cites("rfc5321/3.5.3-1"),
       [](Behaviour& b) {
         b.habits.add(Habit::expands_anybody);
       }},
      {"expn-clears-transaction", "EXPN ends the transaction.", cites("rfc5321/4.1.1.7-1"),
       [](Behaviour& b) {
         b.forgets[Event::expn] = the_transaction;
       }},
      {"expn-listed-only", "EXPN is in the list and is answered with 502.",
       cites("rfc5321/4.2.4-3", "rfc5321/3.5.1-1"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::expn);
       }},
      {"expn-name-optional", "EXPN without a name is answered with 250.", cites("rfc5321/4.1.1.7-2"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::expn_without_name);
       }},
      {"expn-refused-with-554", "EXPN of what there is not is refused with 554.", cites("rfc5321/4.3.2-18"),
       [](Behaviour& b) {
         b.replies[Situation::list_unknown].code = 554;
       }},
      {"expn-success-code", "EXPN is answered with 251 though nothing is forwarded.",
       cites("rfc5321/4.3.2-17"),
       [](Behaviour& b) {
         b.replies[Situation::expanded].code = 251;
       }},
      {"expn-unlisted", "EXPN is served and not in the list.", cites("rfc5321/3.5.2-6", "rfc5321/4.1.1.1-18"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::expn);
       }},
      {"no-expn", "EXPN is neither listed nor served.", cites("rfc5321/3.5.1-1"),
       [](Behaviour& b) {
         does_not_have(b, Extension::expn);
       }},
  };
}

std::vector<Fault> faults_of_both_and_help() {
  return {
      {"asking-refuses-domains", "VRFY and EXPN refuse a mailbox with its domain as malformed.",
       cites("rfc5321/3.5.1-10", "rfc5321/3.5.1-12"),
       [](Behaviour& b) {
         b.denied.add(Right::mailbox_as_name);
       }},
      {"asking-needs-domain",
       "VRFY and EXPN refuse the name of a local mailbox without its domain as malformed.",
       cites("rfc5321/3.5.1-8", "rfc5321/3.5.1-9"),
       [](Behaviour& b) {
         b.denied.add(Right::user_name);
       }},
      {"asking-refused-with-552", "VRFY and EXPN without a name are refused with 552.",
       cites("rfc5321/4.3.2-16", "rfc5321/4.3.2-18", "rfc5321/4.1.1.6-2", "rfc5321/4.1.1.7-2"),
       [](Behaviour& b) {
         b.replies[Situation::name_missing].code = 552;
       }},
      {"help-clears-transaction", "HELP ends the transaction.", cites("rfc5321/4.1.1.8-2"),
       [](Behaviour& b) {
         b.forgets[Event::help] = the_transaction;
       }},
      {"help-listed-only", "HELP is in the list and is answered with 502.",
       cites("rfc5321/4.2.4-3", "rfc5321/4.1.1.8-1"),
       [](Behaviour& b) {
         b.offers.not_served.add(Extension::help);
       }},
      {"help-success-code", "HELP is answered with 250.", cites("rfc5321/4.3.2-19", "rfc5321/4.1.1.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::help].code = 250;
       }},
      {"help-unlisted", "HELP is served and not in the list.", cites("rfc5321/4.1.1.1-18"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::help);
       }},
      {"no-help", "HELP is neither listed nor served.", cites("rfc5321/4.1.1.8-1"),
       [](Behaviour& b) {
         does_not_have(b, Extension::help);
       }},
  };
}

}  // namespace

std::vector<Fault> asking_faults() {
  std::vector<Fault> all;
  for (const auto& part : {faults_of_vrfy(), faults_of_expn(), faults_of_both_and_help()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace smtpspec::reference
