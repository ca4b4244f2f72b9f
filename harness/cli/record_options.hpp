// The options of `smtpspec record`.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace smtpspec::cli {

struct RecordOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: a free one
  std::string connect;     // HOST:PORT
  bool allow_remote = false;
  std::string file;  // the transcript; empty: standard output
  std::size_t sessions = 1;
  bool without_starttls = false;
  std::chrono::milliseconds wait{600'000}, silence{300'000};
};

// Times as they were typed.
struct RecordWords {
  std::string wait, silence;
};

CLI::App* add_record(CLI::App& app, RecordOptions& options, RecordWords& words);
// Throws a CLI::ValidationError.
void read_words(const RecordWords& words, RecordOptions& options);

}  // namespace smtpspec::cli
