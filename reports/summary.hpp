// Summary: the end of a run as text, for the console.
#pragma once

#include <string>
#include <vector>

#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

std::string summary_text(const result::RunResult& run, const std::vector<WrittenReport>& reports,
                         const ConsoleOptions& options);

// "FAIL", coloured if the terminal is to be; capitals mark what needs a person.
std::string outcome_word(result::Outcome outcome, Colour colour);

// Columns that outcome words take at most.
inline constexpr std::size_t outcome_width = 14;

}  // namespace smtpspec::reports
