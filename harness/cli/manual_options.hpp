// The options of `smtpspec manual`.
#pragma once

#include <string>

#include "cli/command_tree.hpp"

namespace smtpspec::cli {

struct ManualOptions {
  std::string folder;    // to be filled as PREFIX/share is
  CommandEntry program;  // what the manual is about
};

// Adds the command. `program` is for whoever reads the command line to fill in, once all commands are there.
CLI::App* add_manual(CLI::App& app, ManualOptions& options);

}  // namespace smtpspec::cli
