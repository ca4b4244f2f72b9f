// Order of play: what waits by the clock begins first, so that nothing else waits for it.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "scenario/scenario.hpp"

namespace smtpspec::run {

// How long its steps wait by the clock at least, whatever the target does.
std::chrono::milliseconds waits_of(const scenario::Scenario& scenario);

// The places of these scenarios, the one that waits longest first; the order of the others stays.
std::vector<std::size_t> in_order_of_play(const std::vector<scenario::ScenarioPtr>& scenarios,
                                          std::vector<std::size_t> which);

}  // namespace smtpspec::run
