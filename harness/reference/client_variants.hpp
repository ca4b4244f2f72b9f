// What the reference client can do on request that is unusual and right: as variants.hpp of the server.
#pragma once

#include <span>
#include <string_view>

#include "ledger/citation.hpp"
#include "reference/client_behaviour.hpp"

namespace smtpspec::reference {

struct ClientVariant {
  std::string_view name;      // lower case with hyphens, permanent
  std::string_view sentence;  // what the client does, and may do
  ledger::Citation cites;     // what lets it, or comes nearest to
  void (*apply)(ClientBehaviour&);
};

std::span<const ClientVariant> client_variants();                 // sorted by name
const ClientVariant* find_client_variant(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
