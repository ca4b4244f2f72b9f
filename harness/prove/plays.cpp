#include "prove/plays.hpp"

#include <algorithm>
#include <array>

#include "prove/concern.hpp"

namespace smtpspec::prove {
namespace {

std::vector<coverage::Mistake> mistakes_of(const std::vector<Peer>& peers) {
  std::vector<coverage::Mistake> mistakes;
  for (const Peer& one : peers)
    if (!one.correct()) mistakes.push_back({one.fault, &one.cites});
  return mistakes;
}

bool holds(const std::vector<std::string_view>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// The correct peer comes before all mistakes.
constexpr std::size_t peer_of(std::size_t mistake) {
  return mistake + 1;
}

}  // namespace

Plays::Plays(result::Side side, const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults)
    : side_(side), peers_(prove::peers(faults, side)) {
  std::copy_if(scenarios.begin(), scenarios.end(), std::back_inserter(scenarios_),
               [&](const scenario::ScenarioPtr& one) { return judged_side(*one) == side; });
  played_.resize(peers_.size() * scenarios_.size());
}

const Played& Plays::at(std::size_t peer, std::size_t scenario) {
  auto& place = played_[peer * scenarios_.size() + scenario];
  {
    const std::lock_guard lock(mutex_);
    if (place) return *place;
  }
  auto fresh = std::make_unique<const Played>(played(peers_[peer], scenarios_[scenario]));
  const std::lock_guard lock(mutex_);
  if (!place) place = std::move(fresh);
  return *place;
}

bool Plays::notices(std::size_t peer, std::size_t scenario) {
  const auto is_told = [&](std::size_t one) {
    const result::Outcome outcome = at(one, scenario).outcome;
    return outcome == result::Outcome::fail || outcome == result::Outcome::tolerated;
  };
  return is_told(peer) && !is_told(0);
}

bool Plays::breaks(std::size_t peer, std::string_view rule) {
  std::vector<std::size_t> order(scenarios_.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t one) { return names(*scenarios_[one], peers_[peer].fault); });
  return std::any_of(order.begin(), order.end(),
                     [&](std::size_t one) { return holds(at(peer, one).broken_rules, rule); });
}

std::vector<coverage::Duty> duties_of(const ledger::Ledger& ledger, const std::vector<Matrix>& matrices) {
  std::vector<coverage::Side> sides;
  for (const Matrix& matrix : matrices) {
    const auto breaks = [&matrix](std::size_t mistake, std::string_view rule) {
      for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
        if (holds(matrix.at(peer_of(mistake), at).broken_rules, rule)) return true;
      return false;
    };
    const auto notices = [&matrix](std::size_t mistake, std::size_t scenario) {
      return matrix.cell(peer_of(mistake), scenario) == Cell::kill;
    };
    sides.push_back({.judged = matrix.side(),
                     .scenarios = matrix.scenarios(),
                     .mistakes = mistakes_of(matrix.peers()),
                     .notices = notices,
                     .breaks = breaks});
  }
  return coverage::duties_of(ledger.entries(), sides);
}

std::vector<coverage::Duty> duties_of(const std::vector<const ledger::Entry*>& entries,
                                      const std::vector<scenario::ScenarioPtr>& scenarios,
                                      const Faults& faults, unsigned threads) {
  std::vector<std::unique_ptr<Plays>> plays;
  std::vector<coverage::Side> sides;
  for (const result::Side side : {result::Side::server, result::Side::client, result::Side::relay}) {
    Plays& some = *plays.emplace_back(std::make_unique<Plays>(side, scenarios, faults));
    const auto notices = [&some](std::size_t mistake, std::size_t scenario) {
      return some.notices(peer_of(mistake), scenario);
    };
    const auto breaks = [&some](std::size_t mistake, std::string_view rule) {
      return some.breaks(peer_of(mistake), rule);
    };
    sides.push_back({.judged = side,
                     .scenarios = some.scenarios(),
                     .mistakes = mistakes_of(some.peers()),
                     .notices = notices,
                     .breaks = breaks});
  }
  return coverage::duties_of(entries, sides, threads);
}

}  // namespace smtpspec::prove
