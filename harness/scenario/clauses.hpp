// Clauses as requirement, see and by name them: an entry of the ledger, "rfc5321/4.2-3", from which RFC,
// section and level come; or, of an RFC that the ledger does not have, "RFC 9999 section 4.2 MUST".
#pragma once

#include <optional>

#include "scenario/lexer.hpp"
#include "text/clause.hpp"

namespace smtpspec::scenario {

// Takes the words of one clause. Empty behind a mistake, with the rest of the line taken.
std::optional<text::Clause> read_clause(Words& words, Mistakes& mistakes);

}  // namespace smtpspec::scenario
