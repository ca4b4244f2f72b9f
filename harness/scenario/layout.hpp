// Layout: a scenario's file as the house writes it. Blanks and empty lines change, nothing else: every word,
// comment and octet that is sent stays.
//
// The words of the header stand in one column and what they say in another; steps are indented by two blanks
// for each block around them, what modifies a step by three more than the step; remarks stand in one column,
// which is that of most of the file's; empty lines don't follow each other, and one stands below the header.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

struct LaidOut {
  // A line that is not as it was.
  struct Change {
    std::size_t number = 0;  // in the file; of a line that is new, that of the one it stands in front of
    std::string before, after;
    enum class Kind { changed, taken_away, added } kind = Kind::changed;
  };

  std::string octets;
  std::vector<Change> changes;  // empty: the file is as it should be, unless only its line ends are not
};

// `scenario` was read from its source without an error.
LaidOut lay_out(const Scenario& scenario);

// Whether a text is the scenario's source but for blanks, and says the same: the proof of each layout.
bool says_the_same(const Scenario& scenario, const std::string& octets, const ledger::Ledger& ledger);

}  // namespace smtpspec::scenario
