// Proof: what the suite has shown of itself, and what it failed to show.
#pragma once

#include <chrono>
#include <vector>

#include "coverage/duties.hpp"
#include "ledger/embedded.hpp"
#include "prove/checks.hpp"
#include "prove/matrix.hpp"

namespace smtpspec::prove {

struct Extent {
  // All scenarios are there: each mistake must be noticed, each wire rule be broken by one.
  bool whole = true;
  unsigned threads = 1;
  Progress progress = {};
};

struct Proof {
  std::vector<Matrix> matrices;  // of those sides that any scenario judges
  std::vector<Defect> defects;
  std::vector<coverage::Duty> duties;  // of the ledger: only where all scenarios were played
  std::chrono::milliseconds lasted{0};

  bool sound() const { return defects.empty(); }
};

// The ledger must outlive the proof.
Proof prove(const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults, const Extent& extent,
            const ledger::Ledger& ledger = ledger::embedded());

// Numbers of one side.
struct Count {
  std::size_t scenarios = 0, faults = 0, survivors = 0;  // survivors: faults that nothing notices
  std::size_t kills = 0, named = 0;           // pairs; those of the kills whose scenario names the fault
  std::size_t variants = 0, accusations = 0;  // of them: plays that fail
  std::size_t graded = 0, knock_ons = 0, blocked = 0, not_applicable = 0, passes = 0, broken = 0;
};

Count count(const Matrix& matrix);

}  // namespace smtpspec::prove
