// Attempts: several plays of one case become its one result.
#pragma once

#include <vector>

#include "result/results.hpp"

namespace smtpspec::result {

// Whether another try may mend it: what is not a verdict for good.
bool deserves_a_retry(const CaseResult& one);

// Of at least one play, in their order; one alone stays as it is. Different outcomes make the case unstable.
// `retried`: they were made until one passed.
CaseResult combined(std::vector<CaseResult> plays, bool retried);

}  // namespace smtpspec::result
