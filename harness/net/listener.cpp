#include "net/listener.hpp"

#include <chrono>
#include <stdexcept>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/stream_state.hpp"

namespace smtpspec::net {

namespace {

using asio::ip::tcp;
using boost::system::error_code;

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

tcp::acceptor listen_on(asio::any_io_executor executor, const Endpoint& where) {
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(where.host), where.port);
    return tcp::acceptor(std::move(executor), endpoint);  // reuses an address that is in TIME_WAIT
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("can't listen on " + where.str() + ": " + error.code().message());
  }
}

}  // namespace

struct Listener::State {
  State(asio::any_io_executor executor, const Endpoint& where)
      : acceptor(listen_on(std::move(executor), where)) {}
  tcp::acceptor acceptor;
};

Listener::Listener(asio::any_io_executor executor, const Endpoint& where)
    : state_(std::make_shared<State>(std::move(executor), where)) {}

Listener::~Listener() {
  if (state_) close();
}

Listener::Listener(Listener&&) noexcept = default;

Endpoint Listener::endpoint() const {
  return endpoint_of(state_->acceptor.local_endpoint());
}

asio::awaitable<std::optional<Stream>> Listener::accept() {
  const std::shared_ptr<State> state = state_;
  while (state->acceptor.is_open()) {
    auto [error, socket] = co_await state->acceptor.async_accept(awaiting);
    if (!error) {
      error_code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      co_return Stream(std::make_shared<StreamState>(std::move(socket)));
    }
    if (error == asio::error::operation_aborted) break;
    // Out of descriptors, say: the connection stays in the queue and would be reported again at once.
    asio::steady_timer pause(state->acceptor.get_executor(), std::chrono::milliseconds(20));
    co_await pause.async_wait(awaiting);
  }
  co_return std::nullopt;
}

void Listener::close() {
  error_code ignored;
  state_->acceptor.close(ignored);
}

}  // namespace smtpspec::net
