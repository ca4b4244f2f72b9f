// Variants: what becomes of messages.
#include "reference/variants.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Variant> content_variants() {
  return {
      {"header-anew",
       "Messages are filed with Subject first and addresses without angle brackets.",
       {6409, "8", may},
       [](Behaviour& b) {
         b.filing.header_anew = true;
       }},
      {"fields-added",
       "Messages are filed with the header fields that were missing.",
       {5321, "6.4", may},
       [](Behaviour& b) {
         b.filing.fields_added = true;
       }},
      {"trace-on-top",
       "Messages are filed with Return-Path and Received on top.",
       {5321, "4.4", must},
       [](Behaviour& b) {
         b.filing.trace_added = true;
       }},
      {"empty-line-at-the-end",
       "Messages are filed with an empty line at their end, as in an mbox.",
       {4155, "A", must},
       [](Behaviour& b) {
         b.filing.line_added = true;
       }},
      {"line-ends-of-the-machine",
       "Messages are filed with LF for CRLF.",
       {4155, "A", states},
       [](Behaviour& b) {
         b.filing.bare_lf = true;
       }},
      {"submission-server",
       "A header that is short of fields is completed, and trace fields stand on top.",
       {6409, "8", may},
       [](Behaviour& b) {
         b.filing.header_anew = b.filing.fields_added = b.filing.trace_added = b.filing.line_added = true;
       }},
      {"bare-line-ends-refused",
       "A message with a bare CR or LF is refused with 554.",
       {5321, "2.3.8", must_not},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_bare_line_ends);
       }},
      {"bare-line-ends-close",
       "A message with a bare CR or LF is answered with 421.",
       {5321, "2.3.8", must_not},
       [](Behaviour& b) {
         b.policies.add(Policy::refuses_bare_line_ends);
         b.replies[Situation::bare_line_end] = {421, "4.7.0", "{server} closing", 1, true};
       }},
      {"long-text-lines-refused",
       "A message with lines beyond 1000 octets is refused with 554.",
       {5321, "4.5.3.1.6", states},
       [](Behaviour& b) {
         b.content.line_limit = 1000;
       }},
  };
}

}  // namespace smtpspec::reference
