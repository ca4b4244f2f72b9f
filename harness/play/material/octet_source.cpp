#include "play/material/octet_source.hpp"

#include <algorithm>

namespace smtpspec::play {
namespace {

class InMemory final : public OctetSource {
 public:
  explicit InMemory(std::string octets) : octets_(std::move(octets)) {}
  std::uint64_t size() const override { return octets_.size(); }
  std::string_view next(std::size_t most) override {
    const std::string_view piece = std::string_view(octets_).substr(at_, most);
    at_ += piece.size();
    return piece;
  }

 private:
  std::string octets_;
  std::size_t at_ = 0;
};

}  // namespace

std::string OctetSource::read(std::size_t most) {
  std::string octets;
  while (octets.size() < most) {
    const std::string_view piece = next(most - octets.size());
    if (piece.empty()) break;
    octets += piece;
  }
  return octets;
}

OctetSourcePtr octets_in_memory(std::string octets) {
  return std::make_unique<InMemory>(std::move(octets));
}

std::string all_of(OctetSource& source) {
  constexpr std::size_t block = 64 * 1024;
  std::string octets;
  for (std::string_view piece = source.next(block); !piece.empty(); piece = source.next(block))
    octets += piece;
  return octets;
}

}  // namespace smtpspec::play
