// What the reference client can do on request that is unusual and right: as variants.hpp of the server.
#pragma once

#include <span>
#include <string_view>

#include "reference/change.hpp"
#include "reference/client_behaviour.hpp"

namespace smtpspec::reference {

using ClientVariant = Change<ClientBehaviour>;

std::span<const ClientVariant> client_variants();                 // sorted by name
const ClientVariant* find_client_variant(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
