// Markdown: a summary for the page of a CI job, a merge request, an issue.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "result/results.hpp"

namespace smtpspec::reports {

// What GitHub takes for all steps of a job that write to one summary is 1 MiB; more is thrown away whole.
inline constexpr std::size_t github_summary_limit = 1024 * 1024;

struct MarkdownOptions {
  result::Strictness strictness = result::Strictness::lenient;
  // Octets: beyond it texts of failures go first, from the end, then entries of lists; it is said how many.
  std::size_t size_limit = github_summary_limit / 2;
};

// The verdict, the numbers, then what is not as expected with its text, what is excused with the reason, and
// the numbers by RFC. Never longer than the limit, if that is 16 KiB or more for each run.
std::string markdown(std::span<const result::RunResult> runs, const MarkdownOptions& options = {});

}  // namespace smtpspec::reports
