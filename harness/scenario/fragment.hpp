// Fragment: steps without a header, for the built-in texts.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Steps only. A mistake in a built-in text is a mistake of ours: std::logic_error, with the diagnostics.
std::vector<Step> read_fragment(std::string name, std::string octets, Judges judges = Judges::server);

}  // namespace smtpspec::scenario
