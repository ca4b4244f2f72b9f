// Faults: the mistakes that the reference server can make on request. Each changes a Behaviour into exactly
// one of them, and each can be seen by a client; scenarios name the fault that they must notice.
//
// They stand by area in faults_*.cpp.
#pragma once

#include <span>
#include <string_view>

#include "reference/behaviour.hpp"
#include "text/clause.hpp"

namespace smtpspec::reference {

struct Fault {
  std::string_view name;      // lower case with hyphens, permanent
  std::string_view sentence;  // what the server does wrong
  text::Clause clause;        // the sentence of the RFC that it offends, or comes nearest to
  void (*apply)(Behaviour&);
};

std::span<const Fault> server_faults();                 // sorted by name
const Fault* find_server_fault(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
