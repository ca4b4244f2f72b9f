// Faults: the mistakes that the reference server can make on request. Each changes a Behaviour into exactly
// one of them, and each can be seen by a client; scenarios name the fault that they must notice.
//
// They stand by area in faults_*.cpp.
#pragma once

#include <span>
#include <string_view>

#include "reference/behaviour.hpp"
#include "reference/change.hpp"

namespace smtpspec::reference {

using Fault = Change<Behaviour>;

std::span<const Fault> server_faults();                 // sorted by name
const Fault* find_server_fault(std::string_view name);  // null if there is none

}  // namespace smtpspec::reference
