// The reference client over real sockets: against the reference server, and against servers that do not play
// along.
#include "run/submission_runner.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "net/listener.hpp"
#include "reference/client_faults.hpp"
#include "run/listener.hpp"

namespace smtpspec::run {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using reference::Delivery;
using reference::TlsMode;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto ample = 20'000ms;

reference::Submission message() {
  reference::Submission submission;
  submission.reverse_path = "me@client.test";
  submission.forward_paths = {"alice@mx.test", "nobody@mx.test"};
  submission.content = "Subject: one\r\n\r\n.a dot\r\n";
  return submission;
}

class SubmissionRunnerTest : public testing::Test {
 protected:
  SubmissionRunnerTest() { serve({}); }

  void serve(const reference::Behaviour& behaviour) {
    ReferenceListener::Options options{.clear = {"127.0.0.1", 0}, .behaviour = behaviour};
    options.implicit_tls = net::Endpoint{"127.0.0.1", 0};
    options.accepted = [this](const reference::Message& accepted) {
      const std::lock_guard lock(mutex_);
      accepted_.push_back(accepted);
    };
    listener_.reset();
    listener_.emplace(std::move(options), server_tls_);
  }

  SubmissionRunner::Options options(TlsMode tls = TlsMode::opportunistic) {
    SubmissionRunner::Options options{.server = tls == TlsMode::from_the_first_octet
                                                    ? *listener_->tls_endpoint()
                                                    : listener_->clear_endpoint(),
                                      .server_name = "mx.test",
                                      .tls = &client_tls_,
                                      .within = ample};
    options.behaviour.tls = tls;
    return options;
  }

  reference::Report send(SubmissionRunner::Options with, reference::Submission submission = message()) {
    const SubmissionRunner runner(std::move(with));
    std::optional<reference::Report> report;
    asio::co_spawn(
        context_, [&]() -> asio::awaitable<void> { report = co_await runner.run(submission); },
        [&](std::exception_ptr exception) {
          context_.stop();
          if (exception) std::rethrow_exception(exception);
        });
    context_.restart();
    context_.run();
    return report.value();
  }

  // A server that does what `session` says, and then nothing more.
  net::Endpoint script(std::function<asio::awaitable<void>(net::Stream&)> session) {
    script_ = std::make_shared<net::Listener>(context_.get_executor(), net::Endpoint{"127.0.0.1", 0});
    asio::co_spawn(
        context_,
        [this, listener = script_, session = std::move(session)]() -> asio::awaitable<void> {
          for (;;) {
            auto stream = co_await listener->accept();
            if (!stream) co_return;
            ++connections_;
            streams_.push_back(std::move(*stream));
            co_await session(streams_.back());
          }
        },
        asio::detached);
    return script_->endpoint();
  }

  std::vector<reference::Message> accepted() {
    const std::lock_guard lock(mutex_);
    return accepted_;
  }

