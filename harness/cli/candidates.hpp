// Candidates: from the words of `run` to what is to be judged, one by one or side by side. Everything that a
// person wrote is read and checked before the first target is started.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "cli/options.hpp"
#include "result/baseline.hpp"
#include "run/environment.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::cli {

struct Candidate {
  std::string name;    // in reports, where the target itself can't be asked
  std::string repeat;  // the command that brings this run's cases back, up to the ids
  result::Baseline baseline;
  // Throws where the target would not start: target::StartTimeout where it may with more patience.
  // `patience`: times the usual that its start may take.
  std::function<run::Environment(unsigned patience)> begin;
  bool is_server = true;
  bool is_client = false;
  bool is_relay = false;

  std::optional<std::set<std::string>> only;  // --rerun: what was no pass of this target

  bool wants(const std::string& id) const { return !only || only->contains(id); }
  // Whether the scenario is about what it is.
  bool judged_by(const scenario::Scenario& scenario) const {
    if (scenario.judges == scenario::Judges::relay) return is_relay;
    return scenario.judges == scenario::Judges::client ? is_client : is_server;
  }
};

// What to say of a name that no target has, with the one that is meant or what there is.
std::string no_target_called(const std::string& name, const std::filesystem::path& targets);

// At least one; or the exit code of mistakes in the words (2) or in files (3), which were said on standard
// error.
using CandidatesOrMistake = std::variant<std::vector<Candidate>, int>;
CandidatesOrMistake candidates_of(const RunOptions& options);

}  // namespace smtpspec::cli
