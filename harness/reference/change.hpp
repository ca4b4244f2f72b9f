// Change: one thing that a reference peer does otherwise on request, a mistake or something unusual and
// right.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include "ledger/citation.hpp"

namespace smtpspec::reference {

template <class Behaviour>
struct Change {
  std::string_view name;      // lower case with hyphens, permanent
  std::string_view sentence;  // what the peer does
  ledger::Citation cites;     // the duties that it breaks, first the one that it is about; or what lets it
  void (*apply)(Behaviour&);
};

// Those of several areas, sorted by name.
template <class Behaviour>
std::vector<Change<Behaviour>> in_order(std::initializer_list<std::vector<Change<Behaviour>> (*)()> areas) {
  std::vector<Change<Behaviour>> all;
  for (auto* area : areas) {
    std::vector<Change<Behaviour>> some = area();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

// Among changes in order; null if there is none of this name.
template <class Behaviour>
const Change<Behaviour>* find_change(std::span<const Change<Behaviour>> changes, std::string_view name) {
  const auto found = std::lower_bound(
      changes.begin(), changes.end(), name,
      [](const Change<Behaviour>& change, std::string_view key) { return change.name < key; });
  return found != changes.end() && found->name == name ? &*found : nullptr;
}

}  // namespace smtpspec::reference
