// Results: what a run leaves behind, as plain data. Every report is a function of it.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result/finding.hpp"
#include "result/transcript.hpp"

namespace smtpspec::result {

// The closed list of outcomes.
enum class Outcome {
  pass,
  fail,
  tolerated,       // a graded alternative, or a SHOULD that was not followed
  not_applicable,  // the target does not offer what the scenario needs
  blocked,         // the state that the scenario starts from could not be reached
  error,           // the harness or its surroundings broke: nothing is said about the target
  not_run,         // the run was interrupted before
};

inline constexpr std::array all_outcomes = {Outcome::pass,           Outcome::fail,    Outcome::tolerated,
                                            Outcome::not_applicable, Outcome::blocked, Outcome::error,
                                            Outcome::not_run};

std::string_view name_of(Outcome outcome);  // "pass", "not applicable"

using TimePoint = std::chrono::system_clock::time_point;
using Duration = std::chrono::microseconds;

struct CaseResult {
  std::string id;       // "rfc1870/declared-size-over-limit"
  std::string title;    // the rule in one sentence
  Clause clause;        // of the scenario
  std::string seen_in;  // of a wire rule: the scenario whose session is shown; empty for a scenario
  std::vector<std::string> tags;
  std::string path;      // the scenario's file as it was given; empty for a built-in one
  std::size_t line = 0;  // of the requirement
  Outcome outcome = Outcome::error;
  std::string note;               // one line: why not applicable, what blocked, what broke; empty for a pass
  std::vector<Finding> findings;  // the weightiest first
  Transcript transcript;
  std::string target_log;  // the target's own words during the case; may be empty
  TimePoint started{};
  Duration duration{0};
};

// Whether it is a rule that was watched in all sessions, and no scenario.
bool is_wire_rule(const CaseResult& one);

struct Tally {
  std::array<std::size_t, all_outcomes.size()> counts{};

  std::size_t of(Outcome outcome) const { return counts[static_cast<std::size_t>(outcome)]; }
  std::size_t total() const;
};

struct RunResult {
  std::string target;           // the profile's name, or HOST:PORT
  std::string target_software;  // name and version as the profile or the greeting tells; may be empty
  std::string target_address;
  std::string tool_version;
  std::vector<std::pair<std::string, std::string>>
      properties;  // further facts for the reports: jobs, selection, seed
  TimePoint started{};
  Duration duration{0};
  bool interrupted = false;
  std::string trouble;  // why the run as a whole could not work (target would not start); empty if it did
  std::vector<CaseResult> cases;  // in the order of their ids

  Tally tally() const;
};

// Whether what is only tolerated counts as failed.
enum class Strictness { lenient, strict };

// 0 conforms · 1 a case failed · 4 nothing failed but something broke, or no state could be reached · 5
// nothing was judged.
int exit_code(const RunResult& run, Strictness strictness = Strictness::lenient);

}  // namespace smtpspec::result
