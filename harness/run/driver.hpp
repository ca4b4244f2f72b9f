// Driver: performs a player's actions on a real connection and answers with what happened.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/stream.hpp"
#include "net/tls_context.hpp"
#include "play/player.hpp"
#include "play/segmentation.hpp"
#include "run/waits.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// Where and how a case's sessions are made.
struct Route {
  net::Endpoint endpoint;                // numeric
  bool implicit_tls = false;             // TLS from the first octet
  const net::TlsContext* tls = nullptr;  // the client's; not owned
  // Asks the target's delivery oracle; empty where it has none.
  std::function<asio::awaitable<play::DeliveryAnswer>(play::AskDelivery)> deliveries;
  // How every command group is cut, whatever the scenario says; nothing: as the scenario says.
  std::optional<play::Cutting> cut;
};

// Plays to the end. Every wait is under a deadline of the player's. The player and the route outlive the
// coroutine. Throws only where the harness itself breaks.
asio::awaitable<Waits> drive(play::Player& player, const Route& route);

}  // namespace smtpspec::run
