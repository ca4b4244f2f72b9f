// Variants: what becomes of messages.
#include "reference/variants.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Variant> content_variants() {
  return {
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
