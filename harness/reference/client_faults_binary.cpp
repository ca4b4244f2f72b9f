// Faults of the reference client. Binary content, and text in chunks (RFC 3030).
#include "reference/client_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<ClientFault> client_binary_faults() {
  return {
      {"bare-lf-in-chunks", "The lines of a content that goes out in chunks end in LF alone.",
       cites("rfc3030/2-33", "rfc5321/2.3.8-9"),
       [](ClientBehaviour& b) {
         b.transfer = ContentTransfer::chunks_where_offered;
         b.mistakes.add(ChunkMistake::bare_lf);
       }},
      {"binary-text-as-stored", "The lines of a message with BODY=BINARYMIME end in LF alone.",
       cites("rfc3030/3-13"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ChunkMistake::binary_text_as_stored);
       }},
      {"conversion-encodes-parts",
       "Where BINARYMIME is not offered a message of several parts is encoded as a whole.",
       cites("rfc3030/3-21"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ChunkMistake::conversion_encodes_parts);
       }},
      {"conversion-keeps-binary-label",
       "Where BINARYMIME is not offered a message is encoded, and is labelled as binary all the same.",
       cites("rfc3030/3-20"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ChunkMistake::conversion_keeps_label);
       }},
      {"conversion-loses-nul", "Where BINARYMIME is not offered a message is encoded without its octets 0.",
       cites("rfc3030/3-19"),
       [](ClientBehaviour& b) {
         b.mistakes.add(ChunkMistake::conversion_loses_nul);
       }},
  };
}

}  // namespace smtpspec::reference
