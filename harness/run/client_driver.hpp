// Client driver: performs the actions of the player of the server's side on real connections.
#pragma once

#include <optional>

#include <boost/asio/awaitable.hpp>

#include "play/server_player.hpp"
#include "run/client_route.hpp"

namespace smtpspec::run {

// Plays to the end: starts the client, takes its connections one after the other, and sees to its end. Every
// wait is under a deadline of the player's. How the client ended, where it did so by itself: one of a case
// that is no pass is given a moment for it. The player and the route outlive the coroutine. Throws only where
// the harness itself breaks.
asio::awaitable<std::optional<play::ClientEnded>> drive(play::ServerPlayer& player, const ClientRoute& route);

}  // namespace smtpspec::run
