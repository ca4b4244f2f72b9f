// The oracle against a reference server whose local delivery is slow, or refuses the marker.
#include "run/delivery_oracle.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "run/listener.hpp"
#include "target/state_directory.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto for_ever = 1h;          // whoever waits for that runs into the time limit of the tests
constexpr auto not_for_long = 1000ms;  // for what does not come
constexpr auto long_enough = 1500ms;   // for what comes, where something else does not

class DeliveryOracle : public testing::Test {
 protected:
  void serve(std::function<void(const std::string& content)> deliver) {
    ReferenceListener::Options options{.clear = {"127.0.0.1", 0}};
    options.implicit_tls = net::Endpoint{"127.0.0.1", 0};
    options.accepted = [deliver = std::move(deliver)](const reference::Message& message) {
      deliver(message.content);
    };
    listener_.emplace(std::move(options), server_tls_);
  }

  void file(const std::string& octets) {
    const auto folder = directory_.path() / "new";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / std::to_string(++filed_), std::ios::binary) << octets;
  }

  play::DeliveryAnswer ask(std::size_t expected, std::chrono::milliseconds settles_within, bool tls = false,
                           std::chrono::milliseconds within = for_ever) {
    target::DeliveryPlace place;
    place.maildirs = {directory_.path()};
    place.settles_within = settles_within;
    const target::Deliveries deliveries(place);
    const MarkerWay way{.endpoint = tls ? *listener_->tls_endpoint() : listener_->clear_endpoint(),
                        .implicit_tls = tls,
                        .tls = &client_tls_,
                        .client = "client.test",
                        .server = "mx.test",
                        .sender = "me@client.test",
                        .recipient = recipient_};
    play::DeliveryAnswer answer;
    asio::co_spawn(context_, ask_deliveries(deliveries, way, {"tok1", expected, within}),
                   [&](std::exception_ptr trouble, play::DeliveryAnswer found) {
                     if (trouble) std::rethrow_exception(trouble);
                     answer = std::move(found);
                   });
    context_.restart();
    context_.run();
    return answer;
  }

  std::string recipient_ = "alice@mx.test";
  target::StateDirectory directory_;
  int filed_ = 0;
  net::Authority authority_;
  net::TlsContext server_tls_ = net::TlsContext::server(authority_.issue({{"mx.test"}}));
  net::TlsContext client_tls_ = net::TlsContext::client(authority_.certificate());
  std::optional<ReferenceListener> listener_;
  asio::io_context context_;
};

TEST_F(DeliveryOracle, NothingMoreComesOnceTheMarkerHasArrived) {
  serve([this](const std::string& content) { file(content); });
  EXPECT_THAT(ask(0, for_ever).messages, IsEmpty());
  EXPECT_THAT(ask(0, for_ever, true).messages, IsEmpty());
  file("tok1\r\n");
  EXPECT_THAT(ask(1, for_ever).messages, SizeIs(1));
}

TEST_F(DeliveryOracle, ASecondMessageThatComesLateIsSeen) {
  file("tok1\r\n");
  serve([this](const std::string& content) {
    file("smuggled tok1\r\n");
    file(content);
  });
  EXPECT_THAT(ask(1, for_ever).messages, SizeIs(2));
}

TEST_F(DeliveryOracle, WhatIsMissingWhereTheMarkerIsFiledIsMissingForGood) {
  serve([this](const std::string& content) { file(content); });
  const play::DeliveryAnswer answer = ask(1, 10ms, false, long_enough);
  EXPECT_THAT(answer.messages, IsEmpty());
  EXPECT_EQ(answer.undecided, "");
}

TEST_F(DeliveryOracle, WhatIsMissingWhereTheMarkerIsNotFiledEitherMayStillCome) {
  serve([](const std::string&) {});
  EXPECT_THAT(
      ask(1, 10ms, false, not_for_long).undecided,
      HasSubstr("an ordinary message sent behind it was accepted and not filed within 1000 ms either"));
  EXPECT_THAT(ask(0, 10ms, false, not_for_long).undecided, HasSubstr("not filed"));
  file("tok1\r\n");
  EXPECT_EQ(ask(1, 10ms, false, not_for_long).undecided, "");
  file("smuggled tok1\r\n");
  EXPECT_THAT(ask(1, 10ms, false, not_for_long).messages, SizeIs(2));
}

TEST_F(DeliveryOracle, WhatIsMissingWhereNoMarkerIsTakenCannotBeCompared) {
  serve([this](const std::string& content) { file(content); });
  recipient_ = "nosuch@mx.test";
  EXPECT_THAT(ask(1, 10ms, false, not_for_long).undecided, HasSubstr("to compare with"));
  EXPECT_EQ(ask(0, 10ms, false, long_enough).undecided, "");
}

TEST_F(DeliveryOracle, WhereTheMarkerIsRefusedThePlaceIsLeftToSettle) {
  serve([this](const std::string& content) { file(content); });
  recipient_ = "nosuch@mx.test";
  EXPECT_THAT(ask(0, 10ms).messages, IsEmpty());
  file("tok1\r\n");
  EXPECT_THAT(ask(1, 10ms).messages, SizeIs(1));
}

}  // namespace
}  // namespace smtpspec::run
