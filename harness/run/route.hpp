// Route: how a server that is judged is reached.
#pragma once

#include <functional>
#include <optional>

#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/tls_context.hpp"
#include "play/wire/action.hpp"
#include "play/wire/event.hpp"
#include "play/wire/segmentation.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// Where and how a case's sessions are made.
struct Route {
  net::Endpoint endpoint;                // numeric
  bool implicit_tls = false;             // TLS from the first octet
  const net::TlsContext* tls = nullptr;  // the client's; not owned
  // Asks the target's delivery oracle; empty where it has none.
  std::function<asio::awaitable<play::DeliveryAnswer>(play::AskDelivery)> deliveries;
  // Kills the target and starts it again; blocks until it answers. Throws where it does not. May be empty.
  std::function<void()> kill;
  // How every command group is cut, whatever the scenario says; nothing: as the scenario says.
  std::optional<play::Cutting> cut;
};

}  // namespace smtpspec::run
