// Covered: what scenarios/COVERAGE.md said when the program was built, for whoever has no time to prove it
// anew.
#pragma once

#include <string_view>

namespace smtpspec::ledger {

bool was_proven(std::string_view id);

// The page itself. Its source is made by embed.cmake.
std::string_view embedded_coverage();

}  // namespace smtpspec::ledger
