// The mistakes that the reference client can make on request, each a change of a ClientBehaviour.
#pragma once

#include <span>
#include <string_view>

#include "ledger/citation.hpp"
#include "reference/client_behaviour.hpp"

namespace smtpspec::reference {

struct ClientFault {
  std::string_view name;      // lower case with hyphens, permanent
  std::string_view sentence;  // what the client does wrong
  ledger::Citation cites;     // the duties that it breaks, first the one that it is about
  void (*apply)(ClientBehaviour&);
};

std::span<const ClientFault> client_faults();                 // sorted by name
const ClientFault* find_client_fault(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
