#include "cli/new_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"

namespace smtpspec::cli {

CLI::App* add_new(CLI::App& app, NewOptions& options) {
  CLI::App* command = app.add_subcommand("new", "write a scenario to begin with");
  command->add_option("ID", options.id, "what it will be called: rfc5321/noop-is-answered")->required();
  command->add_option("--into", options.folder, "the folder of your scenarios (.)")->type_name("FOLDER");
  command->add_option("--judges", options.judges, "server or client")
      ->check(CLI::IsMember({"server", "client"}))
      ->type_name("WHOM");
  command->add_option("--from", options.from, "a transcript to begin with")->type_name("FILE");
  command->footer(std::string(new_examples));
  return command;
}

}  // namespace smtpspec::cli
