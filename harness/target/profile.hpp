// Profile: what a person says of an implementation: how to start, reach and stop it, which names scenarios
// may use, where delivered mail can be read. Written as TOML, one per folder of fixtures/targets/;
// fixtures/README.md describes it.
//
// Strings of commands and paths may hold insertions, which are known only when the target is started: {port},
// {tls-port}, {state}, {profile}, {target} (the name of the profile's folder), {cert}, {key}, {ca},
// {next-hops} (a file, of a relay). "{{" stands for a brace.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "target/process.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace smtpspec::target {

enum class LineEnds { lf, crlf };

// Where mail is filed.
struct DeliveryPlace {
  std::vector<std::string> maildirs;  // folders that hold new/ and cur/
  std::vector<std::string> mboxes;    // files in the mboxrd form
  LineEnds line_ends = LineEnds::crlf;
  std::chrono::milliseconds settles_within{1000};  // an accepted message is filed by then, or never
};

// How long a relay takes, at most.
struct RelayTimes {
  std::chrono::milliseconds tries_again_within{5'000};  // what was deferred
  std::chrono::milliseconds gives_up_within{30'000};    // and has told the sender so
};

struct Profile {
  std::string name;
  std::string about;             // one line
  std::filesystem::path folder;  // of the file it was read from; absolute
  bool by_default = true;        // among those that `all` stands for

  // A client that is judged instead of a server: makes one submission and ends, see client_program.hpp.
  std::optional<Command> submit;
  std::chrono::milliseconds submitted_within{30'000};
  bool is_kept = false;                    // it is a keeper instead: makes one after another, see keeper.hpp
  std::optional<unsigned> kept_at_a_time;  // how many one keeper makes at the same time; any number if absent

  std::optional<Command> prepare;  // run to its end before the start: fetching, building
  std::chrono::milliseconds prepared_within{600'000};
  Command start;  // runs in the foreground
  std::chrono::milliseconds ready_within{20'000};
  int stop_signal = 0;  // sent when its input is closed; 0: the closing is enough
  std::chrono::milliseconds stopped_within{5'000};
  std::optional<Command> version;  // prints it as its first line

  std::vector<std::string> addresses = {"127.0.0.1"};  // where it listens; numeric, of loopback
  bool speaks_implicit_tls = false;                    // {tls-port} is used
  std::vector<std::string> certificate_names;

  std::map<std::string, std::string, std::less<>> variables;  // for scenarios
  std::set<std::string, std::less<>> facts;                   // for `needs`; "delivery" is added by itself
  std::optional<DeliveryPlace> delivery;
  std::optional<RelayTimes> relay;   // it is judged as a relay, and no server on its own
  std::optional<unsigned> sessions;  // how many it serves at the same time
};

// The same with so many times the time for its start.
Profile with_patience(Profile profile, unsigned patience);

struct ProfileReading {
  std::optional<Profile> profile;  // absent if there is any error
  text::Diagnostics diagnostics;
};

// All mistakes at once: unknown keys, wrong types, missing keys, unknown insertions.
ProfileReading read_profile(text::SourcePtr source);

// Where the profile lies that a person named: a file, a folder with a profile.toml, or the name of a folder
// below `targets`. Empty if there is none.
std::optional<std::filesystem::path> find_profile(const std::string& name,
                                                  const std::filesystem::path& targets);

// The names of all profiles below `targets`, sorted.
std::vector<std::string> profile_names(const std::filesystem::path& targets);

// What one word stands for where targets are named: `all` those that a run plays by default, `extra` the
// others. A profile that can't be read is among all, where its mistakes are said.
enum class Group { all, extra };
std::vector<std::string> profile_names(const std::filesystem::path& targets, Group group);

// What the insertions of one start stand for, by their names without braces.
using Insertions = std::map<std::string, std::string, std::less<>>;

// Throws std::out_of_range for an insertion that has no value.
std::string insert(const std::string& text, const Insertions& insertions);
Command insert(const Command& command, const Insertions& insertions);
DeliveryPlace insert(const DeliveryPlace& place, const Insertions& insertions);

}  // namespace smtpspec::target
