// Selection: some of the ledger's entries, by what they are and what stands behind them.
#pragma once

#include <string>
#include <vector>

#include "coverage/duties.hpp"

namespace smtpspec::coverage {

// An empty list selects everything, several entries of one list are alternatives, different lists must all
// agree.
struct Selection {
  std::vector<std::string> ids;  // globs over ids and documents: rfc1870, rfc5321/4.2-*
  std::vector<unsigned> rfcs;
  std::vector<std::string> sections;  // "4.2" also selects "4.2.1"
  std::vector<text::Level> levels;
  std::vector<ledger::Party> binds;
  std::vector<ledger::Place> seen;
  std::vector<State> states;
};

// By what the entry is, whatever state it is in: what need not be proven to be left out.
std::vector<const ledger::Entry*> select(const std::vector<const ledger::Entry*>& entries,
                                         const Selection& selection);
// By what stands behind them, too.
std::vector<Duty> select(const std::vector<Duty>& duties, const Selection& selection);

// What is missing most comes first: hard and on the wire, hard elsewhere, the rest; what has a reason to be
// open behind all that has none.
std::vector<Duty> open_first(std::vector<Duty> duties);

}  // namespace smtpspec::coverage
