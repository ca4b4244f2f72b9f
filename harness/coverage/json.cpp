#include <boost/json.hpp>

#include "coverage/report.hpp"
#include "coverage/tally.hpp"

namespace smtpspec::coverage {
namespace {

namespace json = boost::json;

json::array names_of(const std::vector<Citer>& citers) {
  json::array array;
  for (const Citer& one : citers) array.emplace_back(one.name);
  return array;
}

json::array array_of(const auto& list) {
  json::array array;
  for (const auto one : list) array.emplace_back(name_of(one));
  return array;
}

json::object counts_of(const Tally& tally) {
  json::object counts;
  for (const State state : all_states) counts[name_of(state)] = tally.of(state);
  return counts;
}

json::object entry_of(const Duty& duty) {
  const ledger::Entry& entry = *duty.entry;
  json::object one{{"id", entry.id},
                   {"rfc", entry.clause.rfc},
                   {"section", entry.clause.section},
                   {"level", text::name_of(entry.clause.level)},
                   {"binds", array_of(entry.binds)},
                   {"seen", array_of(entry.seen)},
                   {"sentence", entry.sentence},
                   {"state", name_of(duty.state)},
                   {"reason", entry.open},
                   {"scenarios", names_of(duty.scenarios)},
                   {"wire_rules", names_of(duty.rules)},
                   {"mistakes", names_of(duty.mistakes)}};
  one["proof"] = nullptr;
  if (duty.state == State::proven)
    one["proof"] = json::object{{"noticed_by", duty.noticed_by}, {"mistake", duty.mistake}};
  return one;
}

}  // namespace

std::string json_of(const ledger::Ledger& ledger, const std::vector<Duty>& duties,
                    std::string_view tool_version) {
  json::array documents, entries;
  for (const std::string_view name : documents_of(duties)) {
    const ledger::Document& document = *ledger.document(name);
    documents.push_back({{"name", name},
                         {"rfc", document.rfc},
                         {"title", document.title},
                         {"counts", counts_of(tally_of(duties, [&](const ledger::Entry& one) {
                            return document_of(one) == name;
                          }))}});
  }
  for (const Duty& one : duties) entries.push_back(entry_of(one));
  return json::serialize(json::object{{"format", "smtpspec coverage"},
                                      {"version", 1},
                                      {"tool_version", tool_version},
                                      {"counts", counts_of(tally_of(duties))},
                                      {"hard_on_the_wire", counts_of(hard_on_the_wire(duties))},
                                      {"documents", std::move(documents)},
                                      {"entries", std::move(entries)}}) +
         "\n";
}

}  // namespace smtpspec::coverage
