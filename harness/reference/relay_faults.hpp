// Relay faults: the mistakes that the reference relay can make on request, one at a time.
//
// They stand by area in relay_faults_*.cpp. A fault changes a RelayBehaviour.
#pragma once

#include <span>
#include <string_view>

#include "reference/change.hpp"
#include "reference/relay_behaviour.hpp"

namespace smtpspec::reference {

using RelayFault = Change<RelayBehaviour>;

std::span<const RelayFault> relay_faults();                 // sorted by name
const RelayFault* find_relay_fault(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
