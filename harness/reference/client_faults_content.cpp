// Faults of the reference client. Mail data and chunks.
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_content_faults() {
  return {
      {"no-dot-stuffing", "Dots at the start of lines are not doubled.",
       cites("rfc5321/4.5.2-1", "rfc6152/3-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::no_stuffing);
       }},
      {"stuffs-lone-dots-only", "A dot is doubled only where it is alone on its line.",
       cites("rfc5321/4.5.2-1", "rfc6152/3-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::stuffs_lone_dots_only);
       }},
      {"stuffs-every-dot", "In a line that begins with a dot each dot is doubled.", cites("rfc5321/4.5.2-1"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::stuffs_every_dot);
       }},
      {"bare-lf-in-content", "The lines of the content end in LF alone.",
       cites("rfc5321/2.3.8-9", "rfc5321/4.1.1.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::bare_lf);
       }},
      {"bare-cr-in-content", "The lines of the content end in CR alone.",
       cites("rfc5321/2.3.8-9", "rfc5321/4.1.1.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::bare_cr);
       }},
      {"closes-inside-mail-data", "The connection is closed before the end of mail data.",
       cites("rfc5321/4.1.1.10-3", "rfc5321/4.1.1.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::closes_inside_mail_data);
       }},
      {"content-ends-in-bare-lf", "The dot that ends the content has a bare LF behind it.",
       cites("rfc5321/4.1.1.4-14", "rfc5321/2.3.8-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::end_in_bare_lf);
       }},
      {"end-glued-to-last-line",
       "The dot that ends the content stands on the last line of a content without line end.",
       cites("rfc5321/4.1.1.4-6", "rfc5321/4.1.1.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::end_glued_to_last_line);
       }},
      {"empty-line-at-end", "The content gets an empty line at its end.", cites("rfc5321/4.1.1.4-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::empty_line_at_end);
       }},
      {"drops-empty-lines-at-end", "Empty lines at the end of the content are left out.",
       cites("rfc5321/4.5.2-7"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::no_empty_lines_at_end);
       }},
      {"long-lines-unfolded", "Lines beyond 998 octets are sent as they are.",
       cites("rfc5321/4.5.3.1.6-3", "rfc5321/4.5.3.1-1", "rfc6152/3-12", "rfc5321/2.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::long_lines);
       }},
      {"eight-bit-unoffered", "Octets beyond ASCII are sent as they are although 8BITMIME is not offered.",
       cites("rfc6152/3-14", "rfc5321/2.4-9", "rfc6152/3-15"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::eight_bit_unconverted);
       }},
      {"eight-bit-unlabelled", "BODY=8BITMIME is asked for with octets beyond ASCII in what is no MIME.",
       cites("rfc5321/2.4-16"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::eight_bit_unlabelled);
       }},
      {"high-bits-cleared", "Octets beyond ASCII lose their high bit.", cites("rfc6152/3-20"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::high_bits_cleared);
       }},
      {"quit-inside-mail-data", "QUIT is sent before the end of mail data.", cites("rfc5321/4.1.1.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::quit_inside_mail_data);
       }},
      {"bdat-size-too-small", "BDAT says one octet less than the chunk has.", cites("rfc3030/2-12"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::size_one_less);
       }},
      {"bdat-size-too-large", "BDAT says one octet more than the chunk has.", cites("rfc3030/2-12"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::size_one_more);
       }},
      {"bdat-never-last", "No chunk is marked as the last.", cites("rfc3030/2-7"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::never_last);
       }},
      {"bdat-always-last", "Every chunk is marked as the last.", cites("rfc3030/2-7", "rfc3030/2-40"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.chunk_octets = 16;
         b.mistakes.add(ChunkMistake::always_last);
       }},
      {"bdat-without-size", "BDAT says LAST and no size.", cites("rfc3030/2-7"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::no_size);
       }},
      {"stuffs-chunks", "Dots are doubled in chunks.", cites("rfc3030/2-16"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::stuffed);
       }},
      {"dot-behind-last-chunk", "The last chunk is followed by a dot.", cites("rfc3030/2-16", "rfc3030/2-12"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::dot_behind_last);
       }},
      {"continues-after-refused-chunk", "Chunks follow one that was refused.",
       cites("rfc3030/2-24", "rfc3030/2-26"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.chunk_octets = 16;
         b.mistakes.add(ChunkMistake::goes_on_after_refusal);
       }},
      {"chunk-behind-last", "A chunk follows the last one, and behind its 503 the next transaction.",
       cites("rfc3030/2-20", "rfc5321/3.3-17", "rfc5321/4.1.4-13"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.declined.add(Service::pipelining);
         b.mistakes.add(ChunkMistake::another_behind_last);
         b.mistakes.add(EnvelopeMistake::skips_rset);
       }},
      {"data-behind-chunks", "DATA follows the chunks, and behind its 503 the next transaction.",
       cites("rfc3030/2-31", "rfc3030/2-29", "rfc5321/4.1.4-13"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::never_last);
         b.mistakes.add(ChunkMistake::data_behind_chunks);
         b.mistakes.add(EnvelopeMistake::skips_rset);
       }},
      {"binarymime-by-data-again", "A message with BODY=BINARYMIME is sent with DATA, and that once more.",
       cites("rfc3030/3-11", "rfc3030/3-12", "rfc3030/2-26", "rfc5321/4.1.4-13"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ChunkMistake::binary_by_data);
         b.mistakes.add(EnvelopeMistake::skips_rset);
       }},
      {"binarymime-by-data", "A message with BODY=BINARYMIME is sent with DATA.", cites("rfc3030/3-12"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ChunkMistake::binary_by_data);
       }},
      {"cuts-long-lines", "Lines beyond 500 octets are cut.", cites("rfc5321/4.5.2-7"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::lines_cut);
       }},
      {"chunk-waits-for-reply", "The octets of a chunk wait for a reply to BDAT.", cites("rfc3030/2-35"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::waits_for_reply);
       }},
      {"bdat-in-group", "BDAT stands in one group with MAIL and RCPT.", cites("rfc3030/2-11"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::before_recipients_replies);
       }},
      {"line-ends-as-given", "Lone CRs and LFs of a message go out as they are.", cites("rfc5321/2.3.8-9"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::line_ends_as_given);
       }},
      {"return-path-on-top", "The message has a Return-Path.", cites("rfc5321/4.4-14"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::return_path_on_top);
       }},
      {"apparently-to", "The message gets Apparently-To.", cites("rfc5321/7.2-3"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ContentMistake::apparently_to);
       }},
      {"trace-with-short-year", "The date in Received has a year of two digits.", cites("rfc5321/4.4-36"),
       [](ClientBehaviour& b) {
         b.habits.set.add(ClientHabit::trace_on_top);
         b.mistakes.add(ContentMistake::short_year);
       }},
  };
}

}  // namespace smtpspec::reference
