// A scenario played inside TLS that STARTTLS begins, where it is not about STARTTLS itself.
#pragma once

#include "scenario/scenario.hpp"

namespace smtpspec::run {

// The same scenario, its state reached in TLS (RFC 3207); or the scenario itself, if it speaks of STARTTLS or
// of TLS, or begins before STARTTLS could have come.
scenario::ScenarioPtr over_starttls(const scenario::ScenarioPtr& scenario);

}  // namespace smtpspec::run
