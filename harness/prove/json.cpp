#include <boost/json.hpp>

#include <map>
#include <set>

#include "coverage/tally.hpp"
#include "prove/concern.hpp"
#include "prove/report.hpp"

namespace smtpspec::prove {
namespace {

namespace json = boost::json;

json::object clause_as_json(const text::Clause& clause) {
  json::object out{{"rfc", clause.rfc}, {"section", clause.section}, {"level", text::name_of(clause.level)}};
  if (!clause.entry.empty()) out["entry"] = clause.entry;
  return out;
}

json::array scenarios_as_json(const Matrix& matrix) {
  json::array all;
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
    all.push_back({{"id", matrix.scenarios()[at]->id},
                   {"clause", clause_as_json(matrix.scenarios()[at]->requirement.clause)},
                   {"correct_peer", result::name_of(matrix.at(0, at).outcome)}});
  return all;
}

json::array faults_as_json(const Matrix& matrix) {
  json::array all;
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer) {
    const Peer& one = matrix.peers()[peer];
    all.push_back({{"name", one.fault},
                   {"sentence", one.sentence},
                   {"clause", clause_as_json(one.cites.clause)},
                   {"noticed", matrix.is_noticed(peer)}});
  }
  return all;
}

// How scenarios ended against each: counts by outcome.
json::array variants_as_json(const Matrix& matrix) {
  json::array all;
  for (std::size_t variant = 0; variant < matrix.variants().size(); ++variant) {
    const Peer& one = matrix.variants()[variant];
    std::map<std::string_view, std::size_t> outcomes;
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
      ++outcomes[result::name_of(matrix.at_variant(variant, at).outcome)];
    json::object counts;
    for (const auto& [outcome, number] : outcomes) counts[outcome] = number;
    all.push_back({{"name", one.variant},
                   {"sentence", one.sentence},
                   {"clause", clause_as_json(one.cites.clause)},
                   {"outcomes", std::move(counts)}});
  }
  return all;
}

// What is not there was played and not noticed.
json::array cells_as_json(const Matrix& matrix) {
  json::array all;
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer)
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
      const Cell cell = matrix.cell(peer, at);
      if (cell == Cell::pass) continue;
      const Played& played = matrix.at(peer, at);
      json::object one = {{"fault", matrix.peers()[peer].fault},
                          {"scenario", matrix.scenarios()[at]->id},
                          {"cell", name_of(cell)},
                          {"outcome", result::name_of(played.outcome)},
                          {"named", names(*matrix.scenarios()[at], matrix.peers()[peer].fault)},
                          {"what", played.what}};
      if (played.clause) one["clause"] = clause_as_json(*played.clause);
      all.push_back(std::move(one));
    }
  return all;
}

json::array rules_as_json(const Matrix& matrix) {
  std::map<std::string_view, std::set<std::string_view>> breakers;
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer)
    for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
      for (const std::string_view rule : matrix.at(peer, at).broken_rules)
        breakers[rule].insert(matrix.peers()[peer].fault);
  json::array all;
  for (const watch::Rule& rule : watch::rules_for(matrix.side())) {
    json::array faults;
    for (const std::string_view fault : breakers[rule.id]) faults.emplace_back(fault);
    all.push_back({{"id", rule.id}, {"broken_by", std::move(faults)}});
  }
  return all;
}

json::object counts_as_json(const Count& count) {
  return {{"scenarios", count.scenarios},
          {"faults", count.faults},
          {"survivors", count.survivors},
          {"kills", count.kills},
          {"named", count.named},
          {"graded", count.graded},
          {"knock_ons", count.knock_ons},
          {"blocked", count.blocked},
          {"not_applicable", count.not_applicable},
          {"passes", count.passes},
          {"broken", count.broken},
          {"variants", count.variants},
          {"accusations", count.accusations}};
}

json::array defects_as_json(const std::vector<Defect>& defects) {
  json::array all;
  for (const Defect& one : defects)
    all.push_back({{"kind", name_of(one.kind)},
                   {"subject", one.subject},
                   {"other", one.other},
                   {"what", one.what},
                   {"remedy", remedy_of(one.kind)}});
  return all;
}

// What is in neither list is open.
json::value duties_as_json(const std::vector<coverage::Duty>& duties) {
  if (duties.empty()) return nullptr;
  json::object out{{"entries", duties.size()}};
  for (const coverage::State state : {coverage::State::proven, coverage::State::cited}) {
    json::array ids;
    for (const coverage::Duty& one : duties)
      if (one.state == state) ids.emplace_back(one.entry->id);
    out[coverage::name_of(state)] = std::move(ids);
  }
  return out;
}

}  // namespace

std::string json_of(const Proof& proof, std::string_view tool_version) {
  json::array sides;
  for (const Matrix& matrix : proof.matrices)
    sides.push_back({{"judges", result::name_of(matrix.side())},
                     {"counts", counts_as_json(count(matrix))},
                     {"scenarios", scenarios_as_json(matrix)},
                     {"faults", faults_as_json(matrix)},
                     {"variants", variants_as_json(matrix)},
                     {"cells", cells_as_json(matrix)},
                     {"wire_rules", rules_as_json(matrix)}});
  return json::serialize(json::object{{"format", "smtpspec proof"},
                                      {"version", 1},
                                      {"tool_version", tool_version},
                                      {"sound", proof.sound()},
                                      {"duration_ms", proof.lasted.count()},
                                      {"ledger", duties_as_json(proof.duties)},
                                      {"sides", std::move(sides)},
                                      {"defects", defects_as_json(proof.defects)}}) +
         "\n";
}

}  // namespace smtpspec::prove
