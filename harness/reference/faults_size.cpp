// Faults of SIZE and of the size of contents.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

using enum text::Level;

std::vector<Fault> size_faults() {
  return {
      {"accepts-oversize-content", "A content above the limit is accepted.",
       cites("rfc1870/4-2", "rfc1870/5-4", "rfc5321/4.5.3.1.9-3"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::oversize_content);
       }},
      {"accepts-oversize-declaration", "MAIL is accepted with a declared size above the limit.",
       cites("rfc1870/6.1-4", "rfc1870/6.1-1"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::oversize_declaration);
       }},
      {"accepts-size-not-a-number", "MAIL is accepted with a SIZE that is no number.", cites("rfc1870/3-9"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::size_not_a_number);
       }},
      {"accepts-size-twice", "MAIL is accepted with a parameter that stands there twice.",
       cites("rfc1870/6-4", "rfc6152/3-5"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::parameter_twice);
       }},
      {"accepts-size-without-value", "MAIL is accepted with SIZE and no value.", cites("rfc1870/3-9"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::size_without_value);
       }},
      {"any-size-unannounced", "SIZE is offered without a number, and every declared size is accepted.",
       cites("rfc1870/7-1"),
       [](Behaviour& b) {
         b.offers.size_parameter = "";
         b.let_pass.add(Offence::oversize_declaration);
       }},
      {"counts-body-only", "The header section of a content is not held against the limit.",
       cites("rfc1870/5-5", "rfc1870/4-2"),
       [](Behaviour& b) {
         b.habits.add(Habit::counts_body_only);
       }},
      {"declaration-kept-after-rset", "A declared size is held against the message behind RSET.",
       cites("rfc5321/4.1.1.5-7", "rfc5321/4.1.1.5-1", "rfc5321/4.1.4-16"),
       [](Behaviour& b) {
         b.denied.add(Right::more_than_declared);
         b.forgets[Event::rset].remove(Knowledge::declared_size);
         b.forgets[Event::mail_refused].remove(Knowledge::declared_size);
       }},
      {"files-oversize-content", "A content above the limit is refused and filed all the same.",
       cites("rfc1870/4-4", "rfc5321/4.2.5-6"),
       [](Behaviour& b) {
         b.habits.add(Habit::files_what_it_refuses_for_its_size);
       }},
      {"limit-off-by-one", "MAIL is refused with a declared size of exactly the limit.",
       cites("rfc1870/6.1-5"),
       [](Behaviour& b) {
         b.denied.add(Right::size_of_the_limit);
       }},
      {"line-limit-does-not-grow", "A command line has at most 512 octets, whatever is offered.",
       cites("rfc1870/3-11", "rfc2852/2-5", "rfc8689/2-5", "rfc3865/4.1-1", "rfc3885/2-7", "rfc6710/3-6",
             "rfc4865/3-6"),
       [](Behaviour& b) {
         b.command_line_limit = 512;
       }},
      {"oversize-content-answered-twice", "A content above the limit is answered twice.",
       cites("rfc5321/4.2-1", "rfc5321/4.1.1.4-11"),
       [](Behaviour& b) {
         b.replies[Situation::content_too_big].times = 2;
       }},
      {"oversize-content-ends-session", "The connection is closed behind a content above the limit.",
       cites("rfc5321/3.8-1"),
       [](Behaviour& b) {
         b.replies[Situation::content_too_big].closes = true;
       }},
      {"refuses-content-at-limit", "A content of exactly the limit is refused.",
       cites("rfc1870/4-3", "rfc1870/5-3", "rfc1870/6.3-1"),
       [](Behaviour& b) {
         b.denied.add(Right::content_of_the_limit);
       }},
      {"refuses-size-zero", "MAIL is refused with a declared size of 0.", cites("rfc1870/3-7", "rfc1870/3-8"),
       [](Behaviour& b) {
         b.denied.add(Right::size_zero);
       }},
      {"size-digits-limited", "A declared size of more than 10 digits is malformed.", cites("rfc1870/3-8"),
       [](Behaviour& b) {
         b.size_digits = 10;
       }},
      {"size-ends-content", "The declared size tells where the content ends.", cites("rfc1870/6-6"),
       [](Behaviour& b) {
         b.habits.add(Habit::ends_content_at_declared_size);
       }},
      {"size-keyword-not-a-number", "The parameter of SIZE in the reply to EHLO is no number.",
       cites("rfc1870/3-3"),
       [](Behaviour& b) {
         b.offers.size_parameter = "unlimited";
       }},
      {"size-overflow-ignored", "A declared size beyond 64 bits is passed over.",
       cites("rfc1870/6.1-4", "rfc1870/3-8"),
       [](Behaviour& b) {
         b.declared_size = SizeArithmetic::ignored_beyond_64_bits;
       }},
      {"size-refusal-wrong-code",
       "A declared size above the limit is answered as an error in processing, with 451.",
       cites("rfc1870/6.1-4", "rfc1870/6.1-2"),
       [](Behaviour& b) {
         b.replies[Situation::declared_size_too_big] = {451, "4.3.0", "error in processing"};
       }},
      {"size-refusal-no-code-of-mail", "A declared size above the limit is refused with 554.",
       cites("rfc1870/6.1-2"),
       [](Behaviour& b) {
         b.replies[Situation::declared_size_too_big].code = 554;
       }},
      {"size-turns-negative",
       "A declared size beyond 63 bits is taken for a negative one, which is below every limit.",
       cites("rfc1870/6.1-4", "rfc1870/3-8"),
       [](Behaviour& b) {
         b.declared_size = SizeArithmetic::negative_beyond_63_bits;
       }},
      {"size-wraps-around", "A declared size is read in 64 bits and wraps around beyond them.",
       cites("rfc1870/6.1-4", "rfc1870/3-8"),
       [](Behaviour& b) {
         b.declared_size = SizeArithmetic::wraps_at_64_bits;
       }},
      {"size-wraps-at-32-bits", "A declared size is read in 32 bits.", cites("rfc1870/6.1-4", "rfc1870/3-8"),
       [](Behaviour& b) {
         b.declared_size = SizeArithmetic::wraps_at_32_bits;
       }},
      {"small-content-limit", "The size limit is 10000 octets.", cites("rfc5321/4.5.3.1.7-1"),
       [](Behaviour& b) {
         b.size_limit = 10'000;
       }},
      {"stuffed-dot-ends-oversize-content", "Above the limit a line of two dots ends the mail data.",
       cites("rfc5321/4.1.1.4-13", "rfc5321/4.5.2-2"),
       [](Behaviour& b) {
         b.content.other_end.octets = "\r\n..\r\n";
         b.content.other_end.when = OtherEnd::When::behind_size_limit;
       }},
  };
}

}  // namespace smtpspec::reference
