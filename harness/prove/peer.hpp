// Peer: what a proof plays scenarios against: a reference peer of either side, as it is, with one mistake, or
// in one of its legal variants.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "play/memory/duet.hpp"
#include "reference/client_faults.hpp"
#include "reference/client_variants.hpp"
#include "reference/faults.hpp"
#include "reference/relay_faults.hpp"
#include "reference/relay_variants.hpp"
#include "reference/variants.hpp"
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
  std::string_view fault;     // the name of its mistake, or else
  std::string_view variant;   // that of its variant; both empty: the correct peer as it is
  std::string_view sentence;  // what it does wrong, or unusually
  ledger::Citation cites;     // what it breaks, or what lets it
  std::function<result::CaseResult(const scenario::ScenarioPtr&, const Manner&)> play;

  bool correct() const { return fault.empty() && variant.empty(); }
};

// The mistakes that scenarios are to notice, and the variants that they are to leave alone. All must outlive
// the peers that are made of them.
struct Faults {
  std::span<const reference::Fault> of_server;
  std::span<const reference::ClientFault> of_client;
  std::span<const reference::Variant> server_variants;
  std::span<const reference::ClientVariant> client_variants;
  std::span<const reference::RelayFault> of_relay = {};
  std::span<const reference::RelayVariant> relay_variants = {};
};

// All that the reference peers can do wrong, or unusually.
Faults every_fault();

// The correct peer of that side, and behind it one for each fault.
std::vector<Peer> peers(const Faults& faults, result::Side side);
std::vector<Peer> legal_variants(const Faults& faults, result::Side side);

result::Side judged_side(const scenario::Scenario& scenario);

}  // namespace smtpspec::prove
