// Driver: plays to the end on real connections.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "play/play.hpp"
#include "run/line.hpp"
#include "run/waits.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// A line for each leg of a play, in their order.
using Lines = std::vector<std::unique_ptr<Line>>;

struct Driven {
  Waits waits;
  std::string crash;  // how a client that was started broke down, one line; empty if none did
};

// Every wait is under a deadline of the play's. Play and lines outlive the coroutine. Throws only where the
// harness itself breaks.
asio::awaitable<Driven> drive(play::Play& play, Lines& lines);

}  // namespace smtpspec::run
