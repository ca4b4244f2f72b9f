// Mistakes: the diagnostics of one source while it is read, and the entries of the ledger that it cites.
// Reading goes on behind each mistake.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/embedded.hpp"
#include "text/diagnostic.hpp"

namespace smtpspec::scenario {

struct Cited {
  const ledger::Entry* entry;
  text::Span span;
};

class Mistakes {
 public:
  // What is cited is looked up in the ledger, which must outlive this.
  explicit Mistakes(const ledger::Ledger& ledger = ledger::embedded()) : ledger_(ledger) {}

  void error(text::Span where, std::string message, std::string remedy);
  void warning(text::Span where, std::string message, std::string remedy);

  std::size_t errors() const { return errors_; }
  // In the order of their places.
  text::Diagnostics take();

  const ledger::Ledger& ledger() const { return ledger_; }
  void cite(const ledger::Entry& entry, text::Span where);
  // In the order in which they were read: the header's first.
  const std::vector<Cited>& cited() const { return cited_; }

 private:
  const ledger::Ledger& ledger_;
  std::vector<Cited> cited_;
  text::Diagnostics diagnostics_;
  std::size_t errors_ = 0;
};

// A word of the author's as messages show it: 'word', visible, and cut if it is long.
std::string shown(std::string_view word);

}  // namespace smtpspec::scenario
