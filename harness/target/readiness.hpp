// Readiness: when a target that was started can be spoken to.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "net/endpoint.hpp"

namespace smtpspec::target {

struct Doors {
  std::vector<net::Endpoint> clear;         // ready: a greeting with 220 came (RFC 5321 section 4.2)
  std::vector<net::Endpoint> implicit_tls;  // ready: it takes connections
};

// Tries every door again and again until all are open. Blocks. `hopeless` is asked between the tries: what it
// answers, if anything, is why to stop. The result is empty if the target is ready, otherwise why it is not:
// which port is not open, by the name that the profile has for it.
std::string await_readiness(const Doors& doors, std::chrono::milliseconds within,
                            const std::function<std::string()>& hopeless);

}  // namespace smtpspec::target
