#include "play/generated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace smtpspec::play {
namespace {

using Kind = scenario::GeneratedContent::Kind;

// A block of whole lines (or of all octet values), repeated as often as the size wants it.
std::string block_of(Kind kind, std::size_t line_length) {
  std::string block;
  if (kind == Kind::binary) {
    for (int octet = 0; octet < 256; ++octet) block += static_cast<char>(octet);
    return block;
  }
  const std::size_t text = std::max<std::size_t>(line_length, 3) - 2;
  std::string line;
  if (kind == Kind::eight_bit)
    while (line.size() + 2 <= text)
      line += "\xC3\xA4";  // whole characters, so that the text stays valid UTF-8
  for (std::size_t n = 0; line.size() < text; ++n) line += static_cast<char>('a' + n % 26);
  line += "\r\n";
  while (block.size() < 4096 || block.size() < line.size()) block += line;
  return block;
}

class Generated final : public OctetSource {
 public:
  Generated(std::string header, std::string block, std::uint64_t size, bool in_lines)
      : header_(std::move(header)), block_(std::move(block)), size_(size), in_lines_(in_lines) {
    if (header_.size() > size_) header_.clear();
  }

  std::uint64_t size() const override { return size_; }

  std::string read(std::size_t most) override {
    std::string octets;
    while (octets.size() < most && at_ < size_) append_piece(octets, most - octets.size());
    return octets;
  }

 private:
  // The end is "CRLF" whatever the lines before it would have put there.
  std::uint64_t end_of_lines() const { return in_lines_ && size_ >= header_.size() + 2 ? size_ - 2 : size_; }

  void append_piece(std::string& octets, std::size_t most) {
    if (at_ < header_.size()) return append(octets, header_.substr(at_, most));
    if (at_ >= end_of_lines()) {
      static constexpr std::string_view crlf = "\r\n";
      return append(octets, std::string(crlf.substr(at_ - end_of_lines(), most)));
    }
    const auto within = static_cast<std::size_t>((at_ - header_.size()) % block_.size());
    const std::uint64_t left = end_of_lines() - at_;
    std::string piece = block_.substr(within, std::min<std::uint64_t>(most, left));
    // Nothing is cut in two by the final CRLF: no CRLF, no character of two octets.
    if (in_lines_ && piece.size() == left && (piece.back() == '\r' || piece.back() == '\xC3'))
      piece.back() = 'x';
    append(octets, piece);
  }
  void append(std::string& octets, const std::string& piece) {
    octets += piece;
    at_ += piece.size();
  }

  std::string header_;
  std::string block_;
  std::uint64_t size_;
  bool in_lines_;
  std::uint64_t at_ = 0;
};

}  // namespace

OctetSourcePtr generated_octets(Kind kind, std::uint64_t size, std::uint64_t line_length,
                                const std::string& token, const std::string& sender) {
  const std::string recognized = fmt::format("Subject: a generated content\r\nX-Case: {}\r\n", token);
  const std::string required = fmt::format(
      "From: <{}>\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\nMessage-ID: <{}@smtpspec.example>\r\n", sender,
      token);
  const std::string_view mime = kind == Kind::eight_bit
                                    ? "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                      "Content-Transfer-Encoding: 8bit\r\n"
                                    : "";
  std::string header = fmt::format("{}{}{}\r\n", recognized, required, mime);
  if (header.size() > size) header = recognized + "\r\n";
  return std::make_unique<Generated>(std::move(header), block_of(kind, static_cast<std::size_t>(line_length)),
                                     size, kind != Kind::binary);
}

}  // namespace smtpspec::play
