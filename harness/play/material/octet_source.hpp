// OctetSource: octets to be sent, in memory or made while they are sent, so that a content of any size costs
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace smtpspec::play {

class OctetSource {
 public:
  virtual ~OctetSource() = default;
  // How many octets there are in all.
  virtual std::uint64_t size() const = 0;
  // The next octets, at most `most` (at least one unless the end is reached); empty at the end. They stay
  // where they are until the next call: a large content goes from here to the socket without a copy.
  virtual std::string_view next(std::size_t most) = 0;
  // So many of them, or all that are left.
  std::string read(std::size_t most);
};

// Read once, from the front: a fresh source for each sending.
using OctetSourcePtr = std::unique_ptr<OctetSource>;

OctetSourcePtr octets_in_memory(std::string octets);

// All that is left of it: for contents that are small, and for playing in memory.
std::string all_of(OctetSource& source);

}  // namespace smtpspec::play
