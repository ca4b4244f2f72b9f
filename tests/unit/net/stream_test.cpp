// Streams in clear text.
#include "net/stream.hpp"

#include <gmock/gmock.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/port.hpp"
#include "unit/net/conversation.hpp"

namespace smtpspec::net {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::IsEmpty;

using StreamTest = Conversation;

TEST_F(StreamTest, WhatIsSaidComesBackOverBothIpVersions) {
  for (const char* address : {"127.0.0.1", "::1"}) {
    context_.restart();
    converse([](Stream& stream) { return say_and_hear_back(stream, "EHLO client.test\r\n"); }, echo, address);
  }
}

TEST_F(StreamTest, ReadAndWriteAreUnderWayAtOnce) {
  const Coroutine both = [](Stream& stream) {
    return flood(stream, more_than_buffers_hold);
  };
  converse(both, both);
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
