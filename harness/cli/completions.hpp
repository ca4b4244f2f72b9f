// Completions: what a shell proposes behind `smtpspec`, as the file that it reads.
#pragma once

#include <string>

#include "cli/command_tree.hpp"

namespace smtpspec::cli {

std::string bash_completion(const CommandEntry& program);
std::string zsh_completion(const CommandEntry& program);
std::string fish_completion(const CommandEntry& program);

}  // namespace smtpspec::cli
