// Faults of CHUNKING and BINARYMIME.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {

using enum text::Level;

std::vector<Fault> chunking_faults() {
  return {
      {"accepts-bad-chunk-size",
       "BDAT without a size, or with a malformed one, is accepted.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.let_pass.add(Offence::malformed_chunk_size);
       }},
      {"accepts-data-for-binarymime",
       "DATA is accepted for a message with BODY=BINARYMIME.",
       {3030, "3", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_for_binary);
       }},
      {"accepts-unfinished-chunk",
       "The last chunk is accepted although the connection ends inside it.",
       {5321, "4.1.1.10", must},
       [](Behaviour& b) {
         b.content.unfinished = UnfinishedMessage::chunk_accepted;
       }},
      {"bdat-after-last",
       "BDAT is accepted behind BDAT LAST.",
       {3030, "2", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::chunk_after_last);
       }},
      {"bdat-without-recipients",
       "BDAT is accepted without a recipient.",
       {5321, "3.3", may},
       [](Behaviour& b) {
         b.let_pass.add(Offence::chunk_without_recipients);
       }},
      {"binarymime-without-chunking",
       "BINARYMIME is listed and CHUNKING is not.",
       {3030, "3", states},
       [](Behaviour& b) {
         b.offers.unlisted.add(Extension::chunking);
       }},
      {"chunk-border-breaks-line",
       "A CR at the end of a chunk becomes a line end.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.content.chunk_border = ChunkBorder::completes_line_end;
       }},
      {"chunk-limit-ignored",
       "Chunks are accepted that exceed the size limit together.",
       {1870, "4", states},
       [](Behaviour& b) {
         b.let_pass.add(Offence::oversize_chunks);
       }},
      {"chunk-off-by-one",
       "The last octet of a chunk is taken for the first of the next command.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.content.chunk_shortfall = 1;
       }},
      {"chunk-size-wraps-at-32-bits",
       "The size of a chunk is read in 32 bits.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.content.chunk_size = SizeArithmetic::wraps_at_32_bits;
       }},
      {"converts-binary-line-ends",
       "A bare LF in a chunk becomes CRLF.",
       {3030, "3", must},
       [](Behaviour& b) {
         b.content.chunk_line_ends = LineEnds::lf_made_crlf;
       }},
      {"data-after-bdat",
       "DATA is accepted behind BDAT in one transaction.",
       {3030, "2", must},
       [](Behaviour& b) {
         b.let_pass.add(Offence::data_after_chunks);
       }},
      {"data-refused-after-chunks",
       "DATA is refused in a session in which a message came in chunks.",
       {3030, "2", must},
       [](Behaviour& b) {
         b.denied.add(Right::data_behind_chunked_message);
       }},
      {"ends-chunk-at-dot",
       "A dot between CRLFs ends a chunk.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.content.chunk_dots = ChunkDots::end_the_chunk;
       }},
      {"ends-only-with-nonempty-last",
       "BDAT 0 LAST does not end the message.",
       {3030, "2", may},
       [](Behaviour& b) {
         b.denied.add(Right::empty_last_chunk);
       }},
      {"executes-refused-chunk",
       "The octets of a refused chunk are executed as commands.",
       {3030, "2", must},
       [](Behaviour& b) {
         b.content.refused_chunks = RefusedChunks::executed;
       }},
      {"loses-command-behind-chunk",
       "Commands that follow a chunk in the same segment are lost.",
       {2920, "3.2 (9)", must_not},
       [](Behaviour& b) {
         b.losses.add(Loss::behind_chunk);
       }},
      {"no-reply-to-chunk",
       "Chunks before the last are not answered.",
       {3030, "2", must},
       [](Behaviour& b) {
         b.replies[Situation::chunk_received].times = 0;
       }},
      {"noop-drops-chunks",
       "NOOP between chunks discards those that came.",
       {5321, "4.1.1.9", states},
       [](Behaviour& b) {
         b.forgets[Event::noop] = {Knowledge::content};
       }},
      {"oversize-chunk-answered-twice",
       "A chunk that exceeds the size limit is answered twice.",
       {5321, "4.2", must},
       [](Behaviour& b) {
         b.replies[Situation::chunk_too_big].times = 2;
       }},
      {"refuses-body-binarymime",
       "BODY=BINARYMIME is refused though BINARYMIME is offered.",
       {3030, "3", states},
       [](Behaviour& b) {
         b.denied.add(Right::body_binarymime);
       }},
      {"refuses-empty-chunk",
       "BDAT 0 is refused.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.denied.add(Right::empty_chunk);
       }},
      {"rset-keeps-chunks",
       "RSET keeps the chunks of the transaction that it ends.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.forgets[Event::rset].remove(Knowledge::content);
       }},
      {"segment-ends-chunk",
       "A chunk is complete at the end of a segment.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.habits.add(Habit::ends_chunk_with_segment);
       }},
      {"unstuffs-chunks",
       "A dot at the start of a line of a chunk is taken away.",
       {3030, "2", states},
       [](Behaviour& b) {
         b.content.chunk_dots = ChunkDots::one_removed;
       }},
  };
}

}  // namespace smtpspec::reference
