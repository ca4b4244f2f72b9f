// Results: what a run leaves behind, as plain data. Every report is a function of it.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result/finding.hpp"
#include "result/status.hpp"
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
  crash,           // the target died, restarted or reported its own corruption while the case ran
  unstable,        // played several times with different outcomes
  not_run,         // the run was ended before
};

inline constexpr std::array all_outcomes = {Outcome::pass,           Outcome::fail,     Outcome::tolerated,
                                            Outcome::not_applicable, Outcome::blocked,  Outcome::error,
                                            Outcome::crash,          Outcome::unstable, Outcome::not_run};

std::string_view name_of(Outcome outcome);  // "pass", "not applicable"

using TimePoint = std::chrono::system_clock::time_point;
using Duration = std::chrono::microseconds;

// One of several attempts at a case.
struct Attempt {
  Outcome outcome = Outcome::error;
  std::string headline;  // what there was to say about it, as headline_of(); empty for a pass
  Duration duration{0};
};

// What the target's baseline says about a case, and whether it came so.
struct Expectation {
  enum class Verdict {
    as_expected,      // a known deviation
    unexpected_pass,  // the deviation is gone: the baseline is to be shortened
    different,        // no pass, but not the deviation that is known
  };

  Verdict verdict = Verdict::as_expected;
  Outcome outcome = Outcome::fail;  // the one that is expected
  std::string finding;              // words that the case's headline is expected to hold
  std::string reason;               // one sentence: why the target is wrong, or knowingly strict
  std::optional<Clause> clause;     // that the target departs from
  std::string link;                 // where its makers say so; may be empty
  text::Span span;                  // the entry in the baseline
};

std::string_view name_of(Expectation::Verdict verdict);  // "as expected", "unexpected pass", "different"

struct CaseResult {
  std::string id;                    // "rfc1870/declared-size-over-limit"
  std::string title;                 // the rule in one sentence
  std::string failing_means;         // what it comes to where the rule is broken; may be empty
  Clause clause;                     // of the scenario
  std::vector<std::string> entries;  // of the ledger of requirements that it cites: its own first
  std::string seen_in;         // of a wire rule: the scenario whose session is shown; empty for a scenario
  Side judged = Side::server;  // whose doing it is about
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
  // All attempts in their order where there was more than one, otherwise empty. What stands above is the
  // attempt that says most: the first that was no pass.
  std::vector<Attempt> attempts;
  bool retried = false;  // tried again until it passed; without it, repeated to see whether the verdict stays
  std::optional<Expectation> expectation;
};

// Whether it is a rule that was watched in all sessions, and no scenario.
bool is_wire_rule(const CaseResult& one);

// Whether its first finding is the reason for its outcome.
bool judged_by_findings(const CaseResult& one);

// What is to be said in one line: the weightiest finding's message, or the note. As it came: octets of the
// target may be in it. Empty for a pass.
std::string headline_of(const CaseResult& one);

// The author's words on what a failure comes to, where this one shows it: not behind silence, the end of the
// connection or a line with a clause of its own, which say less than that. Otherwise empty.
std::string meaning_of(const CaseResult& one);

Status status_of(const CaseResult& one);
Standing standing_of(const CaseResult& one, Strictness strictness = Strictness::lenient);
// Whether somebody has to look at it: its standing is failure or trouble.
bool needs_a_person(const CaseResult& one, Strictness strictness);

// A part of a selection that several runs share among them.
struct Shard {
  unsigned index = 1;  // 1 to count
  unsigned count = 1;
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
  std::optional<Shard> shard;     // absent: the whole selection
  std::vector<CaseResult> cases;  // in the order of their ids

  Tally tally() const;
};

// 0 conforms · 1 a case failed · 4 nothing failed but something broke, or no state could be reached · 5
// nothing was judged.
int exit_code(const RunResult& run, Strictness strictness = Strictness::lenient);
// Of several: one that does not conform decides, then one about which nothing can be said. One for which
// there was no case (a client where scenarios for servers were chosen) does not count; 5 if that is all.
int exit_code(std::span<const RunResult> runs, Strictness strictness = Strictness::lenient);

}  // namespace smtpspec::result
