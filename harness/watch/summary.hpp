// Summary: the wire rules of a whole run, as cases of their own.
//
// A violated wire rule is no verdict on the scenario in whose session it showed: it would turn every case of
// a target red for one and the same mistake. So each rule is one case ("watch/codes-differ"), which fails
// with the first session that breaks it and names how many others do.
#pragma once

#include <span>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::watch {

// Looks at the sessions of cases that are about that side, or about a relay, only. One case for each rule of
// the side, server or client, in the order of rules_for(side); none if no session had a transcript. Cases
// that did not run say nothing, and a rule that had nothing to look at in any session is not applicable.
std::vector<result::CaseResult> wire_rule_cases(std::span<const result::CaseResult> cases, result::Side side);

// Those of servers, and behind them those of clients.
std::vector<result::CaseResult> wire_rule_cases(std::span<const result::CaseResult> cases);

}  // namespace smtpspec::watch
