// Duet: a scenario played against the reference server in memory, without sockets and without waiting.
//
// The same player that judges real targets, the same server that `smtpspec serve` runs. Time stands still: a
// deadline "passes" as soon as nobody has anything to say any more.
#pragma once

#include "play/facts.hpp"
#include "play/player.hpp"
#include "reference/behaviour.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct DuetOptions {
  std::optional<Send::Cut> cut;  // how every group is cut, whatever the scenario says
  std::uint64_t cut_seed = 0;    // of Cut::random
};

// The names that a server of this behaviour gives the scenarios' variables. {case} is always the same.
Facts facts_of(const reference::Behaviour& behaviour);

result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::Behaviour& behaviour,
                                  Facts facts, const DuetOptions& options = {});

}  // namespace smtpspec::play
