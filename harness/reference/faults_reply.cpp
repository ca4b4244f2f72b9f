// Faults of the form of replies.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;
using ledger::comes_near;

using enum text::Level;

std::vector<Fault> reply_faults() {
  return {
      {"bare-cr-in-reply", "Reply lines hold a CR of their own.", cites("rfc5321/2.3.8-7", "rfc5321/4.2-5"),
       [](Behaviour& b) {
         b.reply_form.text_suffix = "\rmore";
       }},
      {"colon-behind-code", "A colon stands between code and text.",
       cites("rfc5321/4.2-2", "rfc5321/4.2.1-4"),
       [](Behaviour& b) {
         b.reply_form.separator = ": ";
       }},
      {"enhanced-codes-differ", "The last line of a longer reply has another enhanced code than the first.",
       cites("rfc2034/4-9"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::another_in_last_line;
       }},
      {"enhanced-codes-with-leading-zeros", "The numbers of enhanced codes have leading zeros.",
       cites("rfc3463/2-4"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::leading_zeros;
       }},
      {"greets-with-250", "The greeting is 250.", cites("rfc5321/4.3.2-4"),
       [](Behaviour& b) {
         b.replies[Situation::service_ready].code = 250;
       }},
      {"list-begins-with-underscore", "A keyword of the list begins with an underscore.",
       cites("rfc5321/4.1.1.1-14"),
       [](Behaviour& b) {
         b.offers.further_lines = {"_PRIVATE"};
       }},
      {"list-has-auth-equals", "AUTH= is in the list.", cites("rfc5321/4.1.1.1-14"),
       [](Behaviour& b) {
         b.offers.further_lines = {"AUTH=PLAIN"};
       }},
      {"list-has-two-blanks", "Two blanks stand between a keyword of the list and its parameter.",
       cites("rfc5321/4.1.1.1-13"),
       [](Behaviour& b) {
         b.offers.further_lines = {"XPRIVATE  1"};
       }},
      {"list-repeats-keyword", "A keyword stands twice in the list.", comes_near("rfc5321/4.1.1.1-13"),
       [](Behaviour& b) {
         b.offers.further_lines = {"XPRIVATE", "XPRIVATE"};
       }},
      {"reply-code-second-digit", "NOOP is answered with 280.",
       cites("rfc5321/4.2-3", "rfc5321/4.1.1.9-1", "rfc5321/4.2-8"),
       [](Behaviour& b) {
         b.replies[Situation::nothing_done].code = 280;
       }},
      {"reply-has-no-last-line", "The last line of each reply promises another one.",
       cites("rfc5321/4.2.1-4", "rfc5321/4.2-2"),
       [](Behaviour& b) {
         b.reply_form.separator = "-";
       }},
      {"bare-lf-replies", "Reply lines end in a bare LF.", cites("rfc5321/2.3.8-7"),
       [](Behaviour& b) {
         b.reply_form.line_end = "\n";
       }},
      {"codes-differ", "The first line of a longer reply has another code than the last.",
       cites("rfc5321/4.2.1-7"),
       [](Behaviour& b) {
         b.reply_form.first_line_code = 220;
       }},
      {"control-character-in-reply", "Reply lines hold control characters.", cites("rfc5321/4.2-5"),
       [](Behaviour& b) {
         b.reply_form.text_suffix = "\x07";
       }},
      {"enhanced-code-missing", "Positive replies have no enhanced codes though they are offered.",
       cites("rfc2034/4-1", "rfc4954/6-1"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::missing_in_positive;
       }},
      {"enhanced-code-of-another-class", "Enhanced codes are of class 4 in permanent refusals.",
       cites("rfc2034/4-7", "rfc3463/2-10", "rfc3463/3.2-3", "rfc3463/3.6-3", "rfc3463/3.6-9",
             "rfc3463/3.4-7"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::transient_in_permanent;
       }},
      {"enhanced-code-only-on-last-line", "A longer reply has its enhanced code in the last line only.",
       cites("rfc2034/4-8"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::last_line;
       }},
      {"enhanced-codes-undefined", "All enhanced codes are x.0.0 and say nothing.",
       cites("rfc3463/3.1-1", "rfc3463/2-5", "rfc4954/4-24", "rfc4954/4-8", "rfc4954/4-22", "rfc4954/6-1",
             "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::undefined;
       }},
      {"missing-enhanced-code", "Replies have no enhanced codes though they are offered.",
       cites("rfc2034/4-1", "rfc2034/4-2", "rfc2034/4-3", "rfc4954/4-24", "rfc4954/4-8", "rfc4954/4-22",
             "rfc4954/6-1", "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::missing;
       }},
      {"non-ascii-reply", "Reply lines hold UTF-8 that nobody asked for.",
       cites("rfc5321/4.2-5", "rfc6531/3.7.4.2-10", "rfc6531/3.7.4.2-3"),
       [](Behaviour& b) {
         b.reply_form.text_suffix = " \xC3\xA9";
       }},
      {"reply-code-of-four-digits", "NOOP is answered with 2500.",
       cites("rfc5321/4.3.2-1", "rfc5321/4.2-22", "rfc5321/4.1.1.9-1"),
       [](Behaviour& b) {
         b.replies[Situation::nothing_done].code = 2500;
       }},
      {"reply-code-out-of-range", "NOOP is answered with 650.",
       cites("rfc5321/4.2-18", "rfc5321/4.1.1.9-1", "rfc5321/4.2-8"),
       [](Behaviour& b) {
         b.replies[Situation::nothing_done].code = 650;
       }},
      {"reply-line-too-long", "Reply lines are longer than 512 octets.", cites("rfc5321/4.5.3.1.5-1"),
       [](Behaviour& b) {
         b.reply_form.text_suffix = std::string(600, 'x');
       }},
      {"reply-without-code", "NOOP is answered with a line that has no code.",
       cites("rfc5321/4.2-22", "rfc5321/4.1.1.9-1"),
       [](Behaviour& b) {
         b.replies[Situation::nothing_done] = {0, "", "NOOP done"};
       }},
      {"unasked-reply", "Behind the reply to RSET another one comes.",
       cites("rfc5321/4.2-1", "rfc2920/3.1-17"),
       [](Behaviour& b) {
         b.replies[Situation::reset].times = 2;
       }},
      {"wrong-enhanced-class",
       "Enhanced codes are of class 5 in positive replies and of class 2 in negative ones.",
       cites("rfc2034/4-7", "rfc3463/2-9", "rfc4954/4-24", "rfc4954/6-1", "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         b.reply_form.enhanced_codes = EnhancedCodes::wrong_class;
       }},
  };
}

}  // namespace smtpspec::reference
