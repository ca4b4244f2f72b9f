// Streams that are, become or should become TLS.
#include <gmock/gmock.h>

#include "unit/net/conversation.hpp"

namespace smtpspec::net {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

using TlsStreamTest = Conversation;

TEST_F(TlsStreamTest, WhatIsSaidInTlsComesBack) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    HandshakeOptions options;
    options.sni = "mx.test";
    const TlsReport report = co_await stream.handshake_as_client(client_tls_, options, ample);
    EXPECT_TRUE(report.established) << report.reason;
    EXPECT_THAT(report.names, ElementsAre("mx.test", "127.0.0.1"));
    EXPECT_TRUE(report.trusted);
    EXPECT_TRUE(stream.in_tls());
    co_await say_and_hear_back(stream, "EHLO client.test\r\n");
  };
  converse(client, [&](Stream& stream) { return echo_in_tls(stream, server_tls_); });
}

TEST_F(TlsStreamTest, ConnectionBecomesTlsInPlace) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    co_await stream.write("STARTTLS\r\n", ample);
    const ReadResult read = co_await stream.read_some(100, ample);
    EXPECT_EQ(read.octets, "220 go ahead\r\n");
    EXPECT_FALSE(stream.in_tls());
    co_await stream.handshake_as_client(client_tls_, plain_, ample);
    co_await say_and_hear_back(stream, "NOOP\r\n");
  };
  const Coroutine server = [&](Stream& stream) -> asio::awaitable<void> {
    const ReadResult read = co_await stream.read_some(100, ample);
    EXPECT_EQ(read.octets, "STARTTLS\r\n");
    co_await stream.write("220 go ahead\r\n", ample);
    co_await echo_in_tls(stream, server_tls_);
  };
  converse(client, server);
}

TEST_F(TlsStreamTest, ReadAndWriteAreUnderWayAtOnceInTls) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    co_await stream.handshake_as_client(client_tls_, plain_, ample);
    co_await flood(stream, more_than_buffers_hold);
  };
  const Coroutine server = [&](Stream& stream) -> asio::awaitable<void> {
    co_await stream.handshake_as_server(server_tls_, ample);
    co_await flood(stream, more_than_buffers_hold);
  };
  converse(client, server);
}

TEST_F(TlsStreamTest, SilenceInTlsEndsWithTheDeadlineAndReadingGoesOn) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    co_await stream.handshake_as_client(client_tls_, plain_, ample);
    const ReadResult nothing = co_await stream.read_some(100, brief);
    EXPECT_EQ(nothing.status, IoStatus::deadline);
    co_await stream.write("now", ample);
    const ReadResult something = co_await stream.read_some(100, ample);
    EXPECT_EQ(something.octets, "now");
  };
  converse(client, [&](Stream& stream) { return echo_in_tls(stream, server_tls_); });
}

TEST_F(TlsStreamTest, TlsThatIsCutWithoutFarewellIsClosed) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    co_await stream.handshake_as_client(client_tls_, plain_, ample);
    IoStatus last = IoStatus::ok;
    co_await read_all(stream, &last);
    EXPECT_EQ(last, IoStatus::closed);
  };
  const Coroutine server = [&](Stream& stream) -> asio::awaitable<void> {
    co_await stream.handshake_as_server(server_tls_, ample);
    const Stream dropped = std::move(stream);
  };
  converse(client, server);
}

TEST_F(TlsStreamTest, HalfATlsRecordAndThenSilenceEndsWithTheDeadline) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    const TlsReport report = co_await stream.handshake_as_client(client_tls_, plain_, 200ms);
    EXPECT_FALSE(report.established);
    EXPECT_EQ(report.status, IoStatus::deadline);
    EXPECT_FALSE(stream.in_tls());
    stream.reset();
  };
  const Coroutine server = [](Stream& stream) -> asio::awaitable<void> {
    co_await stream.write(std::string("\x16\x03\x03\x00\x7a\x02\x00", 7), ample);
    IoStatus last = IoStatus::ok;
    co_await read_all(stream, &last);
    EXPECT_EQ(last, IoStatus::reset);
  };
  converse(client, server);
}

TEST_F(TlsStreamTest, HandshakeWithAPeerThatSpeaksClearTextSaysWhy) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    const TlsReport report = co_await stream.handshake_as_client(client_tls_, plain_, ample);
    EXPECT_EQ(report.status, IoStatus::tls_broken);
    EXPECT_EQ(report.reason, "wrong version number");
    co_await stream.close(ample);
  };
  const Coroutine server = [](Stream& stream) -> asio::awaitable<void> {
    co_await stream.write("220 mx.test\r\n", ample);
    IoStatus last = IoStatus::ok;
    co_await read_all(stream, &last);
    co_await stream.close(ample);
  };
  converse(client, server);
}

TEST_F(TlsStreamTest, HandshakeThatThePeerClosesOrResetsTellsWhich) {
  const auto status_after = [&](Coroutine server) {
    IoStatus status = IoStatus::ok;
    const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
      const TlsReport report = co_await stream.handshake_as_client(client_tls_, plain_, ample);
      status = report.status;
      co_await stream.close(ample);
    };
    context_.restart();
    converse(client, server);
    return status;
  };
  const Coroutine closes = [](Stream& stream) {
    return stream.close(ample);
  };
  const Coroutine resets = [](Stream& stream) -> asio::awaitable<void> {
    co_await stream.read_some(1, ample);
    stream.reset();
  };
  EXPECT_EQ(status_after(closes), IoStatus::closed);
  EXPECT_EQ(status_after(resets), IoStatus::reset);
}

}  // namespace
}  // namespace smtpspec::net
