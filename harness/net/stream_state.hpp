// What a Stream consists of, for the sources of net/ alone.
#pragma once

#include <optional>

#include <boost/asio/ip/tcp.hpp>

#include "net/endpoint.hpp"
#include "net/tls_session.hpp"

namespace smtpspec::net {

struct StreamState {
  explicit StreamState(boost::asio::ip::tcp::socket connection) : socket(std::move(connection)) {}

  boost::asio::ip::tcp::socket socket;
  std::optional<TlsSession> tls;
  bool was_reset = false;  // a write met RST: the kernel tells it once, and the reader must know as well
  bool writing = false;
  std::string outgoing;                // records on their way
  std::size_t read_block = 16 * 1024;  // of records; grows while they come faster than they are read
};

inline Endpoint endpoint_of(const boost::asio::ip::tcp::endpoint& endpoint) {
  return {endpoint.address().to_string(), endpoint.port()};
}

}  // namespace smtpspec::net
