#include <optional>
#include <string>
#include <vector>

#include "fuzz/input.hpp"
#include "smtp/line_reader.hpp"

using namespace smtpspec;

namespace {

struct Read {
  std::vector<smtp::Line> lines;
  std::string left;

  bool operator==(const Read&) const = default;
};

Read read_all(const fuzz::Pieces& pieces, smtp::LineRule rule, std::size_t limit) {
  smtp::LineReader reader(rule, limit);
  Read read;
  for (const std::string_view piece : pieces) {
    reader.append(piece);
    while (std::optional<smtp::Line> line = reader.next()) read.lines.push_back(std::move(*line));
    fuzz::must(reader.pending().size() <= limit + 1, "what waits is bounded");
  }
  read.left = reader.pending();
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const auto rule = input.choice(2) == 0 ? smtp::LineRule::crlf_only : smtp::LineRule::any_newline;
  const std::size_t limit = 1 + input.choice(40), length = 1 + input.choice(9);
  const Read read = fuzz::read_alike(
      input.text(), length, [&](const fuzz::Pieces& pieces) { return read_all(pieces, rule, limit); });
  std::string again;
  for (const smtp::Line& line : read.lines) {
    fuzz::must(line.octets.size() <= limit, "no line is beyond the limit");
    again += line.octets;
    again += line.end == smtp::LineEnd::crlf ? "\r\n" : line.end == smtp::LineEnd::lf ? "\n" : "";
  }
  fuzz::must(again + read.left == input.text(), "no octet is lost");
  return 0;
}
