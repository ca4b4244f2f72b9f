// A content as the reference client puts it on the wire: as mail data (RFC 5321 section 4.5.2) or in chunks
// (RFC 3030 section 2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"

namespace smtpspec::reference {

// Stuffed, with its end.
std::string mail_data(const ClientBehaviour& behaviour, std::string_view content);

struct SentChunk {
  std::string command;  // BDAT, without its line end
  std::string octets;
  std::size_t taken = 0;  // of the content
};

// The chunk that begins at `begin`.
SentChunk chunk_of(const ClientBehaviour& behaviour, std::string_view content, std::size_t begin);

}  // namespace smtpspec::reference
