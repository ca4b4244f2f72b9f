#include <algorithm>
#include <map>
#include <set>

#include "prove/checks.hpp"
#include "prove/concern.hpp"
#include "watch/rule.hpp"

namespace smtpspec::prove {
namespace {

// For each rule the peers that break it, and the first scenario in which each does.
using Breakers = std::map<std::string_view, std::map<std::size_t, std::size_t>>;

Breakers breakers_in(const Matrix& matrix) {
  Breakers breakers;
  for (std::size_t peer = 0; peer < matrix.peers().size(); ++peer)
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
      for (const std::string_view rule : matrix.at(peer, at).broken_rules) breakers[rule].emplace(peer, at);
  return breakers;
}

}  // namespace

void check_rules(const Matrix& matrix, std::vector<Defect>& defects) {
  const Breakers breakers = breakers_in(matrix);
  for (const watch::Rule& rule : watch::rules_for(matrix.side())) {
    const auto found = breakers.find(rule.id);
    if (found == breakers.end()) continue;
    for (const auto& [peer, scenario] : found->second) {
      const Peer& breaker = matrix.peers()[peer];
      const std::string& seen_in = matrix.scenarios()[scenario]->id;
      if (breaker.correct())
        defects.push_back({DefectKind::rule_on_correct_peer, std::string(rule.id), {}, "seen in " + seen_in});
      else if (!has_to_do_with(rule, breaker))
        defects.push_back(
            {DefectKind::stray_rule, std::string(rule.id), std::string(breaker.fault), "seen in " + seen_in});
    }
  }
}

void check_all_rules_are_proven(const Matrix& matrix, std::vector<Defect>& defects) {
  if (matrix.side() == result::Side::relay) return;  // they are those of the two other sides
  const Breakers breakers = breakers_in(matrix);
  for (const watch::Rule& rule : watch::rules_for(matrix.side())) {
    const auto found = breakers.find(rule.id);
    const bool proven = found != breakers.end() && std::any_of(found->second.begin(), found->second.end(),
                                                               [](const auto& one) { return one.first > 0; });
    if (!proven)
      defects.push_back({DefectKind::unproven_rule, std::string(rule.id), {}, std::string(rule.sentence)});
  }
}

}  // namespace smtpspec::prove
