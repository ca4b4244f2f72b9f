#include "prove/proof.hpp"

#include "prove/concern.hpp"
#include "prove/plays.hpp"

namespace smtpspec::prove {
namespace {

void check(const Matrix& matrix, const Extent& extent, std::vector<Defect>& defects) {
  check_correct_peer(matrix, defects);
  check_kills(matrix, defects);
  check_knock_ons(matrix, defects);
  check_variants(matrix, defects);
  check_manners(matrix, defects);
  check_rules(matrix, defects);
  if (!extent.whole) return;
  check_faults(matrix, defects);
  check_all_rules_are_proven(matrix, defects);
}

void add(Count& sum, Cell cell, bool named) {
  switch (cell) {
    case Cell::pass:
      ++sum.passes;
      break;
    case Cell::kill:
      ++sum.kills;
      sum.named += named ? 1 : 0;
      break;
    case Cell::graded:
      ++sum.graded;
      break;
    case Cell::knock_on:
      ++sum.knock_ons;
      break;
    case Cell::blocked:
      ++sum.blocked;
      break;
    case Cell::not_applicable:
      ++sum.not_applicable;
      break;
    case Cell::broken:
      ++sum.broken;
      break;
    case Cell::not_played:
      break;
  }
}

}  // namespace

Proof prove(const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults, const Extent& extent,
            const ledger::Ledger& ledger) {
  const auto began = std::chrono::steady_clock::now();
  Proof proof;
  for (const result::Side side : {result::Side::server, result::Side::client, result::Side::relay}) {
    Matrix matrix(side, scenarios, faults, extent.threads, extent.progress);
    if (matrix.scenarios().empty()) continue;
    check(matrix, extent, proof.defects);
    proof.matrices.push_back(std::move(matrix));
  }
  if (extent.whole) proof.duties = duties_of(ledger, proof.matrices);
  proof.lasted =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  return proof;
}

Count count(const Matrix& matrix) {
  Count sum{.scenarios = matrix.scenarios().size(), .faults = matrix.peers().size() - 1};
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer) {
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
      add(sum, matrix.cell(peer, at), names(*matrix.scenarios()[at], matrix.peers()[peer].fault));
    sum.survivors += matrix.is_noticed(peer) ? 0 : 1;
  }
  sum.variants = matrix.variants().size();
  for (std::size_t variant = 0; variant < sum.variants; ++variant)
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
      sum.accusations += matrix.at_variant(variant, at).outcome == result::Outcome::fail ? 1 : 0;
  return sum;
}

}  // namespace smtpspec::prove
