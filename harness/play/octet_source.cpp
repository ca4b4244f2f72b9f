#include "play/octet_source.hpp"

#include <algorithm>

namespace smtpspec::play {
namespace {

class InMemory final : public OctetSource {
 public:
  explicit InMemory(std::string octets) : octets_(std::move(octets)) {}
  std::uint64_t size() const override { return octets_.size(); }
  std::string read(std::size_t most) override {
    const std::string piece = octets_.substr(at_, most);
    at_ += piece.size();
    return piece;
  }

 private:
  std::string octets_;
  std::size_t at_ = 0;
};

}  // namespace

OctetSourcePtr octets_in_memory(std::string octets) {
  return std::make_unique<InMemory>(std::move(octets));
}

}  // namespace smtpspec::play
