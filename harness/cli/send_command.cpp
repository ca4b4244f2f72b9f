// `smtpspec send`: one message, submitted by the reference client.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "cli/commands.hpp"
#include "cli/mistake.hpp"
#include "cli/reference_faults.hpp"
#include "run/submission_runner.hpp"
#include "text/visible.hpp"

namespace smtpspec::cli {
namespace {

// As sysexits.h has them, which callers of mail programs know.
constexpr int refused_exit = 69;   // EX_UNAVAILABLE
constexpr int deferred_exit = 75;  // EX_TEMPFAIL

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<std::string> read_message(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  return read_file(path);
}

std::string_view word_for(reference::Delivery delivery) {
  switch (delivery) {
    case reference::Delivery::delivered:
      return "delivered";
    case reference::Delivery::refused:
      return "refused";
    case reference::Delivery::deferred:
      break;
  }
  return "deferred";
}

int exit_for(reference::Delivery delivery) {
  if (delivery == reference::Delivery::delivered) return exit_codes::conforms;
  return delivery == reference::Delivery::refused ? refused_exit : deferred_exit;
}

void print(const reference::Report& report) {
  for (const reference::RecipientReport& one : report.recipients)
    fmt::print("{} <{}> {}\n", word_for(one.delivery), text::visible(one.forward_path),
               text::visible(one.reason));
}

// The first address of the host, if it may be spoken to.
std::variant<net::Endpoint, int> find_server(const SendOptions& options) {
  const net::Endpoint named{options.host, options.port};
  const std::vector<net::Endpoint> found = net::resolve(named);
  if (!options.allow_remote && !net::is_loopback(found.front()))
    return mistake(fmt::format("{} is beyond this machine; --allow-remote lets mail go there", named.str()));
  return found.front();
}

}  // namespace

int send(const SendOptions& options) {
  if (options.list_faults) {
    print_client_faults();
    return exit_codes::conforms;
  }
  if (options.list_variants) {
    print_client_variants();
    return exit_codes::conforms;
  }
  run::SubmissionRunner::Options with{.behaviour = behaviour_of(options)};
  if (!apply_changes({options.faults, options.variants}, with.behaviour)) return exit_codes::usage;
  if (options.submission.forward_paths.empty()) return mistake("nobody to send to: --to MAILBOX");
  const auto server = find_server(options);
  if (const int* code = std::get_if<int>(&server)) return *code;
  with.server = std::get<net::Endpoint>(server);

  std::string trusted;
  if (!options.trust.empty()) {
    const auto certificates = read_file(options.trust);
    if (!certificates)
      return mistake(fmt::format("'{}' can't be read", options.trust), exit_codes::bad_input);
    trusted = *certificates;
  }
  auto message = read_message(options.message);
  if (!message) return mistake(fmt::format("'{}' can't be read", options.message), exit_codes::bad_input);

  std::signal(SIGPIPE, SIG_IGN);
  const net::TlsContext tls = net::TlsContext::client(trusted);
  with.server_name = options.server_name.empty() ? options.host : options.server_name;
  with.tls = &tls;
  with.within = std::chrono::milliseconds(options.within);
  with.altogether = std::chrono::milliseconds(options.altogether);
  const reference::Report report = run::submit(std::move(with), submission_of(options, std::move(*message)));
  if (!options.quiet) print(report);
  return exit_for(report.overall());
}

}  // namespace smtpspec::cli
