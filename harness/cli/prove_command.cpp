#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
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

// How far it is, twice a second where a person looks on: a content of megabytes takes its time.
class Progress {
 public:
  void operator()(std::size_t over, std::size_t of_all) {
    const auto now = Clock::now();
    const std::lock_guard lock(mutex_);
    if (over != of_all && now < next_) return;
    next_ = now + std::chrono::milliseconds(500);
    fmt::print(stderr, "\r{} of {} plays{}", over, of_all, over == of_all ? "\r\x1b[K" : "");
    std::fflush(stderr);
  }

 private:
  using Clock = std::chrono::steady_clock;
  std::mutex mutex_;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
};

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
  Progress progress;
  prove::Extent extent{.whole = whole, .threads = std::max(1U, std::thread::hardware_concurrency())};
  if (::isatty(STDERR_FILENO) == 1)
    extent.progress = [&progress](std::size_t over, std::size_t of_all) {
      progress(over, of_all);
    };
  const prove::Proof proof = prove::prove(chosen.scenarios, prove::every_fault(), extent, chosen.ledger);
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
