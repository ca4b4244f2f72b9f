#include "cli/run_environment.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/reference_faults.hpp"
#include "cli/scenario_files.hpp"
#include "net/endpoint.hpp"
#include "target/profile.hpp"
#include "text/source.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

run::Entry entry_of(const RunOptions& options) {
  return options.over == Over::tls ? run::Entry::implicit_tls : run::Entry::clear;
}

int mistake(const std::string& said, int code = exit_codes::usage) {
  fmt::print(stderr, "smtpspec: {}\n", said);
  return code;
}

EnvironmentOrMistake connect(const RunOptions& options) {
  run::RunningServer server{.names = options.set, .allow_remote = options.allow_remote};
  const auto endpoint = net::parse_endpoint(options.connect);
  if (!endpoint)
    return mistake(
        fmt::format("'{}' is not HOST:PORT (an IPv6 address stands in brackets)", options.connect));
  server.endpoint = *endpoint;
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
  return run::running_server(server, entry_of(options));
}

EnvironmentOrMistake start(const RunOptions& options) {
  const auto targets = find_folder("fixtures").value_or("fixtures") / "targets";
  const auto path = target::find_profile(options.target, targets);
  if (!path) {
    const std::vector<std::string> names = target::profile_names(targets);
    const std::vector<std::string_view> known(names.begin(), names.end());
    return mistake(
        fmt::format("no target is called '{}'; {}", options.target, text::suggest(options.target, known)));
  }
  const auto source = text::read_source(*path);
  if (!source) return mistake(fmt::format("'{}' can't be read", path->string()), exit_codes::bad_input);
  target::ProfileReading reading = target::read_profile(source);
  if (!reading.diagnostics.empty()) std::fputs(text::render(reading.diagnostics).c_str(), stderr);
  if (!reading.profile) return exit_codes::bad_input;
  for (const auto& [key, value] : options.set) reading.profile->variables[key] = value;
  if (reading.profile->submit)
    return run::judged_client(std::move(*reading.profile), [] { return interrupted().load(); });
  return run::started_target(std::move(*reading.profile), entry_of(options),
                             [] { return interrupted().load(); });
}

EnvironmentOrMistake embedded(const RunOptions& options) {
  reference::Behaviour behaviour;
  reference::ClientBehaviour client;
  if (!apply_faults_of_either(options.faults, behaviour, client)) return exit_codes::usage;
  run::Environment environment = run::embedded_reference(
      behaviour, client, entry_of(options), options.ip == 6 ? run::IpVersion::v6 : run::IpVersion::v4);
  for (const auto& [key, value] : options.set) environment.facts.variables[key] = value;
  return environment;
}

}  // namespace

EnvironmentOrMistake make_environment(const RunOptions& options) {
  const bool elsewhere = !options.target.empty() || !options.connect.empty();
  if (elsewhere && !options.faults.empty())
    return mistake("--fault is for the reference server, which is not judged here");
  if (!options.connect.empty()) return connect(options);
  if (!options.target.empty()) return start(options);
  return embedded(options);
}

std::string target_name(const RunOptions& options) {
  if (!options.target.empty()) return options.target;
  return options.connect.empty() ? "reference" : options.connect;
}

reports::Terminal terminal_for(std::string_view color, int descriptor) {
  reports::Terminal terminal =
      reports::terminal_options(descriptor, [](const char* name) { return std::getenv(name); });
  if (color == "always") terminal.colour = reports::Colour::yes;
  if (color == "never") terminal.colour = reports::Colour::no;
  return terminal;
}

}  // namespace smtpspec::cli
