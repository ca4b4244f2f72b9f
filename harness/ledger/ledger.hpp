// Ledger: the testable duties of the RFCs, each with a permanent id by which scenarios, wire rules and
// mistakes of the reference cite it.
//
// A plain value. The ledger that comes along is embedded.hpp; somebody's own scenarios may bring documents of
// their own beside them, which are added to it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/entry.hpp"
#include "text/diagnostic.hpp"

namespace smtpspec::ledger {

// One file: the duties of one RFC, or of a mechanism that has none.
struct Document {
  std::string name;  // "rfc5321", "login"
  unsigned rfc = 0;  // 0: there is none
  std::string title;
  std::vector<Entry> entries;  // in the order of the text
};

struct Reading {
  Document document;
  text::Diagnostics diagnostics;  // the document holds the entries without mistakes
};

// `name` is that of the file without its ending; "rfcNNNN" makes it the ledger of that RFC.
Reading read(const text::SourcePtr& source, std::string name);

class Ledger {
 public:
  // Takes the place of the document of that name, if there is one.
  void add(Document document);
  // All documents of another ledger.
  void add(const Ledger& other);

  // In the order of the RFCs' numbers, then those without one by name.
  std::vector<const Document*> documents() const;
  std::vector<const Entry*> entries() const;              // of all documents
  const Document* document(std::string_view name) const;  // null if there is none
  bool knows(unsigned rfc) const;
  const Entry* find(std::string_view id) const;  // null if there is none
  // The entries of that section itself, in the order of the text.
  std::vector<const Entry*> of_section(unsigned rfc, std::string_view section) const;
  std::size_t size() const { return by_id_.size(); }

 private:
  void take(std::shared_ptr<const Document> document);

  std::map<std::string, std::shared_ptr<const Document>, std::less<>> documents_;
  std::map<std::string_view, const Entry*, std::less<>> by_id_;
};

}  // namespace smtpspec::ledger
