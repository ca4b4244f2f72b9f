// Faults of DSN.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

template <DsnSlip slip>
void misreads(Behaviour& behaviour) {
  behaviour.dsn_slips.add(slip);
}

std::vector<Fault> faults_of_mail_parameters() {
  return {
      {"accepts-envid-that-is-no-xtext", "MAIL is accepted with an ENVID that is no xtext.",
       cites("rfc3461/5.1-3"), misreads<DsnSlip::any_envid>},
      {"accepts-envid-twice", "MAIL is accepted with two parameters of DSN that are the same.",
       cites("rfc3461/5.1-5", "rfc3461/5.1-6"), misreads<DsnSlip::mail_parameter_twice>},
      {"accepts-envid-without-value", "MAIL is accepted with ENVID and no value.", cites("rfc3461/5.1-3"),
       misreads<DsnSlip::envid_without_value>},
      {"accepts-hexchar-in-lower-case", "Hexadecimal digits of xtext are read in lower case too.",
       cites("rfc3461/5.1-3", "rfc3461/5.1-10"), misreads<DsnSlip::lower_case_digits>},
      {"accepts-ret-without-value", "MAIL is accepted with RET and no value.", cites("rfc3461/5.1-4"),
       misreads<DsnSlip::ret_without_value>},
      {"accepts-unknown-ret", "MAIL is accepted with any value of RET.", cites("rfc3461/5.1-4"),
       misreads<DsnSlip::any_ret>},
      {"dsn-forbids-other-parameters",
       "MAIL is refused with RET or ENVID beside the parameters of other extensions.",
       cites("rfc3461/5.4-7", "rfc3461/5.1-1"), misreads<DsnSlip::refuses_company>},
      {"dsn-ignored-out-of-place",
       "NOTIFY and ORCPT of MAIL are passed over, and so are RET and ENVID of RCPT.",
       cites("rfc5321/4.1.1.11-1", "rfc5321/4.1.1.11-2"), misreads<DsnSlip::out_of_place>},
      {"dsn-refused-of-null-sender", "MAIL is refused with RET or ENVID behind a null reverse-path.",
       cites("rfc3461/5.1-1", "rfc3461/2-5", "rfc3461/2-6"), misreads<DsnSlip::refuses_null_sender>},
      {"envid-letters-only", "ENVID has letters, digits, dots, hyphens, plus signs and @ only.",
       cites("rfc3461/4-2", "rfc3461/5.1-1"), misreads<DsnSlip::envid_of_word_octets>},
      {"envid-limited-to-38", "An ENVID of more than 38 octets, its keyword counted, is refused.",
       cites("rfc3461/5.4-1", "rfc3461/5.1-1", "rfc3461/5.4-7"), misreads<DsnSlip::short_envid>},
      {"envid-outlives-rset", "Behind RSET a second MAIL with ENVID counts as one that has two.",
       cites("rfc5321/4.1.1.5-7", "rfc3461/5.1-1"), misreads<DsnSlip::envid_outlives_rset>},
      {"envid-parentheses-are-a-comment", "What stands in parentheses in ENVID is a comment.",
       cites("rfc3461/4-1", "rfc3461/4-2", "rfc3461/5.1-1"), misreads<DsnSlip::parentheses_are_comments>},
      {"envid-plus-for-specials-only", "In ENVID a + stands only for octets that can't stand as themselves.",
       cites("rfc3461/4-3", "rfc3461/5.1-1"), misreads<DsnSlip::no_hexchar>},
      {"knows-no-envid", "DSN is offered, and ENVID is not known.",
       cites("rfc3461/2-6", "rfc3461/5.1-1", "rfc3885/2-4"), misreads<DsnSlip::knows_no_envid>},
      {"knows-no-ret", "DSN is offered, and RET is not known.",
       cites("rfc3461/2-5", "rfc3461/5.1-1", "rfc3461/5.4-4"), misreads<DsnSlip::knows_no_ret>},
      {"ret-in-capitals-only", "FULL and HDRS are known in upper case only.",
       cites("rfc3461/4.3-2", "rfc3461/5.1-1"), misreads<DsnSlip::ret_in_capitals_only>},
      {"ret-needs-envid", "RET is refused where ENVID is missing.",
       cites("rfc3461/5.1-2", "rfc3461/5.1-1", "rfc3461/2-5"), misreads<DsnSlip::ret_needs_envid>},
  };
}

