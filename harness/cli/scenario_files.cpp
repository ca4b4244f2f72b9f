#include "cli/scenario_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

void append(scenario::Catalogue& all, scenario::Catalogue more) {
  std::move(more.scenarios.begin(), more.scenarios.end(), std::back_inserter(all.scenarios));
  std::move(more.diagnostics.begin(), more.diagnostics.end(), std::back_inserter(all.diagnostics));
  all.ledger.add(more.ledger);
}

text::Diagnostic not_found(const std::string& path) {
  return {.message = fmt::format("there is no file or folder '{}'", path),
          .hint = "a path to a *.smtp file or to a folder of them"};
}

constexpr const char* look_at_the_list = "'smtpspec list' shows what there is";

// A glob that matches nothing is a slip, also where others match: what it was to run would be missing unseen.
bool names_nothing(const std::string& glob, const std::vector<scenario::ScenarioPtr>& all) {
  const bool called =
      std::any_of(all.begin(), all.end(), [&](const auto& one) { return scenario::is_called(*one, glob); });
  if (called) return false;
  std::vector<std::string_view> ids;
  for (const auto& scenario : all) ids.push_back(scenario->id);
  const std::string_view near = text::nearest(glob, ids);
  fmt::print(stderr, "smtpspec: no scenario is called '{}'; {}\n", glob,
             near.empty() ? look_at_the_list : fmt::format("did you mean '{}'?", near));
  return true;
}

}  // namespace

scenario::Catalogue read_scenarios(const std::vector<std::string>& paths) {
  scenario::Catalogue all;
  if (paths.empty()) {
    if (const auto folder = find_folder("scenarios")) return scenario::read_catalogue(*folder);
    all.diagnostics.push_back(
        {.message = "the catalogue of scenarios is not found", .hint = "name it with --scenarios PATH"});
    return all;
  }
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error))
      append(all, scenario::read_catalogue(path));
    else if (fs::exists(path, error))
      append(all, scenario::read_file(path));
    else
      all.diagnostics.push_back(not_found(path));
  }
  return all;
}

Chosen choose(const Choice& choice) {
  scenario::Catalogue catalogue = read_scenarios(choice.scenarios);
  if (!catalogue.diagnostics.empty()) std::fputs(text::render(catalogue.diagnostics).c_str(), stderr);
  if (text::has_errors(catalogue.diagnostics)) return {.exit_code = exit_codes::bad_input};
  bool misses = false;
  for (const std::string& glob : choice.selection.ids)
    misses = names_nothing(glob, catalogue.scenarios) || misses;
  if (misses) return {.exit_code = exit_codes::nothing_selected};
  Chosen chosen{.scenarios = scenario::select(catalogue, choice.selection), .ledger = catalogue.ledger};
  if (!chosen.scenarios.empty()) return chosen;
  fmt::print(stderr, "smtpspec: no scenario is selected; {}\n", look_at_the_list);
  chosen.exit_code = exit_codes::nothing_selected;
  return chosen;
}

}  // namespace smtpspec::cli
