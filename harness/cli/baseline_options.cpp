#include "cli/baseline_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"

namespace smtpspec::cli {

CLI::App* add_baseline(CLI::App& app, BaselineOptions& options) {
  CLI::App* command = app.add_subcommand("baseline", "what targets are known to do against the rules");
  command->require_subcommand(1);
  CLI::App* list = command->add_subcommand("list", "show the known deviations");
  list->add_option("--target", options.targets, "of this target only; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  list->add_flag("--markdown", options.markdown, "as the page fixtures/DEVIATIONS.md");
  list->callback([&options] { options.what = BaselineOptions::What::list; });
  CLI::App* update = command->add_subcommand("update", "bring a baseline up to date with a run's results");
  update->add_option("RESULTS", options.results, "what run --json wrote")->required();
  update->add_option("--file", options.file, "the baseline, if it is not that of the run's target")
      ->type_name("FILE");
  update->add_flag("--blocked", options.blocked, "write down what was only blocked, too");
  update->callback([&options] { options.what = BaselineOptions::What::update; });
  command->footer(std::string(baseline_examples));
  return command;
}

}  // namespace smtpspec::cli
