// Clauses: "RFC 5321 section 4.2 MUST", as requirement, see and by name them.
#pragma once

#include <optional>

#include "scenario/lexer.hpp"
#include "text/clause.hpp"

namespace smtpspec::scenario {

// Takes the words of one clause. Empty behind a mistake, with the rest of the line taken.
std::optional<text::Clause> read_clause(Words& words, Mistakes& mistakes);

}  // namespace smtpspec::scenario
