#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/reference_faults.hpp"
#include "net/certificates.hpp"
#include "run/listener.hpp"
#include "run/maildir.hpp"

namespace smtpspec::cli {
namespace {

// Blocks until somebody wants the program to end. The listener's thread must not take these signals, so they
// are blocked before it begins.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&set_);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set_, number);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int number = 0;
    sigwait(&set_, &number);
  }

 private:
  sigset_t set_{};
};

}  // namespace

int serve(const ServeOptions& options) {
  if (options.list_faults) {
    print_faults();
    return exit_codes::conforms;
  }
  if (options.list_variants) {
    print_variants();
    return exit_codes::conforms;
  }
  if (options.list_relay_faults || options.list_relay_variants) {
    if (options.list_relay_faults) print_relay_faults();
    if (options.list_relay_variants) print_relay_variants();
    return exit_codes::conforms;
  }
  reference::Behaviour behaviour;
  if (!apply_changes({.faults = {}, .variants = options.variants}, behaviour)) return exit_codes::usage;
  if (options.size_limit) behaviour.size_limit = *options.size_limit;
  behaviour.keep_contents = !options.discard;
  if (!apply_changes({.faults = options.faults, .variants = {}}, behaviour)) return exit_codes::usage;

  const EndSignals end;
  const net::Authority authority;
  const net::TlsContext identity = net::TlsContext::server(
      authority.issue(run::ReferenceListener::certificate_of(behaviour, options.address)));
  run::ReferenceListener::Options listening{.clear = {options.address, options.port}, .behaviour = behaviour};
  if (options.tls_port) listening.implicit_tls = net::Endpoint{options.address, *options.tls_port};
  if (!options.maildir.empty())
    listening.accepted = [&](const reference::Message& message) {
      run::file_in_maildir(options.maildir, message);
    };
  const run::ReferenceListener listener(std::move(listening), identity);

  fmt::print("listening on {}\n", listener.clear_endpoint().str());
  if (const auto tls = listener.tls_endpoint()) fmt::print("listening on {} in TLS\n", tls->str());
  std::fflush(stdout);
  end.wait();
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
