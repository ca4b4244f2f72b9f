#include "cli/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/baseline_files.hpp"
#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "cli/interruption.hpp"
#include "cli/known_secrets.hpp"
#include "cli/mistake.hpp"
#include "cli/reference_faults.hpp"
#include "net/endpoint.hpp"
#include "target/profile.hpp"
#include "text/source.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

run::Entry entry_of(const RunOptions& options) {
  return options.over == Over::tls ? run::Entry::implicit_tls : run::Entry::clear;
}

run::IpVersion ip_of(const RunOptions& options) {
  return options.ip == 6 ? run::IpVersion::v6 : run::IpVersion::v4;
}

// The words of the command line that bring a run's cases back: what a failure prints with its id.
std::string repeat_command(const RunOptions& options, const std::string& target) {
  std::string command = "smtpspec run";
  if (!target.empty()) command += " --target " + target;
  if (!options.connect.empty()) command += " --connect " + options.connect;
  if (!options.baseline.empty()) command += " --baseline " + options.baseline;
  if (options.no_baseline) command += " --no-baseline";
  for (const auto& [key, value] : options.set)
    command +=
        fmt::format(" --set {}={}", key, options.reports.show_secrets ? value : shown_setting(key, value));
  for (const std::string& path : options.choice.scenarios) command += " --scenarios " + path;
  if (options.choice.with_catalogue) command += " --with-catalogue";
  for (const std::string& fault : options.faults) command += " --fault " + fault;
  for (const std::string& variant : options.variants) command += " --variant " + variant;
  if (options.over != Over::plain) command += fmt::format(" --over {}", name_of(options.over));
  if (options.login != Login::where_wanted)
    command += options.login == Login::always ? " --login always" : " --login never";
  if (options.ip == 6) command += " --ip 6";
  if (!options.name.empty()) command += " --name " + options.name;
  for (const std::string& maildir : options.maildirs) command += " --maildir " + maildir;
  if (!options.segmentation.words.empty()) command += " --segmentation " + options.segmentation.words;
  return command;
}

using CandidateOrMistake = std::variant<Candidate, int>;

CandidateOrMistake connected(const RunOptions& options) {
  run::RunningServer server{.names = options.set, .allow_remote = options.allow_remote};
  const auto endpoint = net::parse_endpoint(options.connect);
  if (!endpoint)
    return mistake(
        fmt::format("'{}' is not HOST:PORT (an IPv6 address stands in brackets)", options.connect));
  server.endpoint = *endpoint;
  if (options.ip) server.ip = ip_of(options);
  server.called = options.name;
  server.maildirs = options.maildirs;
  std::error_code ignored;
  for (const std::string& maildir : options.maildirs)
    if (!std::filesystem::is_directory(maildir, ignored))
      return mistake(fmt::format("there is no folder '{}'", maildir), exit_codes::bad_input);
  if (!options.trust.empty()) {
    const auto certificates = text::read_source(options.trust);
    if (!certificates)
      return mistake(fmt::format("'{}' can't be read", options.trust), exit_codes::bad_input);
    server.trust = certificates->octets();
  }
  if (!options.allow_remote)
    for (const net::Endpoint& one : net::resolve(server.endpoint))
      if (!net::is_loopback(one))
        return mistake(
            fmt::format("{} is beyond this machine; --allow-remote lets a run go there", endpoint->str()));
  return Candidate{.name = options.name.empty() ? options.connect : options.name,
                   .begin = [server, entry = entry_of(options)](unsigned) {
                     return run::running_server(server, entry);
                   }};
}

