#include <fmt/format.h>

#include <boost/json.hpp>

#include <algorithm>
#include <map>

#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"

namespace smtpspec::cli {
namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& words) {
  json::array array;
  for (const std::string& word : words) array.emplace_back(word);
  return array;
}

json::object described(const scenario::Scenario& scenario) {
  const text::Clause& clause = scenario.requirement.clause;
  json::array faults;
  for (const scenario::Fault& fault : scenario.faults) faults.emplace_back(fault.name);
  return {{"id", scenario.id},
          {"title", scenario.title},
          {"rfc", clause.rfc},
          {"section", clause.section},
          {"level", text::name_of(clause.level)},
          {"url", clause.url()},
          {"entries", array_of(scenario.entries)},
          {"extensions", array_of(scenario.extensions)},
          {"tags", array_of(scenario.tags)},
          {"faults", std::move(faults)},
          {"path", scenario.source->name()}};
}

void print_json(const std::vector<scenario::ScenarioPtr>& scenarios) {
  json::array all;
  for (const auto& scenario : scenarios) all.push_back(described(*scenario));
  fmt::print("{}\n", json::serialize(all));
}

void print_text(const std::vector<scenario::ScenarioPtr>& scenarios) {
  std::size_t id_width = 0, clause_width = 0;
  for (const auto& scenario : scenarios) {
    id_width = std::max(id_width, scenario->id.size());
    clause_width = std::max(clause_width, scenario->requirement.clause.str().size());
  }
  for (const auto& scenario : scenarios)
    fmt::print("{:<{}}  {:<{}}  {}\n", scenario->id, id_width, scenario->requirement.clause.str(),
               clause_width, scenario->title);
  fmt::print("{} scenario{}\n", scenarios.size(), scenarios.size() == 1 ? "" : "s");
}

// Where a scenario is looked for first: the folder of its document, of clients beside servers.
std::string folder_of(const scenario::Scenario& scenario) {
  std::string_view id = scenario.id;
  for (const std::string_view side : {"client/", "relay/"})
    if (id.starts_with(side)) id.remove_prefix(side.size());
  return std::string(id.substr(0, id.find('/')));
}

// All of them are more than anybody reads.
void print_folders(const std::vector<scenario::ScenarioPtr>& scenarios, const ledger::Ledger& ledger) {
  struct Count {
    std::size_t of_servers = 0, of_clients = 0, of_relays = 0;
  };
  std::map<std::string, Count> folders;
  for (const auto& scenario : scenarios) {
    Count& count = folders[folder_of(*scenario)];
    ++(scenario->judges == scenario::Judges::server   ? count.of_servers
       : scenario->judges == scenario::Judges::client ? count.of_clients
                                                      : count.of_relays);
  }
  fmt::print("{:<9} {:>8} {:>8} {:>8}\n", "folder", "servers", "clients", "relays");
  for (const auto& [folder, count] : folders) {
    const ledger::Document* document = ledger.document(folder);
    fmt::print("{:<9} {:>8} {:>8} {:>8}  {}\n", folder, count.of_servers, count.of_clients, count.of_relays,
               document ? document->title : "");
  }
  fmt::print(
      "{} scenarios; 'smtpspec list rfc1870 client/rfc1870' shows those of a folder, 'list --rfc 1870' "
      "those\n"
      "that are about it, \"list '**'\" all of them; 'smtpspec explain ID' says more of one\n",
      scenarios.size());
}

}  // namespace

int list(const ListOptions& options) {
  const Chosen chosen = choose(options.choice);
  if (chosen.exit_code) return *chosen.exit_code;
  if (options.json)
    print_json(chosen.scenarios);
  else if (options.choice.scenarios.empty() && scenario::selects_all(options.choice.selection))
    print_folders(chosen.scenarios, chosen.ledger);
  else
    print_text(chosen.scenarios);
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
