#include <string>

#include "fuzz/input.hpp"
#include "smtp/transparency.hpp"

using namespace smtpspec;

namespace {

struct Read {
  std::string content, rest;
  bool ended = false;

  bool operator==(const Read&) const = default;
};

Read unstuff(const fuzz::Pieces& pieces, smtp::Unstuffer::Options options) {
  smtp::Unstuffer unstuffer(options);
  Read read;
  for (const std::string_view piece : pieces) {
    const smtp::Unstuffer::Step step = unstuffer.feed(piece);
    fuzz::must(step.ended || step.consumed == piece.size(), "all is consumed up to the end");
    read.content += step.content;
    read.rest += piece.substr(step.consumed);
    read.ended = step.ended;
  }
  return read;
}

std::string stuff(const fuzz::Pieces& pieces) {
  smtp::Stuffer stuffer;
  std::string stuffed;
  for (const std::string_view piece : pieces) stuffed += stuffer.stuff(piece);
  return stuffed.append(stuffer.end_of_mail_data());
}

// The end by the letter of RFC 5321 4.1.1.4: the first CRLF.CRLF, where the CRLF of the DATA command counts.
std::size_t strict_end(std::string_view octets) {
  const std::size_t end = ("\r\n" + std::string(octets)).find("\r\n.\r\n");
  return end == std::string::npos ? end : end + 3;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const smtp::Unstuffer::Options options{.end = static_cast<smtp::EndOfDataRule>(input.choice(5)),
                                         .remove_dots = input.choice(2) == 0};
  const std::size_t length = 1 + input.choice(9);
  const std::string_view text = input.text();
  const Read read =
      fuzz::read_alike(text, length, [&](const fuzz::Pieces& pieces) { return unstuff(pieces, options); });
  if (options.end == smtp::EndOfDataRule::crlf_dot_crlf) {
    const std::size_t end = strict_end(text);
    fuzz::must(read.ended == (end != std::string::npos), "the end is CRLF.CRLF");
    fuzz::must(!read.ended || read.rest == text.substr(end), "the rest begins behind it");
  }
  const std::string stuffed = fuzz::read_alike(text, length, stuff);
  const Read back = unstuff({stuffed}, {});
  fuzz::must(back.ended && back.rest.empty(), "stuffed content ends once");
  const bool whole_lines = text.empty() || text.ends_with("\r\n");
  fuzz::must(back.content == std::string(text) + (whole_lines ? "" : "\r\n"), "what was put in is taken out");
  return 0;
}
