// Sample: a made-up run with every outcome, the same every time.
#pragma once

#include <string>

#include "result/results.hpp"

namespace smtpspec::reports::testing {

result::CaseResult passed();
result::CaseResult failed();  // an expectation, and a wire rule beside it
result::CaseResult failed_by_silence();
result::CaseResult failed_by_close();
result::CaseResult tolerated();
result::CaseResult not_applicable();
result::CaseResult blocked();
result::CaseResult broken();
result::CaseResult not_run();
result::CaseResult crashed();
result::CaseResult passed_on_retry();
result::CaseResult unstable();         // of a repetition
result::CaseResult known_deviation();  // and two that are not as their baseline says:
result::CaseResult unexpected_pass();
result::CaseResult failed_differently();

// All of them, against a target called "postfix".
result::RunResult every_outcome();

// A case that fails and whose every text holds these octets, unescaped: the worst that can come from a
// target.
result::CaseResult failed_with(const std::string& octets);
// A run made of such cases, one for each outcome and element, with the octets in its own texts too.
result::RunResult run_with(const std::string& octets);

}  // namespace smtpspec::reports::testing
