#include "smtp/chunk.hpp"

#include "smtp/command.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::smtp {

bool operator==(const Chunk& left, const Chunk& right) {
  return left.size == right.size && left.last == right.last;
}

// chunk-size [ SP end-marker ], chunk-size = 1*DIGIT, end-marker = "LAST"
std::optional<Chunk> parse_chunk(std::string_view argument) {
  const std::size_t blank = argument.find(' ');
  const std::optional<std::uint64_t> size = parse_number(argument.substr(0, blank));
  if (!size) return std::nullopt;
  if (blank == std::string_view::npos) return Chunk{.size = *size};
  if (!equal_ignoring_case(argument.substr(blank + 1), "LAST")) return std::nullopt;
  return Chunk{.size = *size, .last = true};
}

}  // namespace smtpspec::smtp
