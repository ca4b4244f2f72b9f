// Catalogue: the scenarios below a folder, and the selection of some of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "scenario/scenario.hpp"
#include "text/diagnostic.hpp"

namespace smtpspec::scenario {

struct Catalogue {
  std::vector<ScenarioPtr> scenarios;  // sorted by id
  text::Diagnostics diagnostics;
  ledger::Ledger ledger;  // the one that comes along, and what lies in requirements/ beside the scenarios
};

// Reads every *.smtp below `folder` (recursively). Ids are paths without the ending, with '/', relative to
// the nearest folder named "scenarios" that it is or lies in; where there is none, to itself or, where it is
// called like an RFC (rfc5321) or "client", to the folder above.
Catalogue read_catalogue(const std::filesystem::path& folder);
// Reads one file. Its id is the same, of the folder that it lies in.
Catalogue read_file(const std::filesystem::path& file);

// What is wanted; an empty list selects everything, several entries of one list are alternatives, different
// lists must all agree.
struct Selection {
  std::vector<std::string> ids;  // globs over the id: * within a segment, ** over several, ? one character
  std::vector<std::string> exclude;  // globs
  std::vector<unsigned> rfcs;
  std::vector<std::string> sections;    // "4.2" also selects "4.2.1"
  std::vector<std::string> extensions;  // case-insensitive
  std::vector<text::Level> levels;
  std::vector<std::string> tags;
  std::optional<Judges> judges;
};

// Whether nothing is left out.
bool selects_all(const Selection& selection);
bool selects(const Selection& selection, const Scenario& scenario);
// Whether this is its id, a folder that it is in, or a glob that matches either.
bool is_called(const Scenario& scenario, std::string_view glob);
std::vector<ScenarioPtr> select(const Catalogue& catalogue, const Selection& selection);
bool glob_matches(std::string_view glob, std::string_view text);

std::optional<text::Level> parse_level(std::string_view words);

}  // namespace smtpspec::scenario
