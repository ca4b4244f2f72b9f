// What a command says, in the words that the system takes.
#pragma once

#include <string>
#include <vector>

#include "target/process.hpp"

namespace smtpspec::target {

// The program's path. Throws std::runtime_error if there is none.
std::string program_of(const Command& command);

// NAME=value, those of the harness included.
std::vector<std::string> environment_of(const Command& command);

}  // namespace smtpspec::target
