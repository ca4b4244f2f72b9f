// Where scenarios are found and how they are chosen, for every command alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "scenario/catalogue.hpp"

namespace smtpspec::cli {

// Reads what is named, or the catalogue; each path a folder or a file. Paths that do not exist are diagnosed.
scenario::Catalogue read_scenarios(const std::vector<std::string>& paths);

struct Chosen {
  std::vector<scenario::ScenarioPtr> scenarios;
  ledger::Ledger ledger;
  std::optional<int> exit_code;  // mistakes were found and said (3), or nothing was selected (5)
};

// Reads, says every mistake on standard error, and selects.
Chosen choose(const Choice& choice);

}  // namespace smtpspec::cli
