// Faults of mail data: its end, its dots, its octets.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

namespace {

// What no test sees that sends a content in one go: the reply comes before the end, and no other does.
template <char... Octets>
void ends_alone(Behaviour& behaviour) {
  behaviour.content.other_end.octets = {Octets...};
  behaviour.content.other_end.when = OtherEnd::When::alone;
}

}  // namespace

std::vector<Fault> mail_data_faults() {
  return {
      {"accepts-for-some-with-251", "A content that not all recipients get is answered with 251.",
       cites("rfc5321/4.1.1.4-9"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::says_251_for_some);
       }},
      {"bare-lf-ends-data", "A dot between bare LFs ends the mail data.",
       cites("rfc5321/4.1.1.4-7", "rfc5321/2.3.8-4"),
       [](Behaviour& b) {
         b.content.end_of_data = smtp::EndOfDataRule::also_lf_dot_lf;
       }},
      {"corrects-the-header", "The header section is written anew when mail is filed, and nothing says so.",
       cites("rfc5321/6.4-4"),
       [](Behaviour& b) {
         b.filing.header_anew = true;
       }},
      {"cr-dot-cr-alone-ends-data",
       "A dot between bare CRs that arrives alone ends the mail data, and what follows is thrown away.",
       cites("rfc5321/2.3.8-5"), ends_alone<'\r', '.', '\r'>},
      {"cr-dot-cr-ends-data", "A dot between bare CRs ends the mail data.", cites("rfc5321/2.3.8-5"),
       [](Behaviour& b) {
         b.content.end_of_data = smtp::EndOfDataRule::also_cr_dot_cr;
       }},
      {"cr-dot-crlf-alone-ends-data",
       "A dot between a bare CR and CRLF that arrives alone ends the mail data, and what follows is thrown "
       "away.",
       cites("rfc5321/2.3.8-11"), ends_alone<'\r', '.', '\r', '\n'>},
      {"cr-dot-crlf-ends-data", "A dot between a bare CR and CRLF ends the mail data.",
       cites("rfc5321/2.3.8-11"),
       [](Behaviour& b) {
         b.content.other_end.octets = "\r.\r\n";
       }},
      {"crlf-dot-cr-alone-ends-data",
       "A dot between CRLF and a bare CR that arrives alone ends the mail data, and what follows is thrown "
       "away.",
       cites("rfc5321/2.3.8-12"), ends_alone<'\r', '\n', '.', '\r'>},
      {"crlf-dot-cr-ends-data", "A dot between CRLF and a bare CR ends the mail data.",
       cites("rfc5321/2.3.8-12"),
       [](Behaviour& b) {
         b.content.other_end.octets = "\r\n.\r";
       }},
      {"crlf-dot-lf-alone-ends-data",
       "A dot between CRLF and a bare LF that arrives alone ends the mail data, and what follows is thrown "
       "away.",
       cites("rfc5321/2.3.8-4"), ends_alone<'\r', '\n', '.', '\n'>},
      {"crlf-dot-lf-ends-data", "A dot between CRLF and a bare LF ends the mail data.",
       cites("rfc5321/2.3.8-4"),
       [](Behaviour& b) {
         b.content.end_of_data = smtp::EndOfDataRule::also_crlf_dot_lf;
       }},
      {"delivers-unfinished-message",
       "A message is accepted although the connection ends in front of the end of mail data.",
       cites("rfc5321/4.1.1.10-5"),
       [](Behaviour& b) {
         b.content.unfinished = UnfinishedMessage::data_accepted;
       }},
      {"dot-nul-alone-ends-data",
       "A line of a dot and a NUL that arrives alone ends the mail data, and what follows is thrown away.",
       cites("rfc5321/4.1.1.4-13", "rfc5321/4.5.2-2", "rfc5321/4.5.2-5"),
       ends_alone<'\r', '\n', '.', '\0', '\r', '\n'>},
      {"dot-nul-ends-data", "A line of a dot and a NUL ends the mail data.",
       cites("rfc5321/4.1.1.4-13", "rfc5321/4.5.2-2", "rfc5321/4.5.2-5"),
       [](Behaviour& b) {
         b.content.other_end.octets = std::string("\r\n.\0\r\n", 6);
       }},
      {"end-of-connection-ends-data",
       "A line of a dot is the end of mail data although the connection ends in front of its CRLF.",
       cites("rfc5321/4.1.1.10-5"),
       [](Behaviour& b) {
         b.content.unfinished = UnfinishedMessage::data_accepted_behind_dot;
       }},
      {"keeps-stuffed-dots", "The dots that the client put in front of lines stay in the content.",
       cites("rfc5321/4.5.2-2", "rfc6152/3-10", "rfc1870/5-3"),
       [](Behaviour& b) {
         b.content.data_dots = LeadingDots::kept;
       }},
      {"lf-dot-crlf-alone-ends-data",
       "A dot between a bare LF and CRLF that arrives alone ends the mail data, and what follows is thrown "
       "away.",
       cites("rfc5321/2.3.8-3"), ends_alone<'\n', '.', '\r', '\n'>},
      {"lf-dot-crlf-ends-data", "A dot between a bare LF and CRLF ends the mail data.",
       cites("rfc5321/2.3.8-3"),
       [](Behaviour& b) {
         b.content.end_of_data = smtp::EndOfDataRule::also_lf_dot_crlf;
       }},
      {"lf-dot-lf-alone-ends-data",
       "A dot between bare LFs that arrives alone ends the mail data, and what follows is thrown away.",
       cites("rfc5321/4.1.1.4-7"), ends_alone<'\n', '.', '\n'>},
      {"misses-split-end-of-data", "The end of mail data is missed if it arrives in more than one segment.",
       cites("rfc5321/4.1.1.4-2"),
       [](Behaviour& b) {
         b.losses.add(Loss::split_end_of_data);
       }},
      {"obeys-starttls-in-content", "A line of mail data that says STARTTLS is executed.",
       cites("rfc5321/3.3-18"),
       [](Behaviour& b) {
         b.content.other_end.octets = "\r\nSTARTTLS\r\n";
         b.content.other_end.answered_with = Situation::tls_ready;
       }},
      {"refuses-lines-of-1000-octets", "A content with a line of more than 999 octets is refused.",
       cites("rfc5321/4.5.3.1.6-1", "rfc5321/4.5.3.1.6-2", "rfc6152/1-1"),
       [](Behaviour& b) {
         b.content.line_limit = 999;
       }},
      {"removes-all-leading-dots", "All dots at the start of a line are taken away, and not one.",
       cites("rfc5321/4.5.2-2", "rfc6152/3-10"),
       [](Behaviour& b) {
         b.content.data_dots = LeadingDots::all_removed;
       }},
      {"short-text-line-limit", "A content with a line of more than 512 octets is refused.",
       cites("rfc5321/4.5.3.1.6-1", "rfc5321/4.5.3.1.6-2", "rfc6152/1-1"),
       [](Behaviour& b) {
         b.content.line_limit = 512;
       }},
      {"strips-eighth-bit", "The high bit of each octet of a content is cleared.",
       cites("rfc6152/3-7", "rfc6531/3.1-10", "rfc6531/3.1-11", "rfc3030/3-8"),
       [](Behaviour& b) {
         b.content.high_bits = HighBits::cleared;
       }},
      {"strips-trailing-blanks", "Blanks and tabs at the end of a line are taken away.",
       cites("rfc5321/4.5.2-4"),
       [](Behaviour& b) {
         b.content.trailing_blanks = TrailingBlanks::removed;
       }},
      {"answers-long-text-lines", "A text line beyond the limit is answered inside the mail data.",
       cites("rfc5321/3.3-20"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::answers_long_text_lines);
       }},
      {"crlf-dot-cr-crlf-ends-data", "A line of a dot and a CR ends the mail data.",
       cites("rfc5321/4.1.1.4-13", "rfc5321/4.5.2-2"),
       [](Behaviour& b) {
         b.content.other_end.octets = "\r\n.\r\r\n";
       }},
      {"dot-behind-354-is-no-end", "A line of a dot right behind 354 is taken for text.",
       cites("rfc5321/4.1.1.4-5", "rfc5321/4.1.1.4-2"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::misses_end_behind_data);
       }},
      {"no-reply-to-an-empty-line", "A message of one empty line is not answered.",
       cites("rfc5321/4.1.1.4-2", "rfc5321/4.2-1", "rfc5321/4.1.1.4-11"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::silent_at_empty_line);
       }},
      {"removes-dots-behind-bare-line-ends",
       "A dot behind a bare CR or LF is taken away as if a line began there.", cites("rfc5321/2.3.8-6"),
       [](Behaviour& b) {
         b.content.data_dots = LeadingDots::also_behind_bare_line_ends;
       }},
  };
}

}  // namespace smtpspec::reference
