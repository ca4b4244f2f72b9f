// Slip: the word of a command line that nobody knows, and what was probably meant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command_tree.hpp"

namespace smtpspec::cli {

// One sentence about the first word that is no command, or no option of its command; nothing if all are
// known. `words` is the command line without the program's name.
std::optional<std::string> slip_in(const CommandEntry& program, const std::vector<std::string>& words);

}  // namespace smtpspec::cli
