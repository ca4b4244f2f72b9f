// Flow: whether the steps, in their order, make sense: nothing behind the end of the connection, no
// alternative that can't be reached, no command group whose replies nobody reads.
#pragma once

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// For a scenario whose lines have no mistakes.
void check_flow(const Scenario& scenario, Mistakes& mistakes);

}  // namespace smtpspec::scenario
