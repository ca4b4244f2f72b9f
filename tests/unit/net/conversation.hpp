// Conversation: two streams over a real socket on loopback, a coroutine at each end. Both sides are ours.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "net/certificates.hpp"
#include "net/listener.hpp"
#include "net/stream.hpp"
#include "net/tls_context.hpp"

namespace smtpspec::net {

using Coroutine = std::function<asio::awaitable<void>(Stream&)>;

constexpr std::chrono::milliseconds ample{20'000};  // never reached by a test that passes
constexpr std::chrono::milliseconds brief{20};      // always reached: the peer stays silent for longer
constexpr std::size_t more_than_buffers_hold = 24'000'000;

inline void rethrow(std::exception_ptr exception) {
  if (exception) std::rethrow_exception(exception);
}

class Conversation : public testing::Test {
 protected:
  void converse(Coroutine client, Coroutine server, std::string address = "127.0.0.1") {
    Listener listener(context_.get_executor(), {address, 0});
    asio::co_spawn(context_, serve(listener, server), rethrow);
    asio::co_spawn(context_, call(listener.endpoint(), client), rethrow);
    context_.run();
  }

  asio::awaitable<void> serve(Listener& listener, Coroutine server) {
    std::optional<Stream> stream = co_await listener.accept();
    listener.close();
    co_await server(*stream);
  }

  asio::awaitable<void> call(Endpoint endpoint, Coroutine client) {
    Stream stream(context_.get_executor());
    const IoResult connected = co_await stream.connect(endpoint, ample);
    EXPECT_EQ(connected.status, IoStatus::ok) << connected.message;
    co_await client(stream);
  }

  asio::io_context context_;
  const HandshakeOptions plain_;
  Authority authority_;
  TlsContext server_tls_ = TlsContext::server(authority_.issue({{"mx.test", "127.0.0.1"}}));
  TlsContext client_tls_ = TlsContext::client(authority_.certificate());
};

inline asio::awaitable<std::string> read_all(Stream& stream, IoStatus* last) {
  std::string all;
  for (;;) {
    const ReadResult read = co_await stream.read_some(7, ample);
    *last = read.status;
    if (!read.ok()) co_return all;
    all += read.octets;
  }
}

inline asio::awaitable<void> echo(Stream& stream) {
  for (;;) {
    const ReadResult read = co_await stream.read_some(4096, ample);
    if (!read.ok()) break;
    co_await stream.write(read.octets, ample);
  }
  co_await stream.close(ample);
}

inline asio::awaitable<void> echo_in_tls(Stream& stream, const TlsContext& tls) {
  const TlsReport report = co_await stream.handshake_as_server(tls, ample);
  EXPECT_TRUE(report.established) << report.reason;
  co_await echo(stream);
}

inline asio::awaitable<void> say_and_hear_back(Stream& stream, std::string said) {
  const IoResult written = co_await stream.write(said, ample);
  EXPECT_TRUE(written.ok()) << written.message;
  stream.shutdown_send();
  IoStatus last = IoStatus::ok;
  const std::string heard = co_await read_all(stream, &last);
  EXPECT_EQ(heard, said);
  EXPECT_EQ(last, IoStatus::closed);
}

// More than any buffer holds goes out while as much comes in: neither direction may wait for the other.
inline asio::awaitable<void> flood(Stream& stream, std::size_t size) {
  const auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, stream.write(std::string(size, 'x'), ample), asio::detached);
  std::size_t heard = 0;
  while (heard < size) {
    const ReadResult read = co_await stream.read_some(65536, ample);
    EXPECT_TRUE(read.ok()) << read.message;
    if (!read.ok()) break;
    heard += read.octets.size();
  }
  EXPECT_EQ(heard, size);
  co_await stream.close(ample);
}

}  // namespace smtpspec::net
