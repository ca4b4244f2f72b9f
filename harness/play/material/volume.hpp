// Volume: how many octets the contents of a scenario come to, before it is played.
#pragma once

#include <cstdint>

#include "play/material/facts.hpp"
#include "play/material/needs.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct Volume {
  std::uint64_t largest = 0;  // content
  std::uint64_t total = 0;    // each content once
};

// By what is known of the target's offers; a content whose size hangs on something else counts nothing.
Volume volume_of(const scenario::Scenario& scenario, const Facts& facts, const Offers& offers);

}  // namespace smtpspec::play
