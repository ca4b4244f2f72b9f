// Listener: a listening TCP socket, and what comes in on it.
#pragma once

#include <memory>
#include <optional>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/stream.hpp"

namespace smtpspec::net {

class Listener {
 public:
  // Listens from now on; port 0: the system chooses one. The host is numeric. Throws std::runtime_error.
  Listener(asio::any_io_executor executor, const Endpoint& where);
  ~Listener();
  Listener(Listener&&) noexcept;

  Endpoint endpoint() const;

  // The next connection, Nagle's algorithm turned off; empty once the listener is closed.
  asio::awaitable<std::optional<Stream>> accept();

  // Takes no more connections; an accept under way ends empty.
  void close();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace smtpspec::net
