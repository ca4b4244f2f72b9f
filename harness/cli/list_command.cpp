#include <fmt/format.h>

#include <boost/json.hpp>

#include <algorithm>

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

}  // namespace

int list(const ListOptions& options) {
  const Chosen chosen = choose(options.choice);
  if (chosen.exit_code) return *chosen.exit_code;
  if (options.json)
    print_json(chosen.scenarios);
  else
    print_text(chosen.scenarios);
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
