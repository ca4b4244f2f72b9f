// From the words of `run` to what the run stands on.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "cli/options.hpp"
#include "reports/terminal.hpp"
#include "run/environment.hpp"

namespace smtpspec::cli {

// An environment, or the exit code of a mistake in the words (2) or in a file (3), which was said on standard
// error.
using EnvironmentOrMistake = std::variant<run::Environment, int>;

// Throws where the target would not start.
EnvironmentOrMistake make_environment(const RunOptions& options);

// What the target is called where none could be made.
std::string target_name(const RunOptions& options);

// `color`: auto, always, never.
reports::Terminal terminal_for(std::string_view color, int descriptor);

}  // namespace smtpspec::cli
