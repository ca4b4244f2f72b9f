// Parameters of MAIL for which nobody can ask this client: BY, REQUIRETLS, SUBMITTER and SOLICIT. It sends
// them by mistake only.
#pragma once

#include <string>

#include "reference/client_behaviour.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

// Each with a blank in front of it; empty for a correct client.
std::string unwanted_parameters(const ClientBehaviour& behaviour, const smtp::Extensions& offered);

}  // namespace smtpspec::reference
