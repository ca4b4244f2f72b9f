// Streams over real sockets on loopback: both sides are ours.
#include "net/stream.hpp"

#include <exception>
#include <functional>

#include <gmock/gmock.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/listener.hpp"
#include "net/port.hpp"

namespace smtpspec::net {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;

using Coroutine = std::function<asio::awaitable<void>(Stream&)>;

constexpr auto ample = 20'000ms;  // never reached by a test that passes
constexpr auto brief = 20ms;      // always reached: the peer stays silent for longer

void rethrow(std::exception_ptr exception) {
  if (exception) std::rethrow_exception(exception);
}

// A connection with a coroutine at each end.
class StreamTest : public testing::Test {
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

asio::awaitable<std::string> read_all(Stream& stream, IoStatus* last) {
  std::string all;
  for (;;) {
    const ReadResult read = co_await stream.read_some(7, ample);
    *last = read.status;
    if (!read.ok()) co_return all;
    all += read.octets;
  }
}

asio::awaitable<void> echo(Stream& stream) {
  for (;;) {
    const ReadResult read = co_await stream.read_some(4096, ample);
    if (!read.ok()) break;
    co_await stream.write(read.octets, ample);
  }
  co_await stream.close(ample);
}

asio::awaitable<void> echo_in_tls(Stream& stream, const TlsContext& tls) {
  const TlsReport report = co_await stream.handshake_as_server(tls, ample);
  EXPECT_TRUE(report.established) << report.reason;
  co_await echo(stream);
}

asio::awaitable<void> say_and_hear_back(Stream& stream, std::string said) {
  const IoResult written = co_await stream.write(said, ample);
  EXPECT_TRUE(written.ok()) << written.message;
  stream.shutdown_send();
  IoStatus last = IoStatus::ok;
  const std::string heard = co_await read_all(stream, &last);
  EXPECT_EQ(heard, said);
  EXPECT_EQ(last, IoStatus::closed);
}

TEST_F(StreamTest, WhatIsSaidComesBackOverBothIpVersions) {
  for (const char* address : {"127.0.0.1", "::1"}) {
    context_.restart();
    converse([](Stream& stream) { return say_and_hear_back(stream, "EHLO client.test\r\n"); }, echo, address);
  }
}

TEST_F(StreamTest, WhatIsSaidInTlsComesBack) {
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

TEST_F(StreamTest, ConnectionBecomesTlsInPlace) {
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

// More than any buffer holds goes out while as much comes in: neither direction may wait for the other.
asio::awaitable<void> flood(Stream& stream, std::size_t size) {
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

constexpr std::size_t more_than_buffers_hold = 24'000'000;

TEST_F(StreamTest, ReadAndWriteAreUnderWayAtOnce) {
  const Coroutine both = [](Stream& stream) {
    return flood(stream, more_than_buffers_hold);
  };
  converse(both, both);
}

TEST_F(StreamTest, ReadAndWriteAreUnderWayAtOnceInTls) {
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

TEST_F(StreamTest, SilenceEndsWithTheDeadlineAndReadingGoesOn) {
  const Coroutine client = [](Stream& stream) -> asio::awaitable<void> {
    const ReadResult nothing = co_await stream.read_some(100, brief);
    EXPECT_EQ(nothing.status, IoStatus::deadline);
    EXPECT_THAT(nothing.octets, IsEmpty());
    co_await stream.write("now", ample);
    const ReadResult something = co_await stream.read_some(100, ample);
    EXPECT_EQ(something.octets, "now");
  };
  converse(client, echo);
}

TEST_F(StreamTest, SilenceInTlsEndsWithTheDeadlineAndReadingGoesOn) {
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

TEST_F(StreamTest, WritingToAPeerThatDoesNotReadEndsWithTheDeadline) {
  asio::steady_timer client_gave_up(context_, ample);
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    const IoResult written = co_await stream.write(std::string(more_than_buffers_hold, 'x'), brief);
    EXPECT_EQ(written.status, IoStatus::deadline);
    client_gave_up.cancel();
  };
  const Coroutine server = [&](Stream&) -> asio::awaitable<void> {
    co_await client_gave_up.async_wait(asio::as_tuple(asio::use_awaitable));
  };
  converse(client, server);
}

TEST_F(StreamTest, FinAndRstAreToldApart) {
  const auto status_after = [&](Coroutine server) {
    IoStatus last = IoStatus::ok;
    const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
      co_await read_all(stream, &last);
    };
    context_.restart();
    converse(client, server);
    return last;
  };
  const Coroutine closes = [](Stream& stream) {
    return stream.close(ample);
  };
  const Coroutine resets = [](Stream& stream) -> asio::awaitable<void> {
    stream.reset();
    co_return;
  };
  EXPECT_EQ(status_after(closes), IoStatus::closed);
  EXPECT_EQ(status_after(resets), IoStatus::reset);
}

TEST_F(StreamTest, OctetsLeftUnreadAreDrainedSoThatThePeerSeesFin) {
  const Coroutine client = [](Stream& stream) -> asio::awaitable<void> {
    co_await stream.write("nobody will ever read this", ample);
    IoStatus last = IoStatus::ok;
    const std::string heard = co_await read_all(stream, &last);
    EXPECT_EQ(heard, "221 bye\r\n");
    EXPECT_EQ(last, IoStatus::closed);
    co_await stream.close(ample);
  };
  const Coroutine server = [](Stream& stream) -> asio::awaitable<void> {
    co_await stream.write("221 bye\r\n", ample);
    co_await stream.close(ample);
  };
  converse(client, server);
}

TEST_F(StreamTest, HalfClosedConnectionStillBringsWhatThePeerSays) {
  const Coroutine client = [](Stream& stream) -> asio::awaitable<void> {
    stream.shutdown_send();
    const ReadResult read = co_await stream.read_some(100, ample);
    EXPECT_EQ(read.octets, "421 why so silent?\r\n");
  };
  const Coroutine server = [](Stream& stream) -> asio::awaitable<void> {
    const ReadResult read = co_await stream.read_some(100, ample);
    EXPECT_EQ(read.status, IoStatus::closed);
    co_await stream.write("421 why so silent?\r\n", ample);
    co_await stream.close(ample);
  };
  converse(client, server);
}

TEST_F(StreamTest, TlsThatIsCutWithoutFarewellIsClosed) {
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

TEST_F(StreamTest, HalfATlsRecordAndThenSilenceEndsWithTheDeadline) {
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

TEST_F(StreamTest, HandshakeWithAPeerThatSpeaksClearTextSaysWhy) {
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

TEST_F(StreamTest, HandshakeThatThePeerClosesOrResetsTellsWhich) {
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

TEST_F(StreamTest, ConnectionThatIsRefusedIsAReset) {
  const PortReservation nobody_listens;
  const Endpoint endpoint{"127.0.0.1", nobody_listens.port()};
  IoResult result;
  const auto attempt = [&]() -> asio::awaitable<void> {
    Stream stream(context_.get_executor());
    result = co_await stream.connect(endpoint, ample);
  };
  asio::co_spawn(context_, attempt, rethrow);
  context_.run();
  EXPECT_EQ(result.status, IoStatus::reset);
}

TEST_F(StreamTest, ConnectingMeetsItsDeadlineWhereTheQueueIsFull) {
  asio::ip::tcp::acceptor acceptor(context_, asio::ip::tcp::v4());
  acceptor.bind({asio::ip::make_address("127.0.0.1"), 0});
  acceptor.listen(0);
  const Endpoint endpoint{"127.0.0.1", acceptor.local_endpoint().port()};
  std::vector<IoStatus> outcomes;
  const auto fill_and_try = [&]() -> asio::awaitable<void> {
    std::vector<Stream> held;
    for (int i = 0; i < 4; ++i) {
      held.emplace_back(context_.get_executor());
      const IoResult result = co_await held.back().connect(endpoint, 100ms);
      outcomes.push_back(result.status);
    }
  };
  asio::co_spawn(context_, fill_and_try, rethrow);
  context_.run();
  EXPECT_THAT(outcomes, testing::Each(AnyOf(IoStatus::ok, IoStatus::deadline)));
  EXPECT_EQ(outcomes.back(), IoStatus::deadline);
}

TEST_F(StreamTest, CancelEndsWhatIsUnderWay) {
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    asio::post(context_, [&] { stream.cancel(); });
    const ReadResult read = co_await stream.read_some(100, ample);
    EXPECT_EQ(read.status, IoStatus::failed);
    co_await stream.close(ample);
  };
  converse(client, echo);
}

TEST_F(StreamTest, StreamMayGoWhileAReadIsUnderWay) {
  ReadResult result;
  const Coroutine client = [&](Stream& stream) -> asio::awaitable<void> {
    auto doomed = std::make_shared<Stream>(std::move(stream));
    asio::co_spawn(context_, doomed->read_some(100, ample),
                   [&](std::exception_ptr, ReadResult read) { result = read; });
    asio::post(context_, [doomed]() mutable { doomed.reset(); });
    doomed.reset();
    co_return;
  };
  converse(client, echo);
  EXPECT_EQ(result.status, IoStatus::failed);
}

TEST(Listener, PortThatIsTakenIsAnErrorThatNamesIt) {
  asio::io_context context;
  const Listener first(context.get_executor(), {"127.0.0.1", 0});
  const Endpoint taken = first.endpoint();
  try {
    const Listener second(context.get_executor(), taken);
    FAIL() << "both listen on " << taken.str();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(taken.str()));
  }
}

TEST(Listener, ClosingEndsAnAcceptUnderWay) {
  asio::io_context context;
  Listener listener(context.get_executor(), {"::1", 0});
  bool ended_empty = false;
  const auto wait = [&]() -> asio::awaitable<void> {
    const std::optional<Stream> stream = co_await listener.accept();
    ended_empty = !stream;
  };
  asio::co_spawn(context, wait, rethrow);
  asio::post(context, [&] { listener.close(); });
  context.run();
  EXPECT_TRUE(ended_empty);
}

}  // namespace
}  // namespace smtpspec::net
