// CTRF: the results in the Common Test Report Format (ctrf.io), a JSON that dashboards and bots read.
//
// Its schema is closed; what it has no word for stands under "extra".
#pragma once

#include <span>
#include <string>

#include "reports/place.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

struct CtrfOptions {
  result::Strictness strictness = result::Strictness::lenient;
  Repository repository;  // whose files are named
};

// The whole document, ending in a newline; each test on a line of its own. What failed or broke is "failed",
// what was not run "pending", what says nothing about the rule "skipped"; our own word is "rawStatus".
std::string ctrf(std::span<const result::RunResult> runs, const CtrfOptions& options = {});

}  // namespace smtpspec::reports
