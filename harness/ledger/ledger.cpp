#include "ledger/ledger.hpp"

#include <algorithm>
#include <tuple>

namespace smtpspec::ledger {

void Ledger::add(Document document) {
  take(std::make_shared<const Document>(std::move(document)));
}

void Ledger::add(const Ledger& other) {
  for (const auto& [name, document] : other.documents_) take(document);
}

void Ledger::take(std::shared_ptr<const Document> document) {
  auto& place = documents_[document->name];
  if (place == document) return;
  if (place)
    for (const Entry& gone : place->entries) by_id_.erase(gone.id);
  place = std::move(document);
  for (const Entry& one : place->entries) by_id_.emplace(one.id, &one);
}

std::vector<const Document*> Ledger::documents() const {
  std::vector<const Document*> all;
  for (const auto& [name, document] : documents_) all.push_back(document.get());
  std::sort(all.begin(), all.end(), [](const Document* left, const Document* right) {
    return std::tuple(left->rfc == 0, left->rfc, std::string_view(left->name)) <
           std::tuple(right->rfc == 0, right->rfc, std::string_view(right->name));
  });
  return all;
}

std::vector<const Entry*> Ledger::entries() const {
  std::vector<const Entry*> all;
  for (const Document* document : documents())
    for (const Entry& one : document->entries) all.push_back(&one);
  return all;
}

const Document* Ledger::document(std::string_view name) const {
  const auto found = documents_.find(name);
  return found == documents_.end() ? nullptr : found->second.get();
}

bool Ledger::knows(unsigned rfc) const {
  return rfc != 0 && document("rfc" + std::to_string(rfc)) != nullptr;
}

const Entry* Ledger::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

std::vector<const Entry*> Ledger::of_section(unsigned rfc, std::string_view section) const {
  std::vector<const Entry*> found;
  section = section.substr(0, section.find(' '));
  if (const Document* whole = document("rfc" + std::to_string(rfc)))
    for (const Entry& one : whole->entries)
      if (one.section == section) found.push_back(&one);
  return found;
}

}  // namespace smtpspec::ledger
