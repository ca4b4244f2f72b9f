// Needs: whether a target offers what a scenario needs (`needs SIZE > 0`).
#pragma once

#include <optional>
#include <string>

#include "play/material/facts.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Why the first unmet need is unmet, in words ("SIZE is not offered"); nothing if all are met. STARTTLS is
// looked for in the clear list, everything else in the latest. A list that is not known yet refutes nothing.
std::optional<std::string> unmet_need(const scenario::Scenario& scenario, const Offers& offers,
                                      const Facts& facts);

}  // namespace smtpspec::play
