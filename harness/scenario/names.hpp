// Names: whether everything that a scenario names exists, and is what it is used for.
#pragma once

#include <set>
#include <string>

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// `excused`: names that lines with mistakes would have made known; nothing is said about them. Unused
// contents and captures are diagnosed only if there is no error in sight that could explain them.
void check_names(const Scenario& scenario, const std::set<std::string>& excused, Mistakes& mistakes);

}  // namespace smtpspec::scenario
