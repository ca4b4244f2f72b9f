// Summary: the end of a run as text, for the console.
#pragma once

#include <string>
#include <vector>

#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

std::string summary_text(const result::RunResult& run, const std::vector<WrittenReport>& reports,
                         const ConsoleOptions& options);

// The part of it that tells what went wrong, failures grouped by finding; empty if nothing did.
std::string failures_text(const result::RunResult& run, const ConsoleOptions& options);

// "FAIL", coloured if the terminal is to be; capitals mark what needs a person.
std::string status_word(result::Status status, Colour colour);

// Columns that these words take at most.
inline constexpr std::size_t status_width = 15;

}  // namespace smtpspec::reports
