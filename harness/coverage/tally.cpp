#include "coverage/tally.hpp"

#include <numeric>

namespace smtpspec::coverage {

std::size_t Tally::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

Tally tally_of(const std::vector<Duty>& duties) {
  return tally_of(duties, [](const ledger::Entry&) { return true; });
}

Tally hard_on_the_wire(const std::vector<Duty>& duties) {
  return tally_of(duties, [](const ledger::Entry& entry) {
    return ledger::is_hard(entry.clause.level) && entry.is_seen(ledger::Place::wire);
  });
}

std::map<std::string_view, std::size_t> reasons_of(const std::vector<Duty>& duties) {
  std::map<std::string_view, std::size_t> reasons;
  for (const Duty& one : duties)
    if (one.state == State::open) ++reasons[one.entry->open];
  return reasons;
}

std::vector<std::string_view> documents_of(const std::vector<Duty>& duties) {
  std::vector<std::string_view> names;
  for (const Duty& one : duties)
    if (const std::string_view name = document_of(*one.entry); names.empty() || names.back() != name)
      names.push_back(name);
  return names;
}

std::string_view document_of(const ledger::Entry& entry) {
  return std::string_view(entry.id).substr(0, entry.id.find('/'));
}

std::vector<Duty> of_document(const std::vector<Duty>& duties, std::string_view name) {
  return where(duties, [&](const Duty& one) { return document_of(*one.entry) == name; });
}

}  // namespace smtpspec::coverage
