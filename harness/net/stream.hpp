// Stream: a TCP connection that becomes TLS in place.
//
// One read and one write may be under way at once, by coroutines of the stream's executor (one thread, or a
// strand); a handshake or a close is alone. A deadline only cancels the operation; what the operation itself
// then reports is its outcome, so octets that came in the last moment are not lost. After a write that did
// not end with ok nothing sensible can be written any more; after a read that met its deadline one can read
// again.
//
// Name the endpoint and the options before a co_await that takes them: g++ 12 destroys a temporary made from
// braces inside a co_await expression twice.
//
// The operations own what they need: a stream may go while one is under way, which then ends as cancelled.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/io_result.hpp"
#include "net/tls_context.hpp"

namespace smtpspec::net {

namespace asio = boost::asio;

struct StreamState;

class Stream {
 public:
  explicit Stream(asio::any_io_executor executor);
  // Takes over a connection that exists (a Listener does).
  explicit Stream(std::shared_ptr<StreamState> state);
  ~Stream();  // closes without ceremony
  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;

  // The endpoint is numeric (see resolve). Nagle's algorithm is turned off.
  asio::awaitable<IoResult> connect(Endpoint endpoint, std::chrono::milliseconds within);

  asio::awaitable<ReadResult> read_some(std::size_t most, std::chrono::milliseconds within);
  // The same, to the front of the caller's own memory, which stays until it is done.
  asio::awaitable<ReadCount> read_into(std::span<char> room, std::chrono::milliseconds within);
  // All of it; the deadline is for all of it.
  asio::awaitable<IoResult> write(std::string octets, std::chrono::milliseconds within);
  // The same from where the octets lie: the caller keeps them until it is done.
  asio::awaitable<IoResult> write_from(std::string_view octets, std::chrono::milliseconds within);

  // The context must outlive the handshake. Throws std::runtime_error for a version that OpenSSL doesn't
  // know.
  asio::awaitable<TlsReport> handshake_as_client(const TlsContext& context, HandshakeOptions options,
                                                 std::chrono::milliseconds within);
  asio::awaitable<TlsReport> handshake_as_server(const TlsContext& context, std::chrono::milliseconds within);
  asio::awaitable<TlsReport> handshake_as_server(const TlsContext& context, std::chrono::milliseconds within,
                                                 HandshakeOptions options);

  // Half-close: FIN behind everything written so far, in TLS close_notify before it.
  void shutdown_send();
  // Half-close, then read and drop what still comes until the peer closes too or the time is up: closing with
  // octets unread would make the peer see RST. Ends closed in every case.
  asio::awaitable<void> close(std::chrono::milliseconds drain_within);
  // RST at once.
  void reset();
  // Ends what is under way, with IoStatus::failed; what begins later is not affected.
  void cancel();

  bool in_tls() const;
  bool is_open() const;
  // Numeric; port 0 while there is no connection.
  Endpoint local() const;
  Endpoint peer() const;

 private:
  std::shared_ptr<StreamState> state_;
};

}  // namespace smtpspec::net
