#include "play/flow/cursor.hpp"

namespace smtpspec::play {

void Cursor::enter(const std::vector<scenario::Step>& steps, std::uint64_t times,
                   const scenario::Perform* perform) {
  if (times > 0 && !steps.empty()) frames_.push_back({&steps, 0, times - 1, perform});
}

const scenario::Step* Cursor::step() {
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.index < frame.steps->size()) return &(*frame.steps)[frame.index];
    if (frame.rounds_left == 0) {
      frames_.pop_back();
      continue;
    }
    --frame.rounds_left;
    frame.index = 0;
  }
  return nullptr;
}

void Cursor::advance() {
  if (!frames_.empty()) ++frames_.back().index;
}

const scenario::Perform* Cursor::perform() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame)
    if (frame->perform) return frame->perform;
  return nullptr;
}

}  // namespace smtpspec::play
