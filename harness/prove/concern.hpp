// Concern: whether a scenario has to do with a mistake.
//
// It has if it names it (`fault` in its header), or if it cites the section that the mistake offends: the
// finding's clause, the requirement or a `see` line stands in that section. Then a failure accuses the peer
// of what it does, or of what the author put beside it; any other failure is a false accusation.
#pragma once

#include <string_view>

#include "prove/matrix.hpp"
#include "watch/rule.hpp"

namespace smtpspec::prove {

bool names(const scenario::Scenario& scenario, std::string_view fault);

// Whether a clause stands in the section of another, or in one below it. Items of a list belong to their
// section: 3.2 (9) and 3.2 (1) both are 3.2.
bool stands_in(const text::Clause& inner, const text::Clause& outer);

bool has_to_do_with(const scenario::Scenario& scenario, const Played& played, const Peer& peer);

// The same of a wire rule: one of the two stands in the other's section, or it is a known side effect.
bool has_to_do_with(const watch::Rule& rule, const Peer& peer);

}  // namespace smtpspec::prove
