#include "prove/peer.hpp"

#include <utility>

#include "play/judging/case_book.hpp"
#include "play/memory/reference_peers.hpp"

namespace smtpspec::prove {
namespace {

using scenario::ScenarioPtr;

// Facts are always those of the correct peer: a mistake may not hide behind names of its own.
template <class Behaviour>
auto play_with(Behaviour behaviour, play::Facts facts) {
  return [behaviour = std::move(behaviour), facts = std::move(facts)](const ScenarioPtr& scenario,
                                                                      const Manner& manner) {
    play::Facts told = facts;
    told.implicit_tls = manner.implicit_tls;
    return play::play_in_memory(scenario, behaviour, std::move(told), manner.options);
  };
}

auto play_of(reference::Behaviour behaviour) {
  return play_with(std::move(behaviour), play::facts_of(reference::Behaviour()));
}

auto play_of(reference::RelayBehaviour behaviour) {
  return play_with(std::move(behaviour), play::facts_of_reference_relay());
}

auto play_of(reference::ClientBehaviour behaviour) {
  return [behaviour = std::move(behaviour), facts = play::facts_of_reference_client()](
             const ScenarioPtr& scenario, const Manner& manner) {
    return play::play_in_memory(scenario, behaviour, facts, manner.options);
  };
}

// `name`: which of a peer's names it is.
template <class Behaviour, class Change>
std::vector<Peer> changed(std::span<const Change> changes, result::Side side, std::string_view Peer::*name) {
  std::vector<Peer> all;
  for (const Change& change : changes) {
    Behaviour behaviour;
    change.apply(behaviour);
    Peer peer{.side = side,
              .fault = {},
              .variant = {},
              .sentence = change.sentence,
              .cites = change.cites,
              .play = play_of(std::move(behaviour))};
    peer.*name = change.name;
    all.push_back(std::move(peer));
  }
  return all;
}

template <class Behaviour>
Peer correct_peer(result::Side side) {
  return {
      .side = side, .fault = {}, .variant = {}, .sentence = {}, .cites = {}, .play = play_of(Behaviour())};
}

}  // namespace

Faults every_fault() {
  return {reference::server_faults(),   reference::client_faults(), reference::server_variants(),
          reference::client_variants(), reference::relay_faults(),  reference::relay_variants()};
}

std::vector<Peer> peers(const Faults& faults, result::Side side) {
  using namespace reference;
  std::vector<Peer> all;
  if (side == result::Side::server) {
    all = changed<Behaviour>(faults.of_server, side, &Peer::fault);
    all.insert(all.begin(), correct_peer<Behaviour>(side));
  } else if (side == result::Side::client) {
    all = changed<ClientBehaviour>(faults.of_client, side, &Peer::fault);
    all.insert(all.begin(), correct_peer<ClientBehaviour>(side));
  } else {
    all = changed<RelayBehaviour>(faults.of_relay, side, &Peer::fault);
    all.insert(all.begin(), correct_peer<RelayBehaviour>(side));
  }
  return all;
}

std::vector<Peer> legal_variants(const Faults& faults, result::Side side) {
  using namespace reference;
  if (side == result::Side::server) return changed<Behaviour>(faults.server_variants, side, &Peer::variant);
  if (side == result::Side::client)
    return changed<ClientBehaviour>(faults.client_variants, side, &Peer::variant);
  return changed<RelayBehaviour>(faults.relay_variants, side, &Peer::variant);
}

result::Side judged_side(const scenario::Scenario& scenario) {
  return play::judged_in(scenario);
}

}  // namespace smtpspec::prove
