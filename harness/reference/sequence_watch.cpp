#include "reference/sequence_watch.hpp"

namespace smtpspec::reference {

std::size_t SequenceWatch::scan(std::string_view octets) {
  if (sequence_.empty()) return std::string_view::npos;
  const std::size_t before = tail_.size();
  tail_.append(octets);
  const auto at = tail_.find(sequence_);
  if (at != std::string::npos && at + sequence_.size() > before) {
    const std::size_t end = at + sequence_.size() - before;
    tail_.clear();
    return end;
  }
  if (tail_.size() >= sequence_.size()) tail_.erase(0, tail_.size() - (sequence_.size() - 1));
  return std::string_view::npos;
}

}  // namespace smtpspec::reference
