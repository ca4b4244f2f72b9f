// Duet: a scenario played against a reference peer in memory, in one thread, without sockets and without
// waiting: time stands still, and a deadline passes as soon as nobody has anything to say any more.
//
// The same play that judges real targets, the same peers that `smtpspec serve` and `smtpspec send` run, and
// the same verdicts as on sockets.
#pragma once

#include <cstdint>
#include <optional>

#include "play/material/facts.hpp"
#include "play/wire/action.hpp"
#include "reference/behaviour.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/relay_behaviour.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

struct DuetOptions {
  std::optional<Send::Cut> cut;  // how every group is cut, whatever the scenario says
  std::uint64_t cut_seed = 0;    // of Cut::random
};

// One that judges a server against the reference server, one that judges a client against the reference
// client, one that judges a relay against the reference relay.
result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::Behaviour& behaviour,
                                  Facts facts, const DuetOptions& options = {});
result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::ClientBehaviour& behaviour,
                                  Facts facts, const DuetOptions& options = {});
result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::RelayBehaviour& behaviour,
                                  Facts facts, const DuetOptions& options = {});

}  // namespace smtpspec::play
