#include <fmt/format.h>

#include <cstdio>

#include "cli/commands.hpp"
#include "cli/diagnostics_json.hpp"
#include "cli/scenario_files.hpp"
#include "prove/fault_names.hpp"

namespace smtpspec::cli {

int check(const CheckOptions& options) {
  scenario::Catalogue catalogue = read_scenarios(options.files);
  for (const scenario::ScenarioPtr& one : catalogue.scenarios)
    for (text::Diagnostic& unknown : prove::unknown_faults(*one))
      catalogue.diagnostics.push_back(std::move(unknown));
  // Diagnostics are this command's result, but they go where compilers put them.
  if (options.json)
    fmt::print("{}", diagnostics_json(catalogue.diagnostics, catalogue.scenarios.size()));
  else
    std::fputs(text::render(catalogue.diagnostics).c_str(), stderr);
  if (text::has_errors(catalogue.diagnostics)) return exit_codes::bad_input;
  if (catalogue.scenarios.empty()) {
    fmt::print(stderr, "smtpspec: there is no scenario in what was named\n");
    return exit_codes::nothing_selected;
  }
  if (!options.json)
    fmt::print("{} scenario{} without a mistake\n", catalogue.scenarios.size(),
               catalogue.scenarios.size() == 1 ? "" : "s");
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
