#include "prove/peer.hpp"

#include <utility>

#include "play/client_duet.hpp"

namespace smtpspec::prove {
namespace {

using scenario::ScenarioPtr;

// Facts are always those of the correct peer: a mistake may not hide behind names of its own.
auto play_of(reference::Behaviour behaviour) {
  return [behaviour = std::move(behaviour), facts = play::facts_of({})](const ScenarioPtr& scenario,
                                                                        const Manner& manner) {
    play::Facts told = facts;
    told.implicit_tls = manner.implicit_tls;
    return play::play_in_memory(scenario, behaviour, std::move(told), manner.options);
  };
}

auto play_of(reference::ClientBehaviour behaviour) {
  return [behaviour = std::move(behaviour), facts = play::facts_of_reference_client()](
             const ScenarioPtr& scenario, const Manner& manner) {
    return play::play_in_memory(scenario, behaviour, facts, manner.options);
  };
}

template <class Behaviour, class Fault>
std::vector<Peer> peers_of(std::span<const Fault> faults, result::Side side) {
  std::vector<Peer> all;
  all.push_back({.side = side, .fault = {}, .sentence = {}, .clause = {}, .play = play_of(Behaviour())});
  for (const Fault& fault : faults) {
    Behaviour behaviour;
    fault.apply(behaviour);
    all.push_back({side, fault.name, fault.sentence, fault.clause, play_of(std::move(behaviour))});
  }
  return all;
}

}  // namespace

Faults every_fault() {
  return {reference::server_faults(), reference::client_faults()};
}

std::vector<Peer> peers(const Faults& faults, result::Side side) {
  return side == result::Side::server ? peers_of<reference::Behaviour>(faults.of_server, side)
                                      : peers_of<reference::ClientBehaviour>(faults.of_client, side);
}

result::Side judged_side(const scenario::Scenario& scenario) {
  return scenario.judges == scenario::Judges::client ? result::Side::client : result::Side::server;
}

}  // namespace smtpspec::prove
