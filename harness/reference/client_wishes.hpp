// Parameters of MAIL that a sender asks the reference client for: BY (RFC 2852), HOLDFOR and HOLDUNTIL
// (4865), MT-PRIORITY (6710), MTRK (3885) and REQUIRETLS (8689) as they are, SOLICIT (3865) and SUBMITTER
// (4405) with what the message says.
#pragma once

#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

// Each with a blank before it, where its extension is offered. `written`: the command so far.
std::string asked_parameters(const ClientBehaviour& behaviour, const Submission& submission,
                             const smtp::Extensions& offered, std::string_view written);

}  // namespace smtpspec::reference
