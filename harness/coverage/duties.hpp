// Duties: what stands behind each entry of the ledger.
//
// An entry is proven when a mistake of the reference that cites it is noticed by a scenario or a wire rule
// that cites it too; cited when a scenario or a wire rule cites it and that was not seen; else open. A
// citation alone is a promise: only what is proven would be noticed in a server or client that breaks just
// this sentence.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/citation.hpp"
#include "ledger/ledger.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::coverage {

enum class State { proven, cited, open };
inline constexpr std::array all_states = {State::proven, State::cited, State::open};

std::string_view name_of(State state);  // "proven"

// Who cites an entry.
struct Citer {
  std::string_view name;  // the id of a scenario or wire rule, the name of a mistake of the reference
  result::Side side;      // of whom it is about
};

struct Duty {
  const ledger::Entry* entry = nullptr;
  State state = State::open;
  std::vector<Citer> scenarios, rules, mistakes;  // that cite it
  // Where it is proven: the scenario or wire rule that noticed, and which mistake.
  std::string noticed_by, mistake;
};

struct Mistake {
  std::string_view name;
  const ledger::Citation* cites;
};

// What is known of the scenarios and mistakes of one side. All of it must outlive the duties made of it, and
// the questions may be asked from several threads.
struct Side {
  result::Side judged = result::Side::server;
  std::vector<scenario::ScenarioPtr> scenarios;
  std::vector<Mistake> mistakes;
  // Whether this scenario notices the mistake (by their places in the lists), or any session with it breaks
  // the wire rule.
  std::function<bool(std::size_t mistake, std::size_t scenario)> notices;
  std::function<bool(std::size_t mistake, std::string_view rule)> breaks;
};

// One for each entry, in their order; the ledger must outlive them.
std::vector<Duty> duties_of(const std::vector<const ledger::Entry*>& entries, const std::vector<Side>& sides,
                            unsigned threads = 1);

}  // namespace smtpspec::coverage
