#include "prove/concern.hpp"

#include <algorithm>

#include "prove/side_effects.hpp"

namespace smtpspec::prove {
namespace {

std::string_view without_item(std::string_view section) {
  return section.substr(0, section.find(' '));
}

}  // namespace

bool names(const scenario::Scenario& scenario, std::string_view fault) {
  return std::any_of(scenario.faults.begin(), scenario.faults.end(),
                     [&](const scenario::Fault& one) { return one.name == fault; });
}

bool stands_in(const text::Clause& inner, const text::Clause& outer) {
  const std::string_view within = without_item(inner.section), around = without_item(outer.section);
  return inner.rfc == outer.rfc && within.starts_with(around) &&
         (within.size() == around.size() || within[around.size()] == '.');
}

bool has_to_do_with(const scenario::Scenario& scenario, const Played& played, const Peer& peer) {
  const std::vector<text::Clause> broken = peer.cites.clauses();
  const auto is_cited = [&](const text::Clause& one) {
    return std::any_of(broken.begin(), broken.end(),
                       [&](const text::Clause& outer) { return stands_in(one, outer); });
  };
  return names(scenario, peer.fault) || (played.clause && is_cited(*played.clause)) ||
         is_cited(scenario.requirement.clause) ||
         std::any_of(scenario.see.begin(), scenario.see.end(), is_cited);
}

bool has_to_do_with(const watch::Rule& rule, const Peer& peer) {
  for (const text::Clause& broken : peer.cites.clauses())
    for (const text::Clause& watched : rule.cites.clauses())
      if (stands_in(broken, watched) || stands_in(watched, broken)) return true;
  return is_side_effect(rule.id, peer.fault);
}

}  // namespace smtpspec::prove
