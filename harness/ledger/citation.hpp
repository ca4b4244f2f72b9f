// Citation: the entries of the ledger that something in the program is about, a wire rule or a mistake of the
// reference.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "ledger/entry.hpp"

namespace smtpspec::ledger {

struct Citation {
  text::Clause clause;                // of the entry that it is about
  std::vector<const Entry*> entries;  // that one first; none where no entry says just this

  bool holds(std::string_view id) const;
  // The clauses of all entries.
  std::vector<text::Clause> clauses() const;
};

// By their ids. An id that the embedded ledger does not have is a mistake of ours: std::logic_error.
Citation cites(std::initializer_list<std::string_view> ids);

template <class... Further>
Citation cites(std::string_view about, Further... further) {
  return cites({about, std::string_view(further)...});
}

// What no entry says, with the clause of the one that comes nearest: it stands for the reader and proves
// nothing.
Citation comes_near(std::string_view id);

// The clause of an entry of the embedded ledger, by its id.
const text::Clause& clause_of(std::string_view id);

}  // namespace smtpspec::ledger
