// Faults of contents: what they are refused for, and what becomes of them.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> content_faults() {
  return {
      {"cuts-text-at-nul", "What stands behind a NUL in a line of mail data is lost.",
       cites("rfc5321/4.5.2-5"),
       [](Behaviour& b) {
         b.damages.add(Damage::text_behind_nul_lost);
       }},
      {"discards-oversize-content", "A content above the limit is answered with 250 and thrown away.",
       cites("rfc5321/4.1.1.4-10", "rfc1870/4-2", "rfc1870/5-4", "rfc5321/4.5.3.1.9-3"),
       [](Behaviour& b) {
         b.replies[Situation::content_too_big] = {250, "2.0.0", "message accepted"};
       }},
      {"drops-control-characters", "Control characters of mail data are lost, but for tabs and line ends.",
       cites("rfc5321/4.5.2-5"),
       [](Behaviour& b) {
         b.damages.add(Damage::controls_lost);
       }},
      {"drops-last-empty-lines", "The empty lines at the end of mail data are lost.",
       cites("rfc5321/2.3.8-10"),
       [](Behaviour& b) {
         b.damages.add(Damage::last_empty_lines_lost);
       }},
      {"files-the-end-of-data",
       "The dot that ends the mail data is filed where an empty line stands in front of it.",
       cites("rfc5321/3.3-19"),
       [](Behaviour& b) {
         b.damages.add(Damage::end_filed);
       }},
      {"loses-last-line-end-of-8bit-text", "The line end of a last line with octets beyond ASCII is lost.",
       cites("rfc6152/3-11", "rfc5321/4.1.1.4-4"),
       [](Behaviour& b) {
         b.damages.add(Damage::last_line_end_lost);
       }},
      {"refuses-binary-label", "A message with a binary part is refused where BODY did not say BINARYMIME.",
       cites("rfc3030/3-22"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::binary_label);
       }},
      {"refuses-content-without-header", "A message that has no header section is refused.",
       cites("rfc5321/3.3-14"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::header_missing);
       }},
      {"refuses-header-alone", "A message of a header section and nothing else is refused.",
       cites("rfc5321/3.3-14"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::header_only);
       }},
      {"refuses-malformed-trace", "A message with a malformed Received field is refused.",
       cites("rfc5321/3.7.2-3", "rfc5321/3.3-14"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::trace_malformed);
       }},
      {"refuses-many-addresses-in-header",
       "A message with more than 100 addresses in its header section is refused.",
       cites("rfc5321/4.5.3.1.8-2"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::many_addresses);
       }},
      {"refuses-message-without-from", "A message without From is refused.", cites("rfc5321/3.3-14"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::originator_missing);
       }},
      {"refuses-octet-255", "A content with the octet 255 is refused.", cites("rfc6152/3-2"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::octet_255);
       }},
      {"refuses-resent-to-alone", "A message with Resent-To and without Resent-From is refused.",
       cites("rfc5321/3.3-16"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::resent_to_alone);
       }},
      {"refuses-unequal-resent-fields", "A message with more Resent-From than Resent-To fields is refused.",
       cites("rfc5321/3.3-15"),
       [](Behaviour& b) {
         b.refused_flaws.add(Flaw::resent_fields_unequal);
       }},
  };
}

}  // namespace smtpspec::reference
