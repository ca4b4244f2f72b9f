// Peer: what a proof plays scenarios against: a reference peer of either side, correct or with one mistake.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "play/duet.hpp"
#include "reference/client_faults.hpp"
#include "reference/faults.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::prove {

// How a scenario is played: how our octets are cut, and whether TLS begins with the first octet (only where a
// server is judged).
struct Manner {
  play::DuetOptions options;
  bool implicit_tls = false;
};

struct Peer {
  result::Side side = result::Side::server;
  std::string_view fault;     // its name; empty: the correct peer
  std::string_view sentence;  // what it does wrong
  text::Clause clause;        // that it offends
  std::function<result::CaseResult(const scenario::ScenarioPtr&, const Manner&)> play;

  bool correct() const { return fault.empty(); }
};

// The mistakes that scenarios are to notice. They must outlive the peers that are made of them.
struct Faults {
  std::span<const reference::Fault> of_server;
  std::span<const reference::ClientFault> of_client;
};

// All that the reference peers can do wrong.
Faults every_fault();

// The correct peer of that side, and behind it one for each fault.
std::vector<Peer> peers(const Faults& faults, result::Side side);

result::Side judged_side(const scenario::Scenario& scenario);

}  // namespace smtpspec::prove
