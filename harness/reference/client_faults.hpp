// The mistakes that the reference client can make on request, each a change of a ClientBehaviour.
#pragma once

#include <span>
#include <string_view>

#include "reference/change.hpp"
#include "reference/client_behaviour.hpp"

namespace smtpspec::reference {

using ClientFault = Change<ClientBehaviour>;

std::span<const ClientFault> client_faults();                 // sorted by name
const ClientFault* find_client_fault(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
