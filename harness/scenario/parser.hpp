// Parser: from a source to a scenario, or to all of its mistakes at once.
#pragma once

#include <optional>
#include <string>

#include "ledger/embedded.hpp"
#include "scenario/scenario.hpp"
#include "text/diagnostic.hpp"

namespace smtpspec::scenario {

struct Reading {
  std::optional<Scenario> scenario;  // absent if there is any error; warnings may accompany it
  text::Diagnostics diagnostics;
};

// `id`: the permanent id. Reads, resolves names and what is cited of the ledger, and validates: a scenario
// that comes out can be played.
Reading parse(text::SourcePtr source, std::string id, const ledger::Ledger& ledger = ledger::embedded());

}  // namespace smtpspec::scenario
