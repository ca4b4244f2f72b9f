// The options of `run` and of `doctor`, which asks of a server what `run` would.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options.hpp"

namespace CLI {
class App;
}

namespace smtpspec::cli {

// What CLI11 reads as text and we turn into values.
struct RunWords {
  std::vector<std::string> levels, settings;
  std::string over = "plain", login = "auto", segmentation, shard, wait;
  std::int64_t deadline = 10'000;
  DemandWords demands;
};

// Which scenarios: the same words for all commands that select. All that is added to must live until the
// command line was read.
void add_choice(CLI::App& command, Choice& choice, std::vector<std::string>& levels);
CLI::App* add_run(CLI::App& app, RunOptions& run, RunWords& words);
CLI::App* add_doctor(CLI::App& app, DoctorOptions& doctor, RunWords& words);

// Behind the reading. They throw CLI::ParseError for words that mean nothing.
void read_levels(const std::vector<std::string>& words, Choice& choice);
void read_words(const RunWords& words, RunOptions& run);

}  // namespace smtpspec::cli
