#include "play/memory/memory_peer.hpp"

#include "play/wire/segmentation.hpp"

namespace smtpspec::play {

MemoryPeer::What MemoryPeer::operator()(const Send& action) {
  const Send::Cut cut = cut_.value_or(action.cut);
  for (const auto& segment : action.segments) {
    std::string all;
    for (const auto& piece : segment.pieces) all += all_of(*piece);
    for (std::string_view octets = all; !octets.empty() && !closed_;) {
      const std::size_t length = next_write(octets, cut, random_);
      if (!hear(octets.substr(0, length))) break;
      octets.remove_prefix(length);
    }
  }
  return Done{};
}

MemoryPeer::What MemoryPeer::operator()(Receive) {
  if (!inbox_.empty() && says_octet_by_octet()) {
    std::string first = inbox_.substr(0, 1);
    inbox_.erase(0, 1);
    return Received{std::move(first)};
  }
  if (!inbox_.empty()) return Received{std::exchange(inbox_, {})};
  if (std::string octets = instead_of_handshake(); !octets.empty()) return Received{std::move(octets)};
  if (closed_) return PeerClosed{};
  return DeadlinePassed{};
}

MemoryPeer::What MemoryPeer::operator()(Pause) {
  if (!inbox_.empty()) return Received{std::exchange(inbox_, {})};
  if (closed_) return PeerClosed{};
  return Done{};
}

}  // namespace smtpspec::play
