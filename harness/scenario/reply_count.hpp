// Reply count: whether a scenario that judges a server expects as many replies as it sends commands, and asks
// for none inside mail data. Where they differ every correct server fails, or the wrong reply is judged.
#pragma once

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// For a scenario whose lines have no mistakes. Where it can't be told how many commands some octets are, or
// whether mail data have begun, nothing is said of what follows.
void check_reply_count(const Scenario& scenario, Mistakes& mistakes);

}  // namespace smtpspec::scenario
