// GitHub: what a job on GitHub Actions shows beside its log: annotations.
//
// An annotation is a line of the log that the runner obeys ("workflow command"). What it says of a target is
// escaped as the runner wants it, so that no octet of the target can become a command of its own.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "reports/place.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// The runner shows so many of one kind (error, warning) for each step, and cuts a message at so many
// characters.
inline constexpr std::size_t github_annotations = 10;
inline constexpr std::size_t github_message_limit = 4096;

struct GithubOptions {
  result::Strictness strictness = result::Strictness::lenient;
  Repository repository;  // whose files are annotated
};

// Lines for the log: an error for each case that is not as expected, a warning for each that is unstable or
// tolerated, the gravest first, at the place of the case (place_of). Where there are more than the runner
// shows the last says how many are missing.
std::string github_annotation_lines(std::span<const result::RunResult> runs, const GithubOptions& options);

}  // namespace smtpspec::reports
