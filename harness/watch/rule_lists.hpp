// The wire rules of each side, in the order in which reports show them.
#pragma once

#include <span>

#include "watch/rule.hpp"

namespace smtpspec::watch {

std::span<const Rule> rules_of_servers();
std::span<const Rule> rules_of_clients();

}  // namespace smtpspec::watch
