// HopLine: the line of a leg where mail of a relay arrives.
#pragma once

#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/endpoint.hpp"
#include "run/client_route.hpp"
#include "run/line.hpp"

namespace smtpspec::run {

// Rung whenever something arrives, on any leg of a play.
using Bell = asio::steady_timer;

// Its hop answers at `where`, in as many connections as are made, until the line ends. `identities` outlive
// it.
std::unique_ptr<Line> hop_line(asio::any_io_executor executor, net::Endpoint where,
                               const ServerIdentities& identities, std::shared_ptr<Bell> bell);

}  // namespace smtpspec::run