  net::Authority authority_;
  net::TlsContext server_tls_ = net::TlsContext::server(authority_.issue({{"mx.test"}}));
  net::TlsContext client_tls_ = net::TlsContext::client(authority_.certificate());
  std::mutex mutex_;
  std::vector<reference::Message> accepted_;
  std::optional<ReferenceListener> listener_;
  asio::io_context context_;
  std::shared_ptr<net::Listener> script_;
  std::deque<net::Stream> streams_;
  int connections_ = 0;
};

TEST_F(SubmissionRunnerTest, DeliversInEachTlsMode) {
  for (const TlsMode tls :
       {TlsMode::never, TlsMode::opportunistic, TlsMode::required, TlsMode::from_the_first_octet}) {
    const reference::Report report = send(options(tls));
    EXPECT_EQ(report.recipients[0].delivery, Delivery::delivered) << report.recipients[0].reason;
    EXPECT_EQ(report.recipients[1].delivery, Delivery::refused) << report.recipients[1].reason;
    EXPECT_THAT(report.recipients[1].reason, HasSubstr("550 5.1.1"));
    ASSERT_FALSE(accepted().empty());
    EXPECT_EQ(accepted().back().content, message().content);
    EXPECT_EQ(accepted().back().in_tls, tls != TlsMode::never);
  }
  EXPECT_EQ(accepted().size(), 4U);
}

TEST_F(SubmissionRunnerTest, AuthenticatesInsideTls) {
  reference::Behaviour behaviour;
  behaviour.requires_authentication = true;
  serve(behaviour);
  reference::Submission submission = message();
  submission.credentials = reference::Credentials{"alice", "secret"};
  EXPECT_EQ(send(options(TlsMode::required), submission).recipients[0].delivery, Delivery::delivered);
  submission.credentials->password = "wrong";
  EXPECT_EQ(send(options(TlsMode::required), submission).recipients[0].delivery, Delivery::refused);
}

TEST_F(SubmissionRunnerTest, MindsTheCertificateWhereTlsIsRequired) {
  SubmissionRunner::Options other_name = options(TlsMode::required);
  other_name.server_name = "another.test";
  EXPECT_EQ(send(other_name).overall(), Delivery::deferred);
  const net::TlsContext trusting_nobody = net::TlsContext::client();
  SubmissionRunner::Options unknown = options(TlsMode::required);
  unknown.tls = &trusting_nobody;
  EXPECT_EQ(send(unknown).overall(), Delivery::deferred);
  EXPECT_THAT(accepted(), IsEmpty());
  unknown.behaviour.tls = TlsMode::opportunistic;
  EXPECT_EQ(send(unknown).recipients[0].delivery, Delivery::delivered);
}

TEST_F(SubmissionRunnerTest, DefersWhereNobodyListens) {
  SubmissionRunner::Options nobody = options();
  nobody.server = script([](net::Stream&) -> asio::awaitable<void> { co_return; });
  script_->close();
  const reference::Report report = send(nobody);
  EXPECT_EQ(report.recipients[0].delivery, Delivery::deferred);
  EXPECT_THAT(report.recipients[0].reason, HasSubstr("no connection"));
}

TEST_F(SubmissionRunnerTest, DefersWhereTheServerIsSilent) {
  SubmissionRunner::Options silent = options();
  silent.server = script([](net::Stream&) -> asio::awaitable<void> { co_return; });
  silent.within = 50ms;
  const reference::Report report = send(silent);
  EXPECT_EQ(report.overall(), Delivery::deferred);
  EXPECT_EQ(report.recipients[0].reason, "no reply in time");
}

TEST_F(SubmissionRunnerTest, TriesAgainOnceOnAnotherConnectionWhereItIsAskedTo) {
  SubmissionRunner::Options busy = options();
  busy.server = script(
      [](net::Stream& stream) -> asio::awaitable<void> { co_await stream.write("421 busy\r\n", ample); });
  EXPECT_EQ(send(busy).recipients[0].reason, "421 busy");
  EXPECT_EQ(connections_, 1);
  reference::Submission again = message();
  again.retry = true;
  EXPECT_EQ(send(busy, again).overall(), Delivery::deferred);
  EXPECT_EQ(connections_, 3);
}

TEST_F(SubmissionRunnerTest, DefersWhereAReplyNeverEnds) {
  SubmissionRunner::Options endless = options();
  endless.server = script([](net::Stream& stream) -> asio::awaitable<void> {
    const std::string line = "220-more\r\n";
    for (net::IoResult sent; sent.ok();) sent = co_await stream.write(line, ample);
  });
  endless.within = 200ms;
  EXPECT_EQ(send(endless).overall(), Delivery::deferred);
}

TEST_F(SubmissionRunnerTest, GoesInClearBehindAHandshakeThatFailedOnlyIfItMay) {
  for (const TlsMode tls : {TlsMode::opportunistic, TlsMode::required}) {
    connections_ = 0;
    SubmissionRunner::Options broken = options(tls);
    broken.server = script([](net::Stream& stream) -> asio::awaitable<void> {
      const std::string greeting = "220 a\r\n", offer = "250-a\r\n250 STARTTLS\r\n", go = "220 go\r\n";
      co_await stream.write(greeting, ample);
      co_await stream.read_some(1000, ample);
      co_await stream.write(offer, ample);
      co_await stream.read_some(1000, ample);
      co_await stream.write(go, ample);
      co_await stream.read_some(1000, ample);
      co_await stream.write(go, ample);  // where the handshake should be
      stream.shutdown_send();
    });
    EXPECT_EQ(send(broken).overall(), Delivery::deferred);
    EXPECT_EQ(connections_, tls == TlsMode::opportunistic ? 2 : 1);
    script_->close();
  }
}

TEST(NamesHost, KnowsNamesAndOneWildcardLabel) {
  EXPECT_TRUE(names_host({"a.test", "MX.test"}, "mx.TEST"));
  EXPECT_TRUE(names_host({"*.mx.test"}, "one.mx.test"));
  EXPECT_FALSE(names_host({"*.mx.test"}, "mx.test"));
  EXPECT_FALSE(names_host({"*.test"}, "one.mx.test"));
  EXPECT_FALSE(names_host({"mx.test."}, "mx.test"));
  EXPECT_FALSE(names_host({}, "mx.test"));
  EXPECT_FALSE(names_host({"*"}, "test"));
}

}  // namespace
}  // namespace smtpspec::run
