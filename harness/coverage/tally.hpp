// Tally: how many of some duties are proven, cited and open.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "coverage/duties.hpp"

namespace smtpspec::coverage {

inline constexpr std::array all_levels = {text::Level::must,   text::Level::must_not,
                                          text::Level::should, text::Level::should_not,
                                          text::Level::may,    text::Level::states};
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

Tally tally_of(const std::vector<Duty>& duties);
// MUST and MUST NOT that show in the session itself.
Tally hard_on_the_wire(const std::vector<Duty>& duties);
// Why those that are open are so; "" for those without a reason.
std::map<std::string_view, std::size_t> reasons_of(const std::vector<Duty>& duties);
// The names of the documents that they stand in, in their order.
std::vector<std::string_view> documents_of(const std::vector<Duty>& duties);

// "rfc5321": the document of an entry.
std::string_view document_of(const ledger::Entry& entry);
// "RFC 5321", "LOGIN": as people call it.
std::string called(std::string_view document);

}  // namespace smtpspec::coverage
