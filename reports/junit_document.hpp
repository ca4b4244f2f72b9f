// The JUnit document as plain values: what the results mean in JUnit's words, before anything is written.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "reports/junit.hpp"

namespace smtpspec::reports::junit_document {

using Properties = std::vector<std::pair<std::string, std::string>>;  // names are unique

enum class Kind { failure, error, skipped };

// The one result element of a case that did not simply pass.
struct Result {
  Kind kind = Kind::failure;
  std::string type;  // "smtpspec.MustViolation", of a closed list; always with a dot, since GitLab's reader
                     // takes some bare words ("array", "yaml") for instructions
  std::string message;  // one line
  std::string body;     // begins with the message
};

// An attempt that was no pass, beside the result of the case as a whole.
struct Rerun {
  bool passed_later = false;  // flakyFailure, otherwise rerunFailure
  std::string type;
  std::string message;  // one line
};

struct Case {
  std::string name;  // "<last segment of the id> <title>", printable ASCII
  std::string file;  // relative; empty: no place
  std::size_t line = 0;
  std::chrono::milliseconds duration{0};
  result::TimePoint started{};
  Properties properties;
  std::optional<Result> result;
  std::vector<Rerun> reruns;
  std::string output;  // system-out
  std::string errors;  // system-err
};

struct Suite {
  std::string name;       // "smtpspec.rfc1870": also the class name of its cases
  Properties properties;  // of its run: repeated on every suite, since nobody reads them further up
  result::TimePoint started{};
  std::vector<Case> cases;  // at least one

  std::size_t count(Kind kind) const;
  std::chrono::milliseconds duration() const;  // the sum of the cases'
};

struct Document {
  result::TimePoint started{};
  std::chrono::milliseconds duration{
      0};                     // by the clock, of all runs: less than the sum if cases ran side by side
  std::vector<Suite> suites;  // of one run after the other
};

// All texts have passed `plain` and are within the limits: a line 1000 octets, a body or an output 64 KiB.
Document document(std::span<const result::RunResult> runs, const JUnitOptions& options);

}  // namespace smtpspec::reports::junit_document
