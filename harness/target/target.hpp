// StartedTarget: an implementation that runs, from its profile to its end.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "net/endpoint.hpp"
#include "target/delivery.hpp"
#include "target/profile.hpp"

namespace smtpspec::target {

// The target did not come up. what() says why and ends with the last lines of its log.
class StartError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// It was given up, but might have come up with more time: what it says begins the same.
class StartTimeout : public StartError {
 public:
  using StartError::StartError;
};

// Makes a state directory, certificates and free ports, prepares and starts the target and waits until it
// greets. The destructor stops it and removes what it left. All of it blocks, each step under a deadline.
class StartedTarget {
 public:
  // Throws StartError. `interrupted` is asked now and then; once it answers true the start is given up.
  // `next_hops`: what the file of {next-hops} holds; empty: there is none.
  explicit StartedTarget(Profile profile, std::function<bool()> interrupted = {},
                         const std::string& next_hops = {});
  ~StartedTarget();
  StartedTarget(StartedTarget&&) noexcept;

  const Profile& profile() const;

  // One per address of the profile that this machine has, in the profile's order; never empty.
  const std::vector<net::Endpoint>& endpoints() const;
  const net::Endpoint& endpoint() const { return endpoints().front(); }
  // Where TLS begins with the first octet; empty where the profile has no {tls-port}.
  const std::vector<net::Endpoint>& tls_endpoints() const;
  std::optional<net::Endpoint> tls_endpoint() const;

  // PEM: what the target's certificate chains to.
  const std::string& authority() const;
  // What its version command printed; empty without one.
  const std::string& version() const;
  const std::optional<Deliveries>& deliveries() const;

  // Ends it without a warning (SIGKILL) and starts it again, on the same ports and with the same state.
  // Throws StartError. Nobody may ask anything else meanwhile.
  void kill_and_restart();

  bool alive() const;
  // "exited with status 1"; empty while it lives.
  std::string how_it_ended() const;
  // The last 64 KiB of what it wrote.
  std::string log() const;
  const TimedLog& timed_log() const;
  // Until all that it has written so far is in the log, but not longer than this.
  void catch_up(std::chrono::milliseconds within) const;
  // When its end was seen; only where it does not live.
  std::chrono::system_clock::time_point ended_at() const;
  int process_id() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The last `count` lines of a log.
std::string last_lines(const std::string& log, std::size_t count);

}  // namespace smtpspec::target
