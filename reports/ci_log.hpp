// CI log: the log of a job as the CI system reads it while it is written: sections that fold, and stretches
// in which it obeys nothing.
//
// Which system it is decides about decoration only, never about a verdict or an exit code.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "reports/terminal.hpp"

namespace smtpspec::reports {

enum class CiSystem { none, github, gitlab };

// By the variables that the systems set: GITHUB_ACTIONS=true, GITLAB_CI.
CiSystem ci_system_of(const Environment& environment);

// Lines that begin and end a section which is folded in the log. `token`: of GitHub, a word that nobody can
// guess; until it is said again the runner takes nothing in the section for a command.
std::string section_begin(CiSystem system, std::string_view title, std::string_view token,
                          std::chrono::system_clock::time_point now);
std::string section_end(CiSystem system, std::string_view token, std::chrono::system_clock::time_point now);

// Lines around what is not folded, but quotes a target.
std::string quote_begin(CiSystem system, std::string_view token);
std::string quote_end(CiSystem system, std::string_view token);

}  // namespace smtpspec::reports
