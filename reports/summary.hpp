// Summary: the end of a run as text, for the console.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

std::string summary_text(const result::RunResult& run, const std::vector<WrittenReport>& reports,
                         const ConsoleOptions& options);

// "3 cases"
std::string number_of(std::size_t count, std::string_view word);

// A text in the colours of this code of a terminal's, if it is to have any.
std::string painted(std::string_view text, std::string_view code, Colour colour);

// "FAIL", coloured if the terminal is to be; capitals mark what needs a person.
std::string status_word(result::Status status, Colour colour);

// Columns that these words take at most.
inline constexpr std::size_t status_width = 15;

}  // namespace smtpspec::reports
