#include "ledger/citation.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "ledger/embedded.hpp"

namespace smtpspec::ledger {
namespace {

const Entry& entry_called(std::string_view id) {
  const Entry* entry = embedded().find(id);
  if (!entry) throw std::logic_error("no entry of the ledger is called " + std::string(id));
  return *entry;
}

}  // namespace

bool Citation::holds(std::string_view id) const {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry* one) { return one->id == id; });
}

std::vector<text::Clause> Citation::clauses() const {
  if (entries.empty()) return {clause};
  std::vector<text::Clause> all;
  for (const Entry* one : entries) all.push_back(one->clause);
  return all;
}

Citation cites(std::initializer_list<std::string_view> ids) {
  Citation citation;
  for (const std::string_view id : ids) citation.entries.push_back(&entry_called(id));
  citation.clause = citation.entries.front()->clause;
  return citation;
}

Citation comes_near(std::string_view id) {
  return {.clause = entry_called(id).clause, .entries = {}};
}

const text::Clause& clause_of(std::string_view id) {
  return entry_called(id).clause;
}

}  // namespace smtpspec::ledger
