#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include "cli/baseline_files.hpp"
#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "cli/mistake.hpp"
#include "cli/scenario_files.hpp"
#include "reference/client_faults.hpp"
#include "reference/faults.hpp"
#include "reference/relay_faults.hpp"
#include "target/profile.hpp"
#include "text/suggestion.hpp"
#include "watch/rule.hpp"

namespace smtpspec::cli {
namespace {

using scenario::Scenario;

// Baselines, each beside the name of its target.
using Baselines = std::vector<std::pair<std::string, result::Baseline>>;

Baselines all_baselines(const std::vector<std::string>& ids) {
  Baselines all;
  for (const std::string& target : target::profile_names(targets_folder()))
    if (const auto path = baseline_path(target)) {
      BaselineOrMistake read = read_baseline_file(*path, ids);
      if (auto* baseline = std::get_if<result::Baseline>(&read))
        all.emplace_back(target, std::move(*baseline));
    }
  return all;
}

// Of what is of no RFC there is none.
void print_url(const text::Clause& clause) {
  if (const std::string url = clause.url(); !url.empty()) fmt::print("    {}\n", url);
}

void print_entry(const ledger::Entry& entry) {
  fmt::print("  {}  {}\n    {}\n", entry.id, text::name_of(entry.clause.level), entry.sentence);
  print_url(entry.clause);
}

std::string_view sentence_of(const scenario::Fault& fault) {
  if (const auto* one = reference::find_server_fault(fault.name)) return one->sentence;
  if (const auto* one = reference::find_client_fault(fault.name)) return one->sentence;
  if (const auto* one = reference::find_relay_fault(fault.name)) return one->sentence;
  return {};
}

void print_noticed(const Scenario& scenario) {
  if (scenario.faults.empty()) return;
  fmt::print("\nNoticed by it (smtpspec run {} --fault NAME shows how):\n", scenario.id);
  for (const scenario::Fault& fault : scenario.faults)
    fmt::print("  {}\n    {}\n", fault.name, sentence_of(fault));
}

void print_known(const Baselines& baselines, const std::string& id) {
  bool is_first = true;
  for (const auto& [target, baseline] : baselines)
    for (const result::Deviation& one : baseline.deviations) {
      if (one.scenario != id) continue;
      if (is_first) fmt::print("\nKnown not to keep it (fixtures/DEVIATIONS.md):\n");
      is_first = false;
      const std::string version =
          one.versions.empty() ? "" : fmt::format(" ({} only)", fmt::join(one.versions, ", "));
      fmt::print("  {}{}: {}, {}\n    {}\n", target, version, name_of(one.outcome), one.finding, one.reason);
    }
}

// What stands behind the header: the dialogue and its contents, comments and all.
std::string_view dialogue_of(const Scenario& scenario) {
  const std::string_view text = scenario.source->octets();
  const std::size_t blank = text.find("\n\n");
  return blank == text.npos ? std::string_view() : text.substr(blank + 2);
}

void print_scenario(const Scenario& scenario, const ledger::Ledger& ledger, const Baselines& baselines) {
  fmt::print("{}\n  {}\n", scenario.id, scenario.title);
  if (!scenario.failing_means.empty()) fmt::print("  A failure means: {}\n", scenario.failing_means);
  fmt::print("  judges {}s; {}\n\n{}:\n", scenario::name_of(scenario.judges), scenario.source->name(),
             scenario.requirement.clause.rfc == 0 ? "What it rests on" : "What the RFC says");
  if (scenario.requirement.clause.entry.empty()) {
    fmt::print("  {}\n", scenario.requirement.clause.str());
    print_url(scenario.requirement.clause);
  }
  for (const std::string& id : scenario.entries)
    if (const ledger::Entry* entry = ledger.find(id)) print_entry(*entry);
  fmt::print("\nHow it is played (the header, with 'needs' and 'given', stands in the file):\n");
  std::string_view rest = dialogue_of(scenario);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    fmt::print("{}{}\n", end > 0 ? "  " : "", rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  print_noticed(scenario);
  print_known(baselines, scenario.id);
}

const watch::Rule* find_rule(const std::string& id) {
  for (const result::Side judged : {result::Side::server, result::Side::client})
    for (const watch::Rule& rule : watch::rules_for(judged))
      if (rule.id == id) return &rule;
  return nullptr;
}

void print_rule(const watch::Rule& rule, const Baselines& baselines) {
  fmt::print("{}\n  {}\n  a wire rule: it looks at every session\n\nWhat the RFC says:\n", rule.id,
             rule.sentence);
  for (const ledger::Entry* entry : rule.cites.entries) print_entry(*entry);
  print_known(baselines, std::string(rule.id));
}

int unknown(const std::string& id, const std::vector<std::string>& ids) {
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  const std::string_view near = text::nearest(id, known);
  return mistake(fmt::format("no scenario and no wire rule is called '{}'; {}", id,
                             near.empty() ? "'smtpspec list' shows what there is"
                                          : fmt::format("did you mean '{}'?", near)),
                 exit_codes::nothing_selected);
}

}  // namespace

int explain(const ExplainOptions& options) {
  Choice choice;
  choice.scenarios = options.choice.scenarios;
  choice.with_catalogue = !choice.scenarios.empty();
  const Chosen chosen = choose(choice);
  if (chosen.exit_code) return *chosen.exit_code;
  const std::vector<std::string> ids = known_ids(chosen.scenarios);
  const Baselines baselines = all_baselines(ids);
  bool is_first = true;
  for (const std::string& id : options.choice.selection.ids) {
    if (!is_first) fmt::print("\n\n");
    is_first = false;
    const auto one = std::find_if(chosen.scenarios.begin(), chosen.scenarios.end(),
                                  [&](const auto& candidate) { return candidate->id == id; });
    if (one != chosen.scenarios.end())
      print_scenario(**one, chosen.ledger, baselines);
    else if (const watch::Rule* rule = find_rule(id))
      print_rule(*rule, baselines);
    else
      return unknown(id, ids);
  }
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
