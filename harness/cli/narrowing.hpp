// Narrowing: of what was chosen only a shard, or only what was no pass before.
#pragma once

#include <optional>
#include <vector>

#include "cli/candidates.hpp"
#include "cli/options.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::cli {

// Takes away what is not to be played: of all candidates, and of each what it passed before. The exit code of
// a mistake (3), which was said on standard error, or 5 if nothing is left.
std::optional<int> narrow(std::vector<scenario::ScenarioPtr>& scenarios, std::vector<Candidate>& candidates,
                          const RunOptions& options);

}  // namespace smtpspec::cli
