#include "cli/scenario_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "smtp/command.hpp"
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

// Reports go by ids: each is there once.
text::Diagnostics called_alike(const std::vector<scenario::ScenarioPtr>& all) {
  text::Diagnostics diagnostics;
  std::map<std::string_view, const scenario::Scenario*> by_id;
  for (const auto& scenario : all) {
    const auto [first, is_new] = by_id.try_emplace(scenario->id, scenario.get());
    if (is_new) continue;
    diagnostics.push_back({.span = scenario->requirement.span,
                           .message = fmt::format("'{}' is what {} is called as well", scenario->id,
                                                  first->second->source->name()),
                           .hint = "an id is the path below the folder of scenarios: rename one of them"});
  }
  return diagnostics;
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
  if (near.empty() && glob.ends_with(".smtp"))
    fmt::print(stderr, "smtpspec: there is no file '{}'\n", glob);
  else
    fmt::print(stderr, "smtpspec: no scenario is called '{}'; {}\n", glob,
               near.empty() ? look_at_the_list : fmt::format("did you mean '{}'?", near));
  return true;
}

// Says which of the words no scenario has; `words_of` gives those of one.
template <class Words>
bool has_strangers(const std::vector<std::string>& wanted, std::string_view what,
                   const std::vector<scenario::ScenarioPtr>& all, Words words_of) {
  std::set<std::string> known;
  for (const auto& scenario : all)
    for (const std::string& word : words_of(*scenario)) known.insert(word);
  bool found = false;
  for (const std::string& word : wanted) {
    if (std::any_of(known.begin(), known.end(),
                    [&](const std::string& one) { return smtp::equal_ignoring_case(one, word); }))
      continue;
    const std::vector<std::string_view> names(known.begin(), known.end());
    fmt::print(stderr, "smtpspec: no scenario {} '{}'; {}\n", what, word, text::suggest(word, names));
    found = true;
  }
  return found;
}

bool has_strangers(const scenario::Selection& selection, const std::vector<scenario::ScenarioPtr>& all) {
  std::vector<std::string> rfcs;
  for (const unsigned rfc : selection.rfcs) rfcs.push_back(std::to_string(rfc));
  bool found = has_strangers(selection.tags, "has the tag", all, [](const auto& one) { return one.tags; });
  found = has_strangers(selection.extensions, "is about the extension", all,
                        [](const auto& one) { return one.extensions; }) ||
          found;
  return has_strangers(
             rfcs, "is about RFC", all,
             [](const auto& one) { return std::vector{std::to_string(one.requirement.clause.rfc)}; }) ||
         found;
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
  if (choice.with_catalogue) append(catalogue, read_scenarios({}));
  for (text::Diagnostic& one : called_alike(catalogue.scenarios))
    catalogue.diagnostics.push_back(std::move(one));
  if (!catalogue.diagnostics.empty()) std::fputs(text::render(catalogue.diagnostics).c_str(), stderr);
  if (text::has_errors(catalogue.diagnostics)) return {.exit_code = exit_codes::bad_input};
  bool misses = false;
  for (const std::string& glob : choice.selection.ids)
    misses = names_nothing(glob, catalogue.scenarios) || misses;
  misses = has_strangers(choice.selection, catalogue.scenarios) || misses;
  if (misses) return {.exit_code = exit_codes::nothing_selected};
  Chosen chosen{.scenarios = scenario::select(catalogue, choice.selection), .ledger = catalogue.ledger};
  if (!chosen.scenarios.empty()) return chosen;
  fmt::print(stderr, "smtpspec: no scenario is selected; {}\n", look_at_the_list);
  chosen.exit_code = exit_codes::nothing_selected;
  return chosen;
}

}  // namespace smtpspec::cli
