// TlsWire: what OpenSSL reads and writes, in memory of our own. Its memory BIO copies once more in each
// direction, which a large content pays for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "net/openssl.hpp"

namespace smtpspec::net {

// Octets that came and were not read yet, in memory that is used again and again.
class Intake {
 public:
  // Where the next octets may be put, at least so many; `fed` says how many were.
  std::span<char> room(std::size_t least) {
    if (begin_ == end_) begin_ = end_ = 0;
    if (octets_.size() - end_ < least && begin_ > 0) {
      std::memmove(octets_.data(), octets_.data() + begin_, end_ - begin_);
      end_ -= std::exchange(begin_, 0);
    }
    if (octets_.size() - end_ < least) octets_.resize(end_ + least);
    return std::span(octets_).subspan(end_);
  }
  void fed(std::size_t count) { end_ += count; }
  // Takes at most so many, and says how many.
  std::size_t take(char* into, std::size_t most) {
    const std::size_t count = std::min(most, end_ - begin_);
    std::memcpy(into, octets_.data() + begin_, count);
    begin_ += count;
    return count;
  }

 private:
  std::vector<char> octets_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

struct TlsWire {
  Intake input;
  std::string output;
};

// A BIO for both directions, which the caller owns; the wire outlives it. Throws std::runtime_error where
// OpenSSL has no memory for it.
BIO* bio_over(TlsWire& wire);

}  // namespace smtpspec::net
