// Told failures: what went wrong, at the end of a run on the console. Failures with one cause are told as
// one, the gravest first; a few causes in full, and of what is beyond them a line each.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// Nobody reads more of them in a terminal. With Detail::verbose there is no limit.
inline constexpr std::size_t causes_in_full = 6;

// Empty if nothing went wrong.
std::string failures_text(const result::RunResult& run, const ConsoleOptions& options);

// The command that plays what went wrong once more: by the ids or, where they are many and the run left its
// results as JSON, by that file. Empty if there is nothing to repeat.
std::string repetition_text(const result::RunResult& run, const std::vector<WrittenReport>& reports,
                            const ConsoleOptions& options);

// "  rfc1870/size-zero-is-accepted: expected 250, got 501 ...", with what excuses it.
std::string line_about(const result::CaseResult& one, Charset charset);

}  // namespace smtpspec::reports
