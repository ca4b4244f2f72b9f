// Needs: what a target must offer or have before a scenario can judge it.
//
//   needs SIZE > 0, AUTH PLAIN, no CHUNKING, delivery
#pragma once

#include <vector>

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The conditions behind the word `needs`.
std::vector<Need> read_needs(const Span& conditions, Mistakes& mistakes);

}  // namespace smtpspec::scenario
