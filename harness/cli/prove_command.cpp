#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/commands.hpp"
#include "cli/scenario_files.hpp"
#include "prove/report.hpp"
#include "reports/destination.hpp"

namespace smtpspec::cli {
namespace {

constexpr std::string_view standard_output = "-";

// Each file that was asked for, proven to be writable before anything is played.
void prepare(const ProveOptions& options) {
  for (const std::string& path : {options.json, options.matrix})
    if (!path.empty()) reports::prepare(path);
}

// False if it is not there to be written.
bool write(const std::string& path, const std::string& text) {
  if (path.empty()) return false;
  reports::write(path, text);
  return true;
}

}  // namespace

int prove(const ProveOptions& options) {
  const Chosen chosen = choose(options.choice);
  if (chosen.exit_code) return *chosen.exit_code;
  if (options.json == standard_output && options.matrix == standard_output) {
    fmt::print(stderr, "smtpspec: only one report goes to standard output\n");
    return exit_codes::usage;
  }
  prepare(options);
  const bool whole = options.choice.scenarios.empty() && scenario::selects_all(options.choice.selection);
  const prove::Proof proof =
      prove::prove(chosen.scenarios, prove::every_fault(),
                   {.whole = whole, .threads = std::max(1U, std::thread::hardware_concurrency())});
  const bool on_output = options.json == standard_output || options.matrix == standard_output;
  std::FILE* const console = on_output ? stderr : stdout;
  std::fputs(prove::summary_of(proof).c_str(), console);
  if (write(options.matrix, prove::matrix_of(proof)) && options.matrix != standard_output)
    fmt::print(console, "matrix: {}\n", options.matrix);
  if (write(options.json, prove::json_of(proof, SMTPSPEC_VERSION)) && options.json != standard_output)
    fmt::print(console, "JSON: {}\n", options.json);
  return proof.sound() ? exit_codes::conforms : exit_codes::does_not_conform;
}

}  // namespace smtpspec::cli
