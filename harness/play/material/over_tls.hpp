// Scenarios played inside TLS where they are not about TLS themselves.
#pragma once

#include "scenario/scenario.hpp"

namespace smtpspec::play {

// The same scenario, its state reached behind STARTTLS (RFC 3207): where a client is judged, it is asked for
// a submission that requires TLS. Or the scenario itself, if it speaks of STARTTLS or of TLS, or begins
// before STARTTLS could have come.
scenario::ScenarioPtr over_starttls(const scenario::ScenarioPtr& scenario);

// The same scenario of a client, which is asked for TLS from the first octet (RFC 8314); or the scenario
// itself, if it speaks of TLS, or judges a server: its connections begin as the route says.
scenario::ScenarioPtr over_implicit_tls(const scenario::ScenarioPtr& scenario);

}  // namespace smtpspec::play