CandidateOrMistake started(const RunOptions& options, const std::string& name) {
  const auto targets = targets_folder();
  const auto path = target::find_profile(name, targets);
  if (!path) return mistake(no_target_called(name, targets));
  const auto source = text::read_source(*path);
  if (!source) return mistake(fmt::format("'{}' can't be read", path->string()), exit_codes::bad_input);
  target::ProfileReading reading = target::read_profile(source);
  if (!reading.diagnostics.empty()) std::fputs(text::render(reading.diagnostics).c_str(), stderr);
  if (!reading.profile) return exit_codes::bad_input;
  for (const auto& [key, value] : options.set) reading.profile->variables[key] = value;
  if (reading.profile->submit)
    return Candidate{.name = reading.profile->name,
                     .begin =
                         [profile = *reading.profile, ip = ip_of(options)](unsigned patience) {
                           return run::judged_client(target::with_patience(profile, patience), ip,
                                                     [] { return interrupted().load(); });
                         },
                     .is_server = false,
                     .is_client = true};
  const bool relay = reading.profile->relay.has_value();
  return Candidate{
      .name = reading.profile->name,
      .begin =
          [profile = *reading.profile, entry = entry_of(options), ip = ip_of(options)](unsigned patience) {
            return run::started_target(target::with_patience(profile, patience), entry, ip,
                                       [] { return interrupted().load(); });
          },
      .is_server = !relay,
      .is_relay = relay};
}

CandidateOrMistake embedded(const RunOptions& options) {
  reference::Behaviour behaviour;
  reference::ClientBehaviour client;
  reference::RelayBehaviour relay;
  if (!apply_changes_of_any({options.faults, options.variants}, behaviour, client, relay))
    return exit_codes::usage;
  return Candidate{.name = "reference",
                   .begin =
                       [behaviour, client, relay, entry = entry_of(options), ip = ip_of(options),
                        set = options.set](unsigned) {
                         run::Environment environment =
                             run::embedded_reference(behaviour, client, relay, entry, ip);
                         for (const auto& [key, value] : set) environment.facts.variables[key] = value;
                         return environment;
                       },
                   .is_client = true,
                   .is_relay = true};
}

// What is named, "all" and "extra" replaced by those they stand for, each once.
std::vector<std::string> target_names(const RunOptions& options) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const std::string& name : options.targets) {
    if (name != "all" && name != "extra") {
      add(name);
      continue;
    }
    const auto group = name == "all" ? target::Group::all : target::Group::extra;
    for (const std::string& one : target::profile_names(targets_folder(), group)) add(one);
  }
  return names;
}

}  // namespace

std::string no_target_called(const std::string& name, const std::filesystem::path& targets) {
  const std::vector<std::string> names = target::profile_names(targets);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string hint =
      known.empty() ? fmt::format(
                          "there is no profile in {}: name one by its path, or a server that runs by "
                          "--connect HOST:PORT",
                          targets.string())
                    : text::suggest(name, known);
  return fmt::format("no target is called '{}'; {}", name, hint);
}

CandidatesOrMistake candidates_of(const RunOptions& options) {
  const std::vector<std::string> names = target_names(options);
  const bool elsewhere = !names.empty() || !options.connect.empty();
  if (elsewhere && !options.faults.empty())
    return mistake("--fault is for the reference server, which is not judged here");
  if (elsewhere && !options.variants.empty())
    return mistake("--variant is for the reference server, which is not judged here");
  if (names.size() > 1 && !options.baseline.empty())
    return mistake("--baseline is for one target; each of several goes by its own");
  std::vector<Candidate> candidates;
  int code = exit_codes::conforms;
  const auto take = [&](CandidateOrMistake made, const std::string& target) {
    const BaselineOrMistake baseline = baseline_for(options, target);
    if (const int* wrong = std::get_if<int>(&made)) code = *wrong;
    if (const int* wrong = std::get_if<int>(&baseline)) code = *wrong;
    if (code != exit_codes::conforms) return;
    Candidate& candidate = std::get<Candidate>(made);
    candidate.baseline = std::get<result::Baseline>(baseline);
    candidate.repeat = repeat_command(options, target);
    candidates.push_back(std::move(candidate));
  };
  for (const std::string& name : names) take(started(options, name), name);
  if (names.empty()) take(options.connect.empty() ? embedded(options) : connected(options), "");
  if (code != exit_codes::conforms) return code;
  return candidates;
}

}  // namespace smtpspec::cli