std::vector<Fault> faults_of_recipient_parameters() {
  return {
      {"accepts-never-with-others", "RCPT is accepted with NEVER beside another keyword of NOTIFY.",
       cites("rfc3461/5.1-9"), misreads<DsnSlip::never_with_others>},
      {"accepts-notify-twice", "Of two NOTIFY or two ORCPT in one RCPT the last one counts.",
       cites("rfc3461/5.1-11", "rfc3461/5.1-12"), misreads<DsnSlip::recipient_parameter_twice>},
      {"accepts-notify-without-value", "RCPT is accepted with NOTIFY and no value.", cites("rfc3461/5.1-9"),
       misreads<DsnSlip::notify_without_value>},
      {"accepts-orcpt-that-is-no-xtext", "The value of ORCPT is not looked at.", cites("rfc3461/5.1-10"),
       misreads<DsnSlip::any_orcpt>},
      {"accepts-orcpt-without-type", "RCPT is accepted with an ORCPT that has no address type.",
       cites("rfc3461/5.1-10"), misreads<DsnSlip::orcpt_without_type>},
      {"accepts-orcpt-without-value", "RCPT is accepted with ORCPT and no value.", cites("rfc3461/5.1-10"),
       misreads<DsnSlip::orcpt_without_value>},
      {"accepts-unknown-notify", "RCPT is accepted with any value of NOTIFY.", cites("rfc3461/5.1-9"),
       misreads<DsnSlip::any_notify>},
      {"knows-no-notify", "DSN is offered, and NOTIFY is not known.", cites("rfc3461/2-3", "rfc3461/5.1-7"),
       misreads<DsnSlip::knows_no_notify>},
      {"knows-no-orcpt", "DSN is offered, and ORCPT is not known.",
       cites("rfc3461/2-4", "rfc3461/5.1-7", "rfc3885/2-5"), misreads<DsnSlip::knows_no_orcpt>},
      {"never-finds-anybody", "With NOTIFY=NEVER an unknown recipient is accepted.", cites("rfc3461/5.1-7"),
       misreads<DsnSlip::never_knows_anybody>},
      {"notify-in-capitals-only", "The keywords of NOTIFY are known in upper case only.",
       cites("rfc3461/4.1-5", "rfc3461/5.1-7"), misreads<DsnSlip::notify_in_capitals_only>},
      {"notify-in-one-order-only", "NOTIFY is refused unless SUCCESS, FAILURE and DELAY stand in this order.",
       cites("rfc3461/4.1-4", "rfc3461/5.1-7"), misreads<DsnSlip::notify_in_one_order>},
      {"notify-keyword-once-only", "NOTIFY is refused with a keyword that stands there twice.",
       cites("rfc3461/4.1-6", "rfc3461/5.1-7"), misreads<DsnSlip::keyword_once>},
      {"notify-of-one-recipient-only", "NOTIFY of a second recipient counts as given twice.",
       cites("rfc3461/5.1-7", "rfc3461/2-3"), misreads<DsnSlip::notify_once_for_all>},
      {"notify-of-one-keyword-only", "NOTIFY is refused with more than one keyword.",
       cites("rfc3461/4.1-4", "rfc3461/5.4-2", "rfc3461/5.1-7"), misreads<DsnSlip::single_keyword>},
      {"orcpt-as-in-rcpt-only", "ORCPT is refused unless it is the address of RCPT.",
       cites("rfc3461/5.1-7", "rfc3461/4.2-6", "rfc3461/2-4"), misreads<DsnSlip::orcpt_as_rcpt>},
      {"orcpt-in-ascii-only", "ORCPT is refused with UTF-8, though SMTPUTF8 is offered.",
       cites("rfc6533/3-1", "rfc6533/3-16", "rfc6531/3.2-13"), misreads<DsnSlip::orcpt_ascii>},
      {"orcpt-in-one-form-only", "ORCPT is refused where UTF-8 and \\x{...} stand side by side.",
       cites("rfc6533/3-16", "rfc6533/3-1"), misreads<DsnSlip::orcpt_one_form>},
      {"orcpt-limited-to-256", "An ORCPT of more than 256 octets, its keyword counted, is refused.",
       cites("rfc3461/5.4-3", "rfc3461/5.1-7"), misreads<DsnSlip::short_orcpt>},
      {"orcpt-mailbox-only", "An ORCPT of type rfc822 is refused if it is no mailbox.",
       cites("rfc3461/4.2-6", "rfc3461/5.1-7"), misreads<DsnSlip::orcpt_mailbox>},
      {"orcpt-needs-notify", "ORCPT is refused where NOTIFY is missing.",
       cites("rfc3461/5.1-8", "rfc3461/5.1-7", "rfc3461/2-4"), misreads<DsnSlip::orcpt_needs_notify>},
      {"orcpt-of-rfc822-only", "ORCPT is refused with an address type other than rfc822.",
       cites("rfc3461/5.1-7", "rfc3461/2-4", "rfc6533/3-1", "rfc6533/3-2", "rfc6533/3-15", "rfc6533/3-16"),
       misreads<DsnSlip::rfc822_only>},
      {"orcpt-type-in-lower-case-only", "ORCPT is refused with the address type utf-8 in upper case.",
       cites("rfc6533/3-15"), misreads<DsnSlip::type_in_lower_case_only>},
      {"orcpt-without-escapes", "ORCPT is refused with \\x{...}.", cites("rfc6533/3-2", "rfc6533/3-16"),
       misreads<DsnSlip::orcpt_no_escapes>},
  };
}

std::vector<Fault> faults_of_the_list() {
  return {
      {"dsn-unlisted", "DSN is served and not listed.", cites("rfc3461/2-1"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::dsn);
       }},
      {"dsn-with-parameter", "DSN is listed with a parameter.", cites("rfc3461/2-2"),
       [](Behaviour& b) {
         b.offers.dsn_parameter = "RFC3461";
       }},
      {"lines-of-1000-octets-only", "A command line has at most 1000 octets, though DSN is offered.",
       cites("rfc3461/5.4-6", "rfc3461/5.4-7"),
       [](Behaviour& b) {
         b.command_line_limit = 1000;
       }},
  };
}

}  // namespace

std::vector<Fault> dsn_faults() {
  return in_order<Behaviour>({faults_of_the_list, faults_of_mail_parameters, faults_of_recipient_parameters});
}

}  // namespace smtpspec::reference
