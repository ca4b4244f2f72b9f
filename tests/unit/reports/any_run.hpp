// Any run: results of any octets in every place, for properties that must hold whatever a target says.
#pragma once

#include "result/results.hpp"

namespace smtpspec::reports::testing {

// The same for the same seed.
result::RunResult any_run(unsigned seed);

}  // namespace smtpspec::reports::testing
