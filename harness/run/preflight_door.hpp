// Door: from nothing to a server's greeting, and in words why there is none.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "run/errand.hpp"
#include "run/route.hpp"

namespace smtpspec::run {

struct Door {
  std::shared_ptr<Errand> errand;  // behind its greeting; only if nothing stops
  std::string greeting;            // the text of its first line, visible
  std::string stop;                // why nobody can be judged here, with a remedy; empty otherwise
  bool may_open = false;           // the next try may find it open: a server that is still starting
};

// The route outlives it.
asio::awaitable<Door> open_door(const Route& route, std::chrono::milliseconds within);

}  // namespace smtpspec::run
