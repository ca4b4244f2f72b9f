// Client driver: performs the actions of the player of the server's side on real connections.
#pragma once

#include <optional>

#include <boost/asio/awaitable.hpp>

#include "play/server_player.hpp"
#include "run/client_route.hpp"
#include "run/waits.hpp"

namespace smtpspec::run {

struct ClientPlay {
  std::optional<play::ClientEnded> end;  // how the client ended, where it did so by itself
  Waits waits;
};

// Plays to the end: starts the client, takes its connections one after the other, and sees to its end. Every
// wait is under a deadline of the player's. A client of a case that is no pass is given a moment for its end.
// The player and the route outlive the coroutine. Throws only where the harness itself breaks.
asio::awaitable<ClientPlay> drive(play::ServerPlayer& player, const ClientRoute& route);

}  // namespace smtpspec::run
