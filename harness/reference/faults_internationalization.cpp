// Faults of 8BITMIME and SMTPUTF8.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

using enum text::Level;

std::vector<Fault> internationalization_faults() {
  return {
      {"smtputf8-with-parameter", "SMTPUTF8 is listed with a parameter.", cites("rfc6531/3.1-2"),
       [](Behaviour& b) {
         b.offers.smtputf8_parameter = "HEADERS=1";
       }},
      {"accepts-invalid-utf8", "Addresses are accepted that are no UTF-8.", cites("rfc6531/3.3-6"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::invalid_utf8);
       }},
      {"accepts-nonascii-recipient-without-smtputf8",
       "RCPT is accepted with a recipient beyond ASCII and without SMTPUTF8.",
       cites("rfc5321/4.1.2-27", "rfc5321/2.4-12"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::recipient_not_ascii);
       }},
      {"accepts-nonascii-without-smtputf8",
       "MAIL is accepted with a sender beyond ASCII and without SMTPUTF8.",
       cites("rfc5321/4.1.2-27", "rfc5321/2.4-12"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::sender_not_ascii);
       }},
      {"accepts-smtputf8-with-value", "MAIL is accepted with a value of SMTPUTF8.", cites("rfc6531/3.4-3"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::smtputf8_with_value);
       }},
      {"accepts-unknown-body", "MAIL is accepted with a BODY that is not known.", cites("rfc6152/2-7"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::unknown_body);
       }},
      {"accepts-bad-u-label", "Domains beyond ASCII are accepted with a label that begins with a hyphen.",
       cites("rfc6531/3.3-2"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::takes_bad_u_labels);
       }},
      {"accepts-specials-beside-utf8",
       "A dot-string with characters beyond ASCII may hold a comma, which is no character of one.",
       cites("rfc6531/3.3-7"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::takes_specials);
       }},
      {"accepts-vrfy-with-value", "VRFY is answered with 252 although SMTPUTF8 has a value in it.",
       cites("rfc6531/3.1-8"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::takes_value_in_vrfy);
       }},
      {"bad-body-value-ends-session", "The connection is closed behind a BODY that is not known.",
       cites("rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::body_malformed].closes = true;
       }},
      {"body-in-upper-case-only", "The value of BODY is recognized in upper case only.", cites("rfc6152/2-6"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::body_value);
       }},
      {"ehlo-name-beyond-ascii", "The name in the reply to EHLO has a label beyond ASCII.",
       cites("rfc6531/3.7.1-2", "rfc5321/4.2-5"),
       [](Behaviour& b) {
         b.replies[Situation::ehlo_accepted].text = "mx.t\xC3\xA9st at your service";
       }},
      {"expn-refuses-smtputf8", "EXPN is served, and refused with SMTPUTF8.", cites("rfc6531/3.1-7"),
       [](Behaviour& b) {
         b.replies[Situation::expansion_not_implemented] = {252, "2.5.0", "cannot expand"};
         b.utf8_mistakes.add(Utf8Mistake::refuses_expn_parameter);
       }},
      {"malformed-utf8-reply", "The reply to VRFY holds an octet that is no UTF-8.",
       cites("rfc6531/1.1-2", "rfc6531/3.7.4.2-3", "rfc5321/4.2-5"),
       [](Behaviour& b) {
         b.replies[Situation::cannot_verify].text = "cannot verify \xFF";
       }},
      {"nonascii-refusal-of-another-code",
       "A recipient beyond ASCII without SMTPUTF8 is refused with 554 5.6.7.",
       cites("rfc6531/4.2-1", "rfc6531/3.5-1"),
       [](Behaviour& b) {
         b.replies[Situation::recipient_not_ascii].code = 554;
       }},
      {"nonascii-refusal-with-x-6-8", "A recipient beyond ASCII without SMTPUTF8 is refused with 554 5.6.8.",
       cites("rfc6531/4.2-2", "rfc6531/3.5-1", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         b.replies[Situation::recipient_not_ascii] = {554, "5.6.8", "recipient beyond ASCII needs SMTPUTF8"};
       }},
      {"nonascii-refusal-with-x-6-10", "A sender beyond ASCII without SMTPUTF8 is refused with 550 5.6.10.",
       cites("rfc6531/4.2-3", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         b.replies[Situation::sender_not_ascii].enhanced = "5.6.10";
       }},
      {"nonascii-refusal-wrong-code",
       "Addresses beyond ASCII without SMTPUTF8 are answered as an error in processing, with 451.",
       cites("rfc6531/3.5-2", "rfc6531/3.5-1", "rfc6531/3.5-3", "rfc5321/3.3-1"),
       [](Behaviour& b) {
         b.replies[Situation::sender_not_ascii] = {451, "4.3.0", "error in processing"};
         b.replies[Situation::recipient_not_ascii] = b.replies[Situation::sender_not_ascii];
       }},
      {"reads-wide-signs-as-ascii", "The full-width forms of @ and . count as those characters in a path.",
       cites("rfc6531/3.2-3"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::reads_wide_signs);
       }},
      {"refuses-body-7bit", "BODY=7BIT is refused though 8BITMIME is offered.", cites("rfc6152/2-4"),
       [](Behaviour& b) {
         b.denied.add(Right::body_7bit);
       }},
      {"refuses-body-8bitmime", "BODY=8BITMIME is refused though 8BITMIME is offered.",
       cites("rfc6152/2-3", "rfc6531/3.6-2", "rfc6531/3.1-10", "rfc5321/2.2.1-1"),
       [](Behaviour& b) {
         b.denied.add(Right::body_8bitmime);
       }},
      {"refuses-body-with-smtputf8", "BODY and SMTPUTF8 in one MAIL command are refused.",
       cites("rfc6531/3.6-2", "rfc6531/3.6-3"),
       [](Behaviour& b) {
         b.denied.add(Right::body_with_smtputf8);
       }},
      {"refuses-nonascii-with-smtputf8", "Addresses beyond ASCII are refused in spite of SMTPUTF8.",
       cites("rfc6531/3.2-1", "rfc6531/3.2-2", "rfc6531/3.3-1", "rfc6531/3.3-3", "rfc6531/3.3-4"),
       [](Behaviour& b) {
         b.denied.add(Right::smtputf8_address);
       }},
      {"refuses-quoted-utf8", "A quoted local part beyond ASCII is refused in spite of SMTPUTF8.",
       cites("rfc6531/3.3-4"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::refuses_quoted_strings);
       }},
      {"refuses-u-labels", "A domain beyond ASCII is refused in spite of SMTPUTF8.", cites("rfc6531/3.3-1"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::refuses_u_labels);
       }},
      {"refuses-utf8-header", "A content with UTF-8 in its header is refused in spite of SMTPUTF8.",
       cites("rfc6531/3.1-11"),
       [](Behaviour& b) {
         b.denied.add(Right::smtputf8_header);
       }},
      {"repeats-utf8-in-replies", "A refusal of MAIL repeats the path, whatever octets it holds.",
       cites("rfc6531/3.7.4.2-10", "rfc5321/4.2-5"),
       [](Behaviour& b) {
         b.replies[Situation::sender_not_ascii].text = "{argument} needs SMTPUTF8";
       }},
      {"smtputf8-stays-after-rset", "SMTPUTF8 of one MAIL command counts for the next one behind RSET.",
       cites("rfc5321/4.1.1.5-7", "rfc5321/4.1.1.5-1", "rfc5321/4.1.2-27"),
       [](Behaviour& b) {
         b.forgets[Event::rset].remove(Knowledge::smtputf8);
       }},
      {"smtputf8-unlisted", "SMTPUTF8 is served and not listed.", cites("rfc6531/3.1-1"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::smtputf8);
       }},
      {"smtputf8-without-8bitmime", "SMTPUTF8 is listed and 8BITMIME is not.", cites("rfc6531/3.1-9"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::eight_bit_mime);
       }},
      {"vrfy-tells-utf8-unasked",
       "VRFY without SMTPUTF8 is answered with 250 and the mailbox where that is beyond ASCII.",
       cites("rfc6531/3.7.4.2-5", "rfc6531/3.7.4.2-3", "rfc5321/4.2-5"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::tells_unasked);
       }},
      {"vrfy-refuses-utf8", "VRFY of a name beyond ASCII is refused in spite of SMTPUTF8.",
       cites("rfc6531/3.7.4.2-4"),
       [](Behaviour& b) {
         b.utf8_mistakes.add(Utf8Mistake::refuses_verified_string);
       }},
      {"vrfy-refuses-smtputf8", "VRFY with SMTPUTF8 is refused.", cites("rfc6531/3.1-6"),
       [](Behaviour& b) {
         b.denied.add(Right::vrfy_smtputf8);
       }},
  };
}

}  // namespace smtpspec::reference
