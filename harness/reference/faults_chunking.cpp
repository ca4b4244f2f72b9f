// Faults of CHUNKING and BINARYMIME.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<Fault> chunking_faults() {
  return {
      {"accepts-bad-chunk-size", "BDAT without a size, or with a malformed one, is accepted.",
       cites("rfc3030/2-4", "rfc3030/2-38"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::malformed_chunk_size);
       }},
      {"accepts-data-for-binarymime", "DATA is accepted for a message with BODY=BINARYMIME.",
       cites("rfc3030/3-10"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_for_binary);
       }},
      {"accepts-unfinished-chunk", "The last chunk is accepted although the connection ends inside it.",
       cites("rfc5321/4.1.1.10-5"),
       [](Behaviour& b) {
         b.content.unfinished = UnfinishedMessage::chunk_accepted;
       }},
      {"bdat-after-last", "BDAT is accepted behind BDAT LAST.", cites("rfc3030/2-19"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::chunk_after_last);
       }},
      {"bdat-without-recipients", "BDAT is accepted without a recipient.",
       cites("rfc3030/2-39", "rfc5321/4.1.4-19"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::chunk_without_recipients);
       }},
      {"binarymime-without-chunking", "BINARYMIME is listed and CHUNKING is not.", cites("rfc3030/3-2"),
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::chunking);
       }},
      {"chunk-border-breaks-line", "A CR at the end of a chunk becomes a line end.",
       cites("rfc3030/2-17", "rfc3030/3-8"),
       [](Behaviour& b) {
         b.content.chunk_border = ChunkBorder::completes_line_end;
       }},
      {"chunk-limit-ignored", "Chunks are accepted that exceed the size limit together.",
       cites("rfc1870/4-2"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::oversize_chunks);
       }},
      {"chunk-off-by-one", "The last octet of a chunk is taken for the first of the next command.",
       cites("rfc3030/2-14"),
       [](Behaviour& b) {
         b.content.chunk_shortfall = 1;
       }},
      {"chunk-size-wraps-at-32-bits", "The size of a chunk is read in 32 bits.",
       cites("rfc3030/2-3", "rfc3030/2-14"),
       [](Behaviour& b) {
         b.content.chunk_size = SizeArithmetic::wraps_at_32_bits;
       }},
      {"converts-binary-line-ends", "A bare LF in a chunk becomes CRLF.", cites("rfc3030/3-8"),
       [](Behaviour& b) {
         b.content.chunk_line_ends = LineEnds::lf_made_crlf;
       }},
      {"data-after-bdat", "DATA is accepted behind BDAT in one transaction.", cites("rfc3030/2-30"),
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_after_chunks);
       }},
      {"data-refused-after-chunks", "DATA is refused in a session in which a message came in chunks.",
       cites("rfc3030/2-32", "rfc3030/2-8"),
       [](Behaviour& b) {
         b.denied.add(Right::data_behind_chunked_message);
       }},
      {"ends-chunk-at-dot", "A dot between CRLFs ends a chunk.", cites("rfc3030/2-15", "rfc3030/2-14"),
       [](Behaviour& b) {
         b.content.chunk_dots = ChunkDots::end_the_chunk;
       }},
      {"ends-only-with-nonempty-last", "BDAT 0 LAST does not end the message.",
       cites("rfc3030/2-18", "rfc3030/2-17"),
       [](Behaviour& b) {
         b.denied.add(Right::empty_last_chunk);
       }},
      {"executes-refused-chunk", "The octets of a refused chunk are executed as commands.",
       cites("rfc3030/2-22", "rfc3030/2-25"),
       [](Behaviour& b) {
         b.content.refused_chunks = RefusedChunks::executed;
       }},
      {"loses-command-behind-chunk", "Commands that follow a chunk in the same segment are lost.",
       cites("rfc2920/3.2-10", "rfc5321/4.2-1", "rfc2920/3.1-7"),
       [](Behaviour& b) {
         b.losses.add(Loss::behind_chunk);
       }},
      {"no-reply-to-chunk", "Chunks before the last are not answered.",
       cites("rfc3030/2-21", "rfc5321/4.2-1"),
       [](Behaviour& b) {
         b.replies[Situation::chunk_received].times = 0;
       }},
      {"noop-drops-chunks", "NOOP between chunks discards those that came.", cites("rfc5321/4.1.1.9-2"),
       [](Behaviour& b) {
         b.forgets[Event::noop] = {Knowledge::content};
       }},
      {"oversize-chunk-answered-twice", "A chunk that exceeds the size limit is answered twice.",
       cites("rfc5321/4.2-1"),
       [](Behaviour& b) {
         b.replies[Situation::chunk_too_big].times = 2;
       }},
      {"refuses-body-binarymime", "BODY=BINARYMIME is refused though BINARYMIME is offered.",
       cites("rfc3030/3-5", "rfc3030/2-9", "rfc6531/3.6-3"),
       [](Behaviour& b) {
         b.denied.add(Right::body_binarymime);
       }},
      {"refuses-empty-chunk", "BDAT 0 is refused.", cites("rfc3030/2-3", "rfc3030/2-2"),
       [](Behaviour& b) {
         b.denied.add(Right::empty_chunk);
       }},
      {"rset-keeps-chunks", "RSET keeps the chunks of the transaction that it ends.",
       cites("rfc3030/2-27", "rfc5321/4.1.1.5-1"),
       [](Behaviour& b) {
         b.forgets[Event::rset].remove(Knowledge::content);
       }},
      {"segment-ends-chunk", "A chunk is complete at the end of a segment.",
       cites("rfc3030/2-13", "rfc3030/2-14"),
       [](Behaviour& b) {
         b.habits.add(Habit::ends_chunk_with_segment);
       }},
      {"unstuffs-chunks", "A dot at the start of a line of a chunk is taken away.", cites("rfc3030/2-15"),
       [](Behaviour& b) {
         b.content.chunk_dots = ChunkDots::one_removed;
       }},
      {"binary-command-ends-session", "A command line with a NUL closes the connection without a reply.",
       cites("rfc3030/2-34"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::breaks_down_at_binary_command);
       }},
      {"case-sensitive-last", "LAST is recognized in upper case only.", cites("rfc3030/2-5"),
       [](Behaviour& b) {
         b.case_sensitive.add(CaseSensitive::end_marker);
       }},
      {"chunk-size-is-octal", "The size of a chunk is octal if it begins with a zero.", cites("rfc3030/2-3"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::reads_octal_chunk_size);
       }},
      {"dot-line-at-its-start-ends-chunk", "A chunk that begins with a line of a dot ends there.",
       cites("rfc3030/2-15", "rfc3030/2-14"),
       [](Behaviour& b) {
         b.content.chunk_dots = ChunkDots::end_the_chunk_at_its_start;
       }},
      {"failed-chunk-ends-chunking",
       "Behind a chunk that failed BDAT is refused for the rest of the session.", cites("rfc3030/2-37"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::bars_chunks_behind_failed);
       }},
      {"failed-chunk-is-skipped", "The chunks around one that was too large become the message.",
       cites("rfc3030/2-36"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::skips_failed_chunk);
       }},
      {"refuses-chunks-of-8bitmime", "BDAT is refused for a message with BODY=8BITMIME.",
       cites("rfc3030/2-9"),
       [](Behaviour& b) {
         b.lapses.add(Lapse::bars_chunks_of_8bitmime);
       }},
  };
}

}  // namespace smtpspec::reference
