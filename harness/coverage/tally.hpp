// Tally: how many of some duties are proven, cited and open.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "coverage/duties.hpp"

namespace smtpspec::coverage {

inline constexpr std::array all_parties = {ledger::Party::server, ledger::Party::client, ledger::Party::relay,
                                           ledger::Party::submission_server};

struct Tally {
  std::array<std::size_t, all_states.size()> counts{};

  std::size_t of(State state) const { return counts[static_cast<std::size_t>(state)]; }
  std::size_t total() const;
  void add(State state) { ++counts[static_cast<std::size_t>(state)]; }
};

template <class Wanted>
Tally tally_of(const std::vector<Duty>& duties, const Wanted& wanted) {
  Tally tally;
  for (const Duty& one : duties)
    if (wanted(*one.entry)) tally.add(one.state);
  return tally;
}

template <class Wanted>
std::vector<Duty> where(const std::vector<Duty>& duties, const Wanted& wanted) {
  std::vector<Duty> some;
  std::copy_if(duties.begin(), duties.end(), std::back_inserter(some), wanted);
  return some;
}

Tally tally_of(const std::vector<Duty>& duties);
// MUST and MUST NOT that show in the session itself.
Tally hard_on_the_wire(const std::vector<Duty>& duties);
// Why those that are open are so; "" for those without a reason.
std::map<std::string_view, std::size_t> reasons_of(const std::vector<Duty>& duties);
// The names of the documents that they stand in, in their order.
std::vector<std::string_view> documents_of(const std::vector<Duty>& duties);

// "rfc5321": the document of an entry.
std::string_view document_of(const ledger::Entry& entry);
// Those that stand in it.
std::vector<Duty> of_document(const std::vector<Duty>& duties, std::string_view name);

}  // namespace smtpspec::coverage
