#include <fmt/format.h>

#include <algorithm>

#include "prove/checks.hpp"
#include "prove/concern.hpp"

namespace smtpspec::prove {
namespace {

using result::Outcome;

bool kills_any(const Matrix& matrix, std::size_t scenario) {
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer)
    if (matrix.cell(peer, scenario) == Cell::kill) return true;
  return false;
}

// Whether it is noticed is to be seen once that scenario is mended.
bool is_named_by_the_unplayed(const Matrix& matrix, std::string_view fault) {
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
    if (!matrix.is_playable(at) && names(*matrix.scenarios()[at], fault)) return true;
  return false;
}

std::string in_words(const Played& played) {
  const std::string_view outcome = result::name_of(played.outcome);
  return played.what.empty() ? std::string(outcome) : fmt::format("{}: {}", outcome, played.what);
}

void check_named_faults(const Matrix& matrix, std::size_t at, std::vector<Defect>& defects) {
  const scenario::Scenario& scenario = *matrix.scenarios()[at];
  for (const scenario::Fault& named : scenario.faults) {
    const auto& peers = matrix.peers();
    const auto found =
        std::find_if(peers.begin(), peers.end(), [&](const Peer& one) { return one.fault == named.name; });
    if (found == peers.end()) {
      defects.push_back({DefectKind::unknown_fault, scenario.id, named.name, "no fault is called so"});
      continue;
    }
    const auto peer = static_cast<std::size_t>(found - peers.begin());
    if (!matrix.is_playable(at)) continue;
    if (matrix.cell(peer, at) != Cell::kill)
      defects.push_back(
          {DefectKind::misses_named_fault, scenario.id, named.name, in_words(matrix.at(peer, at))});
  }
}

}  // namespace

void check_correct_peer(const Matrix& matrix, std::vector<Defect>& defects) {
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
    const Played& played = matrix.at(0, at);
    if (played.outcome == Outcome::pass) continue;
    const bool vacuous = played.outcome == Outcome::error && played.what.starts_with("vacuous");
    defects.push_back({vacuous ? DefectKind::vacuous : DefectKind::fails_correct_peer,
                       matrix.scenarios()[at]->id,
                       {},
                       in_words(played)});
  }
}

void check_kills(const Matrix& matrix, std::vector<Defect>& defects) {
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
    if (matrix.is_playable(at) && !kills_any(matrix, at))
      defects.push_back(
          {DefectKind::kills_nothing, matrix.scenarios()[at]->id, {}, "no mistake of the peer is noticed"});
    check_named_faults(matrix, at, defects);
    for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer)
      if (matrix.cell(peer, at) == Cell::broken)
        defects.push_back({DefectKind::broken_play, matrix.scenarios()[at]->id,
                           std::string(matrix.peers()[peer].fault), in_words(matrix.at(peer, at))});
  }
}

void check_knock_ons(const Matrix& matrix, std::vector<Defect>& defects) {
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
    for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer) {
      if (matrix.cell(peer, at) != Cell::knock_on) continue;
      const Played& played = matrix.at(peer, at);
      defects.push_back({DefectKind::knock_on, matrix.scenarios()[at]->id,
                         std::string(matrix.peers()[peer].fault),
                         fmt::format("{}, accused under {} where {} is broken", played.what,
                                     played.clause ? played.clause->str() : "no clause",
                                     matrix.peers()[peer].cites.clause.str())});
    }
  }
}

void check_faults(const Matrix& matrix, std::vector<Defect>& defects) {
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer)
    if (!matrix.is_noticed(peer) && !is_named_by_the_unplayed(matrix, matrix.peers()[peer].fault))
      defects.push_back({DefectKind::unnoticed_fault,
                         std::string(matrix.peers()[peer].fault),
                         {},
                         std::string(matrix.peers()[peer].sentence)});
}

}  // namespace smtpspec::prove
