// Faults of the reference relay. Dots, line ends and the end of mail data on their way in and out.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_passage_faults() {
  return {
      {"relay-passes-bare-line-ends-on", "Bare CRs and LFs are taken in and sent on.",
       cites("rfc5321/2.3.8-9"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(ContentMistake::line_ends_as_given);
       }},
      {"relay-mends-line-ends-behind-dots",
       "Bare CRs and LFs become CRLF when the dots have been doubled already: a dot between them ends the "
       "mail data downstream.",
       cites("rfc5321/4.5.2-3", "rfc5321/4.5.2-1"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(PassingMistake::line_ends_mended_late);
       }},
      {"relay-takes-lf-dot-lf-for-the-end",
       "A dot between bare LFs ends a message that is sent on, and begins another.",
       cites("rfc5321/4.1.1.4-7", "rfc5321/2.3.8-4"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.end_of_data = smtp::EndOfDataRule::also_lf_dot_lf;
       }},
      {"relay-takes-lf-dot-crlf-for-the-end",
       "A dot between a bare LF and CRLF ends a message that is sent on, and begins another.",
       cites("rfc5321/2.3.8-3"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.end_of_data = smtp::EndOfDataRule::also_lf_dot_crlf;
       }},
      {"relay-takes-crlf-dot-lf-for-the-end",
       "A dot between CRLF and a bare LF ends a message that is sent on, and begins another.",
       cites("rfc5321/2.3.8-4"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.end_of_data = smtp::EndOfDataRule::also_crlf_dot_lf;
       }},
      {"relay-takes-cr-dot-cr-for-the-end",
       "A dot between bare CRs ends a message that is sent on, and begins another.", cites("rfc5321/2.3.8-5"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.end_of_data = smtp::EndOfDataRule::also_cr_dot_cr;
       }},
      {"relay-takes-cr-dot-crlf-for-the-end",
       "A dot between a bare CR and CRLF ends a message that is sent on, and begins another.",
       cites("rfc5321/2.3.8-11"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.other_end.octets = "\r.\r\n";
       }},
      {"relay-takes-crlf-dot-cr-for-the-end",
       "A dot between CRLF and a bare CR ends a message that is sent on, and begins another.",
       cites("rfc5321/2.3.8-12", "rfc5321/4.1.1.4-13"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.other_end.octets = "\r\n.\r";
       }},
      {"relay-takes-crlf-dot-cr-crlf-for-the-end",
       "A line of a dot and a CR ends a message that is sent on, and begins another.",
       cites("rfc5321/4.1.1.4-13", "rfc5321/4.5.2-2"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.other_end.octets = "\r\n.\r\r\n";
       }},
      {"relay-takes-crlf-dot-nul-for-the-end",
       "A line of a dot and a NUL ends a message that is sent on, and begins another.",
       cites("rfc5321/4.1.1.4-13", "rfc5321/4.5.2-2"),
       [](RelayBehaviour& b) {
         b.server.policies.remove(Policy::refuses_bare_line_ends);
         b.server.content.other_end.octets = std::string("\r\n.\0\r\n", 6);
       }},
      {"relay-doubles-no-dots", "Dots at the start of lines go out as they are.",
       cites("rfc5321/4.5.2-1", "rfc5321/4.5.2-3"),
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(ContentMistake::no_stuffing);
       }},
      {"relay-doubles-lone-dots-only",
       "A dot at the start of a line is doubled only where nothing follows it.",
       cites("rfc5321/4.5.2-1", "rfc5321/4.5.2-3"),
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(ContentMistake::stuffs_lone_dots_only);
       }},
      {"relay-keeps-doubled-dots",
       "The dots that the client put in front of lines are sent on with those of the relay.",
       cites("rfc5321/4.5.2-3", "rfc5321/4.5.2-2"),
       [](RelayBehaviour& b) {
         b.server.content.data_dots = LeadingDots::kept;
       }},
      {"relay-doubles-dots-in-chunks", "Dots at the start of lines are doubled in chunks as well.",
       cites("rfc5321/4.5.2-3"), sender_makes<ChunkMistake::stuffed>},
      {"relay-cuts-lines", "Lines of more than 500 octets are cut.",
       cites("rfc5321/4.5.3.1.6-1", "rfc5321/4.5.2-7", "rfc5321/3.6.3-4"),
       sender_makes<ContentMistake::lines_cut>},
      {"relay-sends-lf", "Lines of the content go out with LF alone.", cites("rfc5321/2.3.8-9"),
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(ContentMistake::bare_lf);
       }},
      {"relay-adds-empty-line", "An empty line is put in front of the end of mail data.",
       cites("rfc5321/4.1.1.4-3", "rfc5321/3.6.3-4"),
       [](RelayBehaviour& b) {
         b.client.transfer = ContentTransfer::data;
         b.client.mistakes.add(ContentMistake::empty_line_at_end);
       }},
      {"relay-sends-unfinished-message",
       "A message is sent on although the connection ended in front of the end of its mail data.",
       cites("rfc5321/4.1.1.10-5"),
       [](RelayBehaviour& b) {
         b.server.content.unfinished = UnfinishedMessage::data_accepted;
       }},
  };
}

}  // namespace smtpspec::reference
