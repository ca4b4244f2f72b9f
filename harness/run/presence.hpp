// Presence: whether a server that somebody else started still takes connections. Nobody tells of its end: it
// shows only where a connection is refused.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "net/endpoint.hpp"
#include "run/crashes.hpp"

namespace smtpspec::run {

class Presence {
 public:
  explicit Presence(net::Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

  // Tries at once, and again and again while it is refused and the time lasts. Blocks. What refuses to the
  // end has gone, and stays so.
  bool is_there(std::chrono::milliseconds within);

  // Once, if it has gone.
  std::vector<CrashSign> signs() const;
  // Why nothing can be asked any more; empty while it is there.
  std::string absence() const;

 private:
  net::Endpoint endpoint_;
  mutable std::mutex mutex_;
  std::vector<CrashSign> signs_;
};

}  // namespace smtpspec::run
