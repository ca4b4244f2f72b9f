#include "coverage/duties.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <span>
#include <thread>

#include "watch/rule.hpp"

namespace smtpspec::coverage {
namespace {

using Places = std::vector<std::size_t>;

// Who of one side cites an entry, by their places in the lists.
struct Citers {
  Places scenarios, rules, mistakes;
};

using CitersById = std::map<std::string_view, Citers>;

CitersById citers_of(const Side& side) {
  CitersById citers;
  for (std::size_t at = 0; at < side.scenarios.size(); ++at)
    for (const std::string& id : side.scenarios[at]->entries) citers[id].scenarios.push_back(at);
  const auto rules = watch::rules_for(side.judged);
  for (std::size_t at = 0; at < rules.size(); ++at)
    for (const ledger::Entry* one : rules[at].cites.entries) citers[one->id].rules.push_back(at);
  for (std::size_t at = 0; at < side.mistakes.size(); ++at)
    for (const ledger::Entry* one : side.mistakes[at].cites->entries) citers[one->id].mistakes.push_back(at);
  return citers;
}

// Sees whether any of them notices any of the mistakes; the first is remembered.
void prove(Duty& duty, const Side& side, const Citers& citers) {
  const auto rules = watch::rules_for(side.judged);
  const auto proven = [&](std::string_view by, std::size_t mistake) {
    duty.state = State::proven;
    duty.noticed_by = by;
    duty.mistake = side.mistakes[mistake].name;
  };
  for (const std::size_t mistake : citers.mistakes)
    for (const std::size_t scenario : citers.scenarios)
      if (side.notices(mistake, scenario)) return proven(side.scenarios[scenario]->id, mistake);
  for (const std::size_t mistake : citers.mistakes)
    for (const std::size_t rule : citers.rules)
      if (side.breaks(mistake, rules[rule].id)) return proven(rules[rule].id, mistake);
}

void look_at(Duty& duty, const Side& side, const Citers& citers) {
  const auto rules = watch::rules_for(side.judged);
  for (const std::size_t at : citers.scenarios)
    duty.scenarios.push_back({side.scenarios[at]->id, side.judged});
  for (const std::size_t at : citers.rules) duty.rules.push_back({rules[at].id, side.judged});
  for (const std::size_t at : citers.mistakes) duty.mistakes.push_back({side.mistakes[at].name, side.judged});
  if (duty.state == State::open && !(citers.scenarios.empty() && citers.rules.empty()))
    duty.state = State::cited;
  if (duty.state == State::cited) prove(duty, side, citers);
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::proven:
      return "proven";
    case State::cited:
      return "cited";
    case State::open:
      return "open";
  }
  return "";
}

std::vector<Duty> duties_of(const std::vector<const ledger::Entry*>& entries, const std::vector<Side>& sides,
                            unsigned threads) {
  std::vector<Duty> duties;
  for (const ledger::Entry* entry : entries) duties.push_back({.entry = entry});
  std::vector<CitersById> citers;
  for (const Side& side : sides) citers.push_back(citers_of(side));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t at = next++; at < duties.size(); at = next++)
      for (std::size_t side = 0; side < sides.size(); ++side)
        if (const auto found = citers[side].find(duties[at].entry->id); found != citers[side].end())
          look_at(duties[at], sides[side], found->second);
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned n = 1; n < threads; ++n) helpers.emplace_back(work);
    work();
  }
  return duties;
}

}  // namespace smtpspec::coverage
