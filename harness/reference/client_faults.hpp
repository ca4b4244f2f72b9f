// The mistakes that the reference client can make on request, each a change of a ClientBehaviour.
#pragma once

#include <span>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "text/clause.hpp"

namespace smtpspec::reference {

struct ClientFault {
  std::string_view name;      // lower case with hyphens, permanent
  std::string_view sentence;  // what the client does wrong
  text::Clause clause;        // the sentence of the RFC that it offends, or comes nearest to
  void (*apply)(ClientBehaviour&);
};

std::span<const ClientFault> client_faults();                 // sorted by name
const ClientFault* find_client_fault(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
