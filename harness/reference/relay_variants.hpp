// Variants: what the reference relay can do on request that is unusual and right. No scenario may fail
// against one of them; what it can't judge there it leaves alone.
#pragma once

#include <span>
#include <string_view>

#include "reference/change.hpp"
#include "reference/relay_behaviour.hpp"

namespace smtpspec::reference {

using RelayVariant = Change<RelayBehaviour>;

std::span<const RelayVariant> relay_variants();                 // sorted by name
const RelayVariant* find_relay_variant(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
