#include "cli/manual_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"

namespace smtpspec::cli {

CLI::App* add_manual(CLI::App& app, ManualOptions& options) {
  CLI::App* command = app.add_subcommand("manual", "write the manual, and what shells complete by");
  command->add_option("FOLDER", options.folder, "filled as a system's share is")->required();
  command->footer(std::string(manual_examples));
  return command;
}

}  // namespace smtpspec::cli
