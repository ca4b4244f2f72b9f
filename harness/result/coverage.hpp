// Coverage: how much of what was to be judged came to a verdict, what stood in the way of the rest, and how
// much somebody asks for at least. A run that is green and judged next to nothing is no good news.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::result {

// What kept scenarios from being judged: "550 to RCPT: 5.1.1 no such user".
struct Hindrance {
  std::string words;  // as they came: octets of the target may be in them
  std::size_t cases = 0;
};

// Scenarios only: wire rules watch whatever is played, and are nothing that somebody selects.
struct Coverage {
  std::size_t judged = 0;  // came to a verdict of their own, good or bad
  std::size_t all = 0;
  std::size_t blocked = 0;
  std::vector<Hindrance> hindrances;  // of those that were blocked, the most frequent first

  std::string words() const;  // "86 of 258 scenarios"
};

Coverage coverage_of(const RunResult& run);

// What blocked a case, in words that are the same for all cases with this cause.
std::string cause_of(const CaseResult& blocked);

// A number of scenarios, or of every hundred.
struct Amount {
  std::size_t number = 0;
  bool percent = false;

  std::string str() const;  // "40", "50%"
};
std::optional<Amount> parse_amount(std::string_view words);

// What a run has to come to, to be worth a verdict that is good.
struct Demands {
  std::optional<Amount> min_judged;
  std::optional<Amount> max_blocked;
};

// Makes them part of the run, among its properties: who reads its results later goes by the same.
void demand(RunResult& run, const Demands& demands);
// What the run falls short of, in words that end a sentence; empty if it is enough, or nothing was asked for.
std::string shortfall_of(const RunResult& run);

}  // namespace smtpspec::result
