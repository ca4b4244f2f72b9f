// Input: what libFuzzer hands over, and how to say that something must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

// Takes its choices from the front of the octets and leaves the rest as the text.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : text_(reinterpret_cast<const char*>(data), size) {}

  // A number below `count`; 0 if nothing is left.
  std::size_t choice(std::size_t count) {
    if (text_.empty()) return 0;
    const auto value = static_cast<unsigned char>(text_.front());
    text_.remove_prefix(1);
    return value % count;
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

using Pieces = std::vector<std::string_view>;

// The text in pieces of `length` octets.
inline Pieces cut(std::string_view text, std::size_t length) {
  Pieces pieces;
  for (std::size_t at = 0; at < text.size(); at += length) pieces.push_back(text.substr(at, length));
  return pieces;
}

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// What `read(Pieces)` answers for the text whole; it must be the same octet by octet and in pieces of a few.
template <typename Read>
auto read_alike(std::string_view text, std::size_t length, Read read) {
  const auto whole = read(Pieces{text});
  must(read(cut(text, 1)) == whole, "octet by octet equals whole");
  must(read(cut(text, length)) == whole, "in pieces equals whole");
  return whole;
}

}  // namespace smtpspec::fuzz
