// JSON: the whole of a run, from which every other report can be made later. Its form is
// reports/schema/results.schema.json.
//
// Octets of a session stand in the notation of text/visible, which is readable and reversible. Other texts
// stand as they are; one that is no UTF-8 is stored in that notation. Times are microseconds.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "result/results.hpp"

namespace smtpspec::reports {

inline constexpr int json_version = 1;

// The whole document, ending in a newline; each case on a line of its own. Several runs become one document
// that holds them all.
//
// Verdict, exit code and counts stand at its beginning for whoever reads no more; read back, they are made
// anew from the cases.
std::string json(const result::RunResult& run, result::Strictness strictness = result::Strictness::lenient);
std::string json(std::span<const result::RunResult> runs,
                 result::Strictness strictness = result::Strictness::lenient);

// What was read, or why it could not be: one line that names the place ("cases[3].outcome: ...").
struct JsonReading {
  std::optional<result::RunResult> run;
  std::string problem;
};

// As `read_json`, of a document that may hold several runs.
struct JsonRuns {
  std::vector<result::RunResult> runs;  // empty where there is a problem
  std::string problem;
};
JsonRuns read_json_runs(std::string_view document);

// The author's lines come back as sources that hold just this line, at its place.
JsonReading read_json(std::string_view document);

}  // namespace smtpspec::reports
