// Environment: what a run stands on: a target that is reached, with its names, its way in and its end.
//
// RAII: whatever was started for the run ends with the environment, on every path.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/certificates.hpp"
#include "net/tls_context.hpp"
#include "play/material/facts.hpp"
#include "reference/behaviour.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/relay_behaviour.hpp"
#include "run/client_route.hpp"
#include "run/crashes.hpp"
#include "run/relay_places.hpp"
#include "run/route.hpp"
#include "target/delivery.hpp"
#include "target/profile.hpp"

namespace smtpspec::run {

enum class Entry { clear, implicit_tls };  // what a session begins with
enum class IpVersion { v4, v6 };

std::string loopback(IpVersion ip);  // "127.0.0.1", "::1"

// Who is judged by scenarios for clients, and how.
struct ClientSide {
  play::Facts facts;
  ClientRoute route;
  bool is_program = false;  // not in this process: it is started for each case
};

struct Environment {
  std::string target;    // the name in reports
  std::string software;  // name and version, if known before anything is said
  std::string address;
  std::optional<unsigned> sessions;  // at most so many cases at the same time
  play::Facts facts;
  Route route;
  std::optional<ClientSide> client;
  std::optional<RelayRoute> relay;                                   // it is judged as a relay as well
  std::shared_ptr<const reference::RelayBehaviour> reference_relay;  // in memory, where it is the reference
  // The target's own words in this time. May be empty.
  std::function<std::string(result::TimePoint from, result::TimePoint to)> log;
  // Until all that it has written so far can be asked for: its words are read as they come. May be empty.
  std::function<void()> catch_up;
  // What tells that it broke down: its own reports and its end. May be empty.
  std::function<std::vector<CrashSign>()> crashes;
  // Waits until there are more of them than so many, but not longer than this. May be empty.
  std::function<void(std::size_t known, std::chrono::milliseconds within)> await_crash;
  std::function<std::string()>
      death;  // why the target is not running any more; empty text while it is. May be empty
  // Of a target whose end nobody tells: whether it still takes connections, or does so again in this time;
  // where not, that is its death. To be asked where a connection broke. May be empty.
  std::function<bool(std::chrono::milliseconds within)> is_there;

  std::shared_ptr<const net::TlsContext> tls;  // what route.tls points to
  std::shared_ptr<void> held;                  // the target itself
};

// The reference server, in this process, on a free port, and the reference client.
Environment embedded_reference(const reference::Behaviour& behaviour,
                               const reference::ClientBehaviour& client,
                               const reference::RelayBehaviour& relay, Entry entry, IpVersion ip);

// An implementation that is started for the run and ends with it. Throws target::StartError, and
// std::runtime_error where it has no such entry or address.
Environment started_target(target::Profile profile, Entry entry, IpVersion ip,
                           std::function<bool()> interrupted);

// A client that is started for each case. Throws target::StartError.
Environment judged_client(target::Profile profile, IpVersion ip, std::function<bool()> interrupted);

// A server that runs already. `trust`: PEM certificates. Throws std::runtime_error where the name can't be
// found, and for addresses beyond this machine unless they are allowed.
struct RunningServer {
  net::Endpoint endpoint;
  std::vector<std::pair<std::string, std::string>> names;  // KEY=VALUE
  std::string trust;
  bool allow_remote = false;
  std::optional<IpVersion> ip;  // nothing: whichever its name leads to first
  std::string called;           // in reports; empty: as its address
  std::vector<std::string>
      maildirs;  // where it files what it delivers, lines ending in LF; none: not looked at
};
Environment running_server(const RunningServer& server, Entry entry);

// Scenarios that `need` delivery can be judged: what was filed is looked up here, behind a marker that is
// sent the way that the environment's facts and route tell.
void look_into(std::shared_ptr<const target::Deliveries> deliveries, Environment& environment);

}  // namespace smtpspec::run
