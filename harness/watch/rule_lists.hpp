// The wire rules of each side, in the order in which reports show them.
#pragma once

#include <span>

#include "watch/findings.hpp"
#include "watch/rule.hpp"

namespace smtpspec::watch {

std::span<const Rule> rules_of_servers();
std::span<const Rule> rules_of_clients();

// What they find in a transcript.
Findings seen_of_server(const result::Transcript& transcript);
Findings seen_of_client(const result::Transcript& transcript);

}  // namespace smtpspec::watch
