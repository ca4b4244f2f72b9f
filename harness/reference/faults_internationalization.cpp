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
      {"bad-body-value-ends-session", "The connection is closed behind a BODY that is not known.",
       cites("rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::body_malformed].closes = true;
       }},
      {"body-in-upper-case-only", "The value of BODY is recognized in upper case only.", cites("rfc6152/2-6"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::body_value);
       }},
      {"nonascii-refusal-wrong-code",
       "Addresses beyond ASCII without SMTPUTF8 are answered as an error in processing, with 451.",
       cites("rfc6531/3.5-2", "rfc6531/3.5-1", "rfc6531/3.5-3", "rfc5321/3.3-1"),
       [](Behaviour& b) {
         b.replies[Situation::sender_not_ascii] = {451, "4.3.0", "error in processing"};
         b.replies[Situation::recipient_not_ascii] = b.replies[Situation::sender_not_ascii];
       }},
      {"refuses-body-7bit", "BODY=7BIT is refused though 8BITMIME is offered.", cites("rfc6152/2-4"),
       [](Behaviour& b) {
         b.denied.add(Right::body_7bit);
       }},
      {"refuses-body-8bitmime", "BODY=8BITMIME is refused though 8BITMIME is offered.",
       cites("rfc6152/2-3", "rfc6531/3.6-2", "rfc6531/3.1-10"),
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
      {"refuses-utf8-header", "A content with UTF-8 in its header is refused in spite of SMTPUTF8.",
       cites("rfc6531/3.1-11"),
       [](Behaviour& b) {
         b.denied.add(Right::smtputf8_header);
       }},
      {"smtputf8-stays-after-rset", "SMTPUTF8 of one MAIL command counts for the next one behind RSET.",
       cites("rfc5321/4.1.1.5-7", "rfc5321/4.1.1.5-1", "rfc5321/4.1.2-27"),
       [](Behaviour& b) {
         b.forgets[Event::rset].remove(Knowledge::smtputf8);
       }},
      {"smtputf8-without-8bitmime", "SMTPUTF8 is listed and 8BITMIME is not.", cites("rfc6531/3.1-9"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::eight_bit_mime);
       }},
      {"vrfy-refuses-smtputf8", "VRFY with SMTPUTF8 is refused.", cites("rfc6531/3.1-6"),
       [](Behaviour& b) {
         b.denied.add(Right::vrfy_smtputf8);
       }},
  };
}

}  // namespace smtpspec::reference
