// Fault names: whether the mistakes that a scenario names are there to be made.
#pragma once

#include "scenario/scenario.hpp"
#include "text/diagnostic.hpp"

namespace smtpspec::prove {

// One diagnostic for each that the reference peer of the judged side doesn't know.
text::Diagnostics unknown_faults(const scenario::Scenario& scenario);

}  // namespace smtpspec::prove
