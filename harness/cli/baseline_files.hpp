// Baselines as the commands find and read them. Mistakes are said on standard error.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/options.hpp"
#include "result/baseline.hpp"

namespace smtpspec::cli {

// Where the baseline of a target lies: beside its profile. Empty for a target that has none, or no profile.
std::optional<std::filesystem::path> baseline_path(const std::string& target);

// What the baseline at `path` says by `as-in` or `next-of`, or the exit code of mistakes (3).
using SharedOrMistake = std::variant<std::vector<result::Deviation>, int>;
SharedOrMistake shared_with(const std::filesystem::path& path, const result::Baseline& own);

// A baseline, with what it shares with another, or the exit code of its mistakes (3). `ids`: of all scenarios
// that there are.
using BaselineOrMistake = std::variant<result::Baseline, int>;
BaselineOrMistake read_baseline_file(const std::filesystem::path& path, const std::vector<std::string>& ids);

// The baseline that the words of a run ask for against this target, which may be empty; empty if they ask for
// none.
BaselineOrMistake baseline_for(const RunOptions& options, const std::string& target);

// The ids of the scenarios that come along and of the wire rules: what a baseline may name.
std::vector<std::string> known_ids();
// The same, where the scenarios have been read already.
std::vector<std::string> known_ids(const std::vector<scenario::ScenarioPtr>& scenarios);

}  // namespace smtpspec::cli
