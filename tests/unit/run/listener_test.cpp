// The reference server over real sockets: what the driver of a session adds to the state machine.
#include "run/listener.hpp"

#include <functional>
#include <mutex>

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "net/certificates.hpp"
#include "net/stream.hpp"

namespace smtpspec::run {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto ample = 20'000ms;

class ReferenceListenerTest : public testing::TestWithParam<const char*> {
 protected:
  ReferenceListenerTest() {
    ReferenceListener::Options options;
    options.clear = {GetParam(), 0};
    options.implicit_tls = net::Endpoint{GetParam(), 0};
    options.accepted = [this](const reference::Message& message) {
      const std::lock_guard lock(mutex_);
      contents_.push_back(message.content);
    };
    listener_.emplace(std::move(options), server_tls_);
  }

  void run(const std::function<asio::awaitable<void>(net::Stream&)>& session) {
    asio::io_context context;
    asio::co_spawn(
        context,
        [&]() -> asio::awaitable<void> {
          net::Stream stream(context.get_executor());
          co_await session(stream);
        },
        [](std::exception_ptr exception) {
          if (exception) std::rethrow_exception(exception);
        });
    context.run();
  }

  std::vector<std::string> contents() {
    const std::lock_guard lock(mutex_);
    return contents_;
  }

  net::Authority authority_;
  net::TlsContext server_tls_ = net::TlsContext::server(authority_.issue({{"mx.test"}}));
  net::TlsContext client_tls_ = net::TlsContext::client(authority_.certificate());
  const net::HandshakeOptions plain_;
  std::mutex mutex_;
  std::vector<std::string> contents_;
  std::optional<ReferenceListener> listener_;
};

// Sends, and reads until `end` has come.
asio::awaitable<std::string> ask(net::Stream& stream, std::string said, std::string end) {
  if (!said.empty()) co_await stream.write(said, ample);
  std::string heard;
  while (heard.find(end) == std::string::npos) {
    const net::ReadResult read = co_await stream.read_some(4096, ample);
    if (!read.ok()) co_return heard + "<" + read.message + ">";
    heard += read.octets;
  }
  co_return heard;
}

constexpr const char* a_message = "MAIL FROM:<carol@client.test>\r\nRCPT TO:<alice@mx.test>\r\nDATA\r\n";

TEST_P(ReferenceListenerTest, MessageIsHandedOverBeforeItsReply) {
  const net::Endpoint endpoint = listener_->clear_endpoint();
  run([&](net::Stream& stream) -> asio::awaitable<void> {
    co_await stream.connect(endpoint, ample);
    const std::string greeting = co_await ask(stream, "", "\r\n");
    EXPECT_THAT(greeting, StartsWith("220 mx.test"));
    co_await ask(stream, "EHLO client.test\r\n", "250 ");
    co_await ask(stream, a_message, "354");
    co_await ask(stream, "Subject: x\r\n\r\n..\r\n.\r\n", "250 ");
    EXPECT_THAT(contents(), testing::ElementsAre("Subject: x\r\n\r\n.\r\n"));
    const std::string farewell = co_await ask(stream, "QUIT\r\n", "\r\n");
    EXPECT_THAT(farewell, StartsWith("221"));
    const net::ReadResult read = co_await stream.read_some(1, ample);
    EXPECT_EQ(read.status, net::IoStatus::closed);
  });
}

TEST_P(ReferenceListenerTest, StartTlsGoesOnInPlace) {
  const net::Endpoint endpoint = listener_->clear_endpoint();
  run([&](net::Stream& stream) -> asio::awaitable<void> {
    co_await stream.connect(endpoint, ample);
    co_await ask(stream, "", "\r\n");
    const std::string in_clear = co_await ask(stream, "EHLO client.test\r\n", "250 ");
    EXPECT_THAT(in_clear, HasSubstr("STARTTLS"));
    co_await ask(stream, "STARTTLS\r\n", "220 ");
    const net::TlsReport report = co_await stream.handshake_as_client(client_tls_, plain_, ample);
    EXPECT_TRUE(report.established) << report.reason;
    EXPECT_TRUE(report.trusted);
    const std::string in_tls = co_await ask(stream, "EHLO client.test\r\n", "250 ");
    EXPECT_THAT(in_tls, Not(HasSubstr("STARTTLS")));
    co_await ask(stream, a_message, "354");
    co_await ask(stream, "inside\r\n.\r\n", "250 ");
    EXPECT_THAT(contents(), testing::ElementsAre("inside\r\n"));
    co_await stream.close(ample);
  });
}

TEST_P(ReferenceListenerTest, SecondPortSpeaksTlsFromTheFirstOctet) {
  const net::Endpoint endpoint = *listener_->tls_endpoint();
  run([&](net::Stream& stream) -> asio::awaitable<void> {
    co_await stream.connect(endpoint, ample);
    co_await stream.handshake_as_client(client_tls_, plain_, ample);
    const std::string greeting = co_await ask(stream, "", "\r\n");
    EXPECT_THAT(greeting, StartsWith("220 mx.test"));
    co_await stream.close(ample);
  });
}

TEST_P(ReferenceListenerTest, SessionsDoNotWaitForEachOther) {
  const net::Endpoint endpoint = listener_->clear_endpoint();
  run([&](net::Stream& first) -> asio::awaitable<void> {
    co_await first.connect(endpoint, ample);
    co_await ask(first, "", "\r\n");
    net::Stream second(co_await asio::this_coro::executor);
    co_await second.connect(endpoint, ample);
    const std::string greeting = co_await ask(second, "", "\r\n");
    EXPECT_THAT(greeting, StartsWith("220"));
    const std::string reply = co_await ask(first, "NOOP\r\n", "\r\n");
    EXPECT_THAT(reply, StartsWith("250"));
  });
}

TEST_P(ReferenceListenerTest, SessionBeyondTheLimitIsTurnedAway) {
  ReferenceListener::Options options;
  options.clear = {GetParam(), 0};
  options.most_sessions = 1;
  const ReferenceListener narrow(std::move(options), server_tls_);
  run([&](net::Stream& first) -> asio::awaitable<void> {
    co_await first.connect(narrow.clear_endpoint(), ample);
    co_await ask(first, "", "\r\n");
    net::Stream second(co_await asio::this_coro::executor);
    co_await second.connect(narrow.clear_endpoint(), ample);
    const std::string refusal = co_await ask(second, "", "\r\n");
    EXPECT_THAT(refusal, StartsWith("421"));
    const std::string reply = co_await ask(first, "NOOP\r\n", "\r\n");
    EXPECT_THAT(reply, StartsWith("250"));
  });
}

TEST_P(ReferenceListenerTest, EndsWhileSessionsAreUnderWay) {
  const net::Endpoint endpoint = listener_->clear_endpoint();
  run([&](net::Stream& stream) -> asio::awaitable<void> {
    co_await stream.connect(endpoint, ample);
    co_await ask(stream, "", "\r\n");
    listener_.reset();
    const net::ReadResult read = co_await stream.read_some(1, ample);
    EXPECT_NE(read.status, net::IoStatus::ok);
    EXPECT_NE(read.status, net::IoStatus::deadline);
  });
}

INSTANTIATE_TEST_SUITE_P(BothIpVersions, ReferenceListenerTest, testing::Values("127.0.0.1", "::1"),
                         [](const auto& instance) {
                           return std::string(instance.param) == "::1" ? "v6" : "v4";
                         });

}  // namespace
}  // namespace smtpspec::run
