// `smtpspec record`: stands between a client and a server, and writes down what they say.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/mistake.hpp"
#include "net/endpoint.hpp"
#include "reports/destination.hpp"
#include "run/recorder.hpp"

namespace smtpspec::cli {
namespace {

constexpr int by_a_signal = 128;

// session.txt, session-2.txt: each is a transcript of its own.
std::string file_of(const std::string& named, std::size_t number) {
  if (number == 1) return named;
  const std::filesystem::path path(named);
  std::filesystem::path other = path.parent_path() / path.stem();
  other += fmt::format("-{}", number);
  other += path.extension();
  return other.string();
}

class Transcripts {
 public:
  explicit Transcripts(const RecordOptions& options) : options_(options) {}

  void write(const run::Recorded& recorded) {
    if (!recorded.trouble.empty()) {
      fmt::print(stderr, "smtpspec: {}\n", recorded.trouble);
      ++without_server_;
      return;
    }
    const std::string text =
        fmt::format("# session {} with {}\n{}", recorded.number, options_.connect, recorded.transcript);
    const std::string file = options_.file.empty() ? "-" : file_of(options_.file, recorded.number);
    reports::prepare(file);
    reports::write(file, text);
    ++written_;
    if (!recorded.is_whole || recorded.is_hidden) ++in_part_;
    if (recorded.is_hidden)
      fmt::print(stderr,
                 "smtpspec: session {} went into TLS, where nothing can be read; --no-starttls "
                 "keeps a client out of it that may go without\n",
                 recorded.number);
    if (options_.file.empty()) return;
    fmt::print("session {} is written to {}\n", recorded.number, file);
    std::fflush(stdout);
  }

  int exit_code() const {
    const bool ends_by_signal = options_.sessions == 0 && written_ > 0;
    if (const int signal = interrupting_signal(); signal != 0 && !ends_by_signal) return by_a_signal + signal;
    if (without_server_ > 0 || written_ == 0) return exit_codes::would_not_work;
    return in_part_ > 0 || written_ < options_.sessions ? exit_codes::does_not_conform : exit_codes::conforms;
  }

  bool has_none() const { return written_ == 0 && without_server_ == 0 && interrupting_signal() == 0; }

 private:
  const RecordOptions& options_;
  std::size_t written_ = 0, in_part_ = 0, without_server_ = 0;
};

}  // namespace

int record(const RecordOptions& options) {
  const auto named = net::parse_endpoint(options.connect);
  if (!named)
    return mistake(
        fmt::format("'{}' is not HOST:PORT (an IPv6 address stands in brackets)", options.connect));
  const net::Endpoint server = net::resolve(*named).front();
  if (!options.allow_remote && !net::is_loopback(server))
    return mistake(
        fmt::format("{} is beyond this machine; --allow-remote lets a session go there", named->str()));
  watch_for_interruption();
  Transcripts transcripts(options);
  run::record({.listen = {options.address, options.port},
               .server = server,
               .sessions = options.sessions,
               .wait = options.wait,
               .silence = options.silence,
               .without_starttls = options.without_starttls,
               .listens =
                   [&](const net::Endpoint& where) {
                     std::FILE* const out = options.file.empty() ? stderr : stdout;
                     fmt::print(out, "listening on {}\n", where.str());
                     std::fflush(out);
                   },
               .ended = [&](const run::Recorded& recorded) { transcripts.write(recorded); },
               .interrupted =
                   [] {
                     return interrupted().load();
                   }});
  if (transcripts.has_none()) fmt::print(stderr, "smtpspec: nobody connected in time\n");
  return transcripts.exit_code();
}

}  // namespace smtpspec::cli
