// Entries: what a scenario in a test may cite, by its level.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "ledger/embedded.hpp"

namespace smtpspec::support {

// The first entry of RFC 5321 of that level that binds who is judged, in section 4.2 if there is one.
inline std::string entry_with(std::string_view level, bool servers) {
  const ledger::Entry* best = nullptr;
  for (const ledger::Entry& one : ledger::embedded().document("rfc5321")->entries) {
    if (text::name_of(one.clause.level) != level || !one.concerns(servers)) continue;
    if (one.section == "4.2") return one.id;
    if (!best) best = &one;
  }
  if (!best) throw std::logic_error("no entry has that level");
  return best->id;
}

}  // namespace smtpspec::support
