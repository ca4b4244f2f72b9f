// Cursor: one place in a scenario's steps, with the blocks around it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenario/scenario.hpp"

namespace smtpspec::play {

class Cursor {
 public:
  // Steps live as long as the scenario they belong to.
  void enter(const std::vector<scenario::Step>& steps, std::uint64_t times = 1,
             const scenario::Perform* perform = nullptr);
  // The step to be done; null at the end of everything. Leaves finished blocks and begins their next round.
  const scenario::Step* step();
  void advance();
  // The innermost named sequence ("transaction ok") we are in; null outside.
  const scenario::Perform* perform() const;

 private:
  struct Frame {
    const std::vector<scenario::Step>* steps;
    std::size_t index;
    std::uint64_t rounds_left;
    const scenario::Perform* perform;
  };
  std::vector<Frame> frames_;
};

}  // namespace smtpspec::play
