// Chunk: the argument of BDAT (RFC 3030 section 2): chunk-size [ SP "LAST" ].
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace smtpspec::smtp {

struct Chunk {
  std::uint64_t size = 0;
  bool last = false;
};

bool operator==(const Chunk&, const Chunk&);

// Empty for anything the grammar does not allow: no digits, a sign, a number beyond 64 bits, other words than
// LAST.
std::optional<Chunk> parse_chunk(std::string_view argument);

}  // namespace smtpspec::smtp
