// Dump: a scenario in its language again. What is read from a dump equals what was dumped, places aside;
// comments are lost, but for the title and the remarks behind alternatives.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

std::string dump(const Scenario& scenario);

// A text as it stands on a line that is sent: insertions in braces, a brace doubled.
std::string dump(const Text& text);
std::string dump(const Sum& sum);

}  // namespace smtpspec::scenario
