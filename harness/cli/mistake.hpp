// A mistake of whoever wrote the command line or a file that it names.
#pragma once

#include <string_view>

#include "cli/commands.hpp"

namespace smtpspec::cli {

// Says it on standard error and returns the exit code.
int mistake(std::string_view said, int code = exit_codes::usage);

}  // namespace smtpspec::cli
