// Scenarios played as an account's owner where they are not about AUTH themselves: a submission server wants
// a login (RFC 6409 section 4.3) before it does anything that they are about.
#pragma once

#include "scenario/scenario.hpp"

namespace smtpspec::play {

// Where a server offers AUTH.
enum class LoginPlace { in_clear, in_tls };

// The same scenario, its state reached behind an exchange of AUTH, and behind STARTTLS where AUTH is offered
// inside TLS only. Or the scenario itself, if it speaks of AUTH (but for the parameter of MAIL), judges a
// client, begins before EHLO, or has a TLS session of its own where the login would have to come first.
scenario::ScenarioPtr logged_in(const scenario::ScenarioPtr& scenario, LoginPlace place);

}  // namespace smtpspec::play
