// Options: what a person typed, as values. Reading them is the only place where CLI11 is seen.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/baseline_options.hpp"
#include "cli/coverage_options.hpp"
#include "cli/manual_options.hpp"
#include "cli/new_options.hpp"
#include "cli/record_options.hpp"
#include "cli/report_options.hpp"
#include "cli/send_options.hpp"
#include "play/wire/action.hpp"
#include "result/coverage.hpp"
#include "result/results.hpp"
#include "scenario/catalogue.hpp"

namespace smtpspec::cli {

// Which scenarios: the same words for `run` and `list`.
struct Choice {
  std::vector<std::string> scenarios;  // folders or files to read from; empty: the catalogue that comes along
  bool with_catalogue = false;         // that as well
  scenario::Selection selection;
};

struct CheckOptions {
  std::vector<std::string> files;
  bool json = false;
};

struct FormatOptions {
  std::vector<std::string> files;  // "-": standard input
  bool check = false;              // say what would change, and change nothing
  bool to_stdout = false;
};

struct ExplainOptions {
  Choice choice;  // its ids are those of scenarios or wire rules
};

struct ListOptions {
  Choice choice;
  bool json = false;
};

// What a session begins with: clear text, STARTTLS wherever a scenario is not about it, or TLS.
struct ProveOptions {
  Choice choice;
  std::string json;    // where to; empty: nowhere, "-": standard output
  std::string matrix;  // the same
};

enum class Over { plain, starttls, tls };

std::string_view name_of(Over over);  // "starttls"

// Whether scenarios that are not about AUTH are played behind a login: where the server wants one.
enum class Login { where_wanted, always, never };

// How command groups are cut into writes, whatever the scenario says.
struct Segmentation {
  std::string words;  // as typed; empty: as the scenario says
  std::optional<play::Send::Cut> cut;
  std::uint64_t seed = 0;
  bool all = false;  // compare them
};

struct RunOptions {
  Choice choice;
  std::vector<std::string>
      targets;          // profiles' names or paths, "all", "extra"; none: the reference or `connect`
  std::string config;   // the configuration; empty: .smtpspec.toml, if there is one; "none"
  std::string connect;  // HOST:PORT of a server that runs already
  std::string name;     // of that server, in reports; empty: as its address
  std::vector<std::string> maildirs;  // where that server files its mail
  std::string baseline;               // a file; empty: the one beside the target's profile, if there is one
  bool no_baseline = false;           // neither
  std::vector<std::string> faults;    // of the embedded reference server
  std::vector<std::string> variants;
  std::vector<std::pair<std::string, std::string>> set;  // KEY=VALUE: names for scenarios
  std::string trust;  // a file of PEM certificates that a target's certificate may chain to
  bool allow_remote = false;
  Over over = Over::plain;
  Login login = Login::where_wanted;
  Segmentation segmentation;
  std::optional<result::Shard> shard;  // only this part of the selection
  std::string durations;               // JSON of an earlier run, by which shards are balanced
  std::string rerun;                   // JSON of an earlier run: only what was no pass there
  bool fail_fast = false;
  unsigned repeat = 1;
  unsigned retries = 0;
  std::optional<int> ip;  // 4 or 6; nothing: 4, or what the name of a running server leads to first
  std::optional<unsigned> jobs;
  std::chrono::milliseconds deadline{10'000};
  std::uint64_t max_content = std::uint64_t{64} << 20;  // octets of one content
  std::chrono::milliseconds wait{0};                    // for a server that is still starting
  bool no_preflight = false;
  ReportChoice reports;
  bool strict = false;  // tolerated counts as failed
  result::Demands demands;
  bool verbose = false;
  bool quiet = false;
  std::string color = "auto";
  std::optional<std::uint64_t> seed;
};

struct ServeOptions {
  std::uint16_t port = 0;
  std::optional<std::uint16_t> tls_port;
  std::string address = "127.0.0.1";
  std::vector<std::string> faults, variants;
  std::string maildir;
  std::optional<std::uint64_t> size_limit;
  bool discard = false;
  bool list_faults = false;
  bool list_variants = false;
  bool list_relay_faults = false;
  bool list_relay_variants = false;
};

// What `run` would be told of a server, and which scenarios.
struct DoctorOptions {
  RunOptions run;
};

using Options = std::variant<DoctorOptions, CheckOptions, FormatOptions, ListOptions, RunOptions,
                             ReportOptions, BaselineOptions, ServeOptions, SendOptions, ProveOptions,
                             ExplainOptions, CoverageOptions, NewOptions, RecordOptions, ManualOptions>;

// Options, or an exit code where the command line was wrong (2; said on standard error) or help was asked for
// (0).
std::variant<Options, int> read_options(int argc, const char* const* argv);

}  // namespace smtpspec::cli
