// Legal variants: peers that do something unusual and right.
#include <fmt/format.h>

#include <algorithm>

#include "prove/checks.hpp"

namespace smtpspec::prove {
namespace {

using result::Outcome;

void check_scenario(const Matrix& matrix, std::size_t variant, std::size_t at, std::vector<Defect>& defects) {
  const Played& played = matrix.at_variant(variant, at);
  const std::string name(matrix.variants()[variant].variant);
  const std::string& id = matrix.scenarios()[at]->id;
  if (played.outcome == Outcome::fail)
    defects.push_back({DefectKind::accuses_variant, id, name,
                       fmt::format("false accusation of a legal variant, {}: {}", name, played.what)});
  // A scenario may find nothing to judge there; that the rule's line was not reached is no mistake of its
  // own.
  const bool vacuous = played.what.starts_with("vacuous");
  if (played.outcome == Outcome::error && !vacuous)
    defects.push_back({DefectKind::broken_play, id, name, played.what});
}

// Each rule once for a variant, with the first scenario in which it breaks.
void check_wire_rules(const Matrix& matrix, std::size_t variant, std::vector<Defect>& defects) {
  std::vector<std::string_view> told;
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
    for (const std::string_view rule : matrix.at_variant(variant, at).broken_rules) {
      if (std::find(told.begin(), told.end(), rule) != told.end()) continue;
      told.push_back(rule);
      defects.push_back({DefectKind::rule_on_variant, std::string(rule),
                         std::string(matrix.variants()[variant].variant),
                         fmt::format("false accusation of a legal variant, {}: seen in {}",
                                     matrix.variants()[variant].variant, matrix.scenarios()[at]->id)});
    }
}

}  // namespace

void check_variants(const Matrix& matrix, std::vector<Defect>& defects) {
  for (std::size_t variant = 0; variant < matrix.variants().size(); ++variant) {
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
      check_scenario(matrix, variant, at, defects);
    check_wire_rules(matrix, variant, defects);
  }
}

}  // namespace smtpspec::prove
