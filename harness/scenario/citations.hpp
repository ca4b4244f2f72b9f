// Citations: what a scenario as a whole makes of the entries that its lines cite.
#pragma once

#include "scenario/mistakes.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// Diagnoses entries that bind only the side that is not judged.
void check_side_of_citations(Judges judges, Mistakes& mistakes);

// The ids of all of them, each once, that of the requirement first.
void note_citations(Scenario& into, const Mistakes& mistakes);

}  // namespace smtpspec::scenario
