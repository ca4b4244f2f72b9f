#include "play/material/generated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace smtpspec::play {
namespace {

using Kind = scenario::GeneratedContent::Kind;

// A block of this many octets is worth a write of its own; small contents have small ones.
constexpr std::size_t small_block = 4096;
constexpr std::size_t large_block = 256 * 1024;

// Whole lines (or all octet values), as often as the block has room for them.
std::string block_of(Kind kind, std::size_t line_length, std::size_t least) {
  std::string unit;
  if (kind == Kind::binary) {
    for (int octet = 0; octet < 256; ++octet) unit += static_cast<char>(octet);
  } else {
    const std::size_t text = std::max<std::size_t>(line_length, 3) - 2;
    if (kind == Kind::eight_bit)
      while (unit.size() + 2 <= text)
        unit += "\xC3\xA4";  // whole characters, so that the text stays valid UTF-8
    for (std::size_t n = 0; unit.size() < text; ++n) unit += static_cast<char>('a' + n % 26);
    unit += "\r\n";
  }
  std::string block;
  block.reserve(least + unit.size());
  while (block.size() < least) block += unit;
  return block;
}

using Block = std::shared_ptr<const std::string>;

// Made once for all who send the same lines at the same time: a large block is worth sharing.
Block shared_block(Kind kind, std::size_t line_length, std::uint64_t size) {
  if (size <= large_block)
    return std::make_shared<const std::string>(block_of(kind, line_length, small_block));
  static std::mutex lock;
  static std::map<std::pair<Kind, std::size_t>, std::weak_ptr<const std::string>> known;
  const std::lock_guard guard(lock);
  std::weak_ptr<const std::string>& place = known[{kind, line_length}];
  Block block = place.lock();
  if (!block) place = block = std::make_shared<const std::string>(block_of(kind, line_length, large_block));
  return block;
}

class Generated final : public OctetSource {
 public:
  Generated(std::string header, Block block, std::uint64_t size, bool in_lines)
      : header_(std::move(header)), block_(std::move(block)), size_(size), in_lines_(in_lines) {
    if (header_.size() > size_) header_.clear();
  }

  std::uint64_t size() const override { return size_; }

  std::string_view next(std::size_t most) override {
    const std::string_view piece = piece_at(at_).substr(0, most);
    at_ += piece.size();
    return piece;
  }

 private:
  // The end is "CRLF" whatever the lines before it would have put there.
  std::uint64_t end_of_lines() const { return in_lines_ && size_ >= header_.size() + 2 ? size_ - 2 : size_; }

  std::string_view piece_at(std::uint64_t at) const {
    if (at >= size_) return {};
    if (at < header_.size()) return std::string_view(header_).substr(static_cast<std::size_t>(at));
    const std::uint64_t left = end_of_lines() - std::min(at, end_of_lines());
    if (left == 0) return std::string_view("\r\n").substr(static_cast<std::size_t>(at - end_of_lines()));
    const auto within = static_cast<std::size_t>((at - header_.size()) % block_->size());
    std::string_view piece = std::string_view(*block_).substr(within);
    if (piece.size() < left) return piece;
    piece = piece.substr(0, static_cast<std::size_t>(left));
    // Nothing is cut in two by the final CRLF: no CRLF, no character of two octets.
    if (!in_lines_ || (piece.back() != '\r' && piece.back() != '\xC3')) return piece;
    piece.remove_suffix(1);
    return piece.empty() ? "x" : piece;
  }

  std::string header_;
  Block block_;
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
  return std::make_unique<Generated>(std::move(header),
                                     shared_block(kind, static_cast<std::size_t>(line_length), size), size,
                                     kind != Kind::binary);
}

}  // namespace smtpspec::play
