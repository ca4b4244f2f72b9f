#include "play/wire/segmentation.hpp"

#include <algorithm>

namespace smtpspec::play {
namespace {

// Mostly a few octets, so that lines are cut inside; now and then a piece that holds several of them.
std::size_t any_length(std::mt19937_64& random) {
  const std::size_t most = random() % 4 == 0 ? 2000 : 20;
  return 1 + random() % most;
}

}  // namespace

std::size_t next_write(std::string_view octets, Send::Cut cut, std::mt19937_64& random) {
  switch (cut) {
    case Send::Cut::whole:
    case Send::Cut::window:  // the writer's, which knows how far the session is
      break;
    case Send::Cut::lines:
      return std::min(octets.find('\n'), octets.size() - 1) + 1;
    case Send::Cut::octets:
      return 1;
    case Send::Cut::random:
      return std::min(octets.size(), any_length(random));
  }
  return octets.size();
}

std::size_t next_write(std::string_view octets, const CutWindow& window, std::size_t left_already) {
  if (left_already < window.from) return std::min(octets.size(), window.from - left_already);
  return left_already < window.until ? 1 : octets.size();
}

}  // namespace smtpspec::play
