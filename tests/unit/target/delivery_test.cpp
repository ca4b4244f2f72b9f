#include "target/delivery.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "target/state_directory.hpp"
#include "unit/target/times.hpp"

namespace smtpspec::target {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class DeliveryTest : public testing::Test {
 protected:
  void file(const std::string& name, const std::string& octets) {
    const auto path = directory_.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << octets;
  }

  Deliveries maildir(std::chrono::milliseconds settles_within = 10ms) {
    DeliveryPlace place;
    place.maildirs = {directory_.path() / "alice", directory_.path() / "bob"};
    place.settles_within = settles_within;
    return Deliveries(place);
  }

  std::vector<std::string> await(const Deliveries& deliveries, std::size_t expected,
                                 std::chrono::milliseconds within) {
    return await(deliveries.wait_for("tok1", expected, within));
  }

  std::vector<std::string> await(boost::asio::awaitable<std::vector<std::string>> waiting) {
    std::vector<std::string> found;
    boost::asio::co_spawn(context_, std::move(waiting),
                          [&](std::exception_ptr, std::vector<std::string> messages) { found = messages; });
    context_.restart();
    context_.run();
    return found;
  }

  StateDirectory directory_;
  boost::asio::io_context context_;
};

TEST_F(DeliveryTest, MessagesWithTheTokenAreFoundOctetForOctetInNewAndCur) {
  const std::string exact("Subject: tok1\r\n\r\n\0\xff bare\rcr\n", 28);
  file("alice/new/1.host", exact);
  file("alice/cur/2.host:2,S", "tok1\n");
  file("bob/new/3.host", "other\n");
  EXPECT_THAT(maildir().messages_with("tok1"), UnorderedElementsAre(exact, "tok1\n"));
}

TEST_F(DeliveryTest, UnfinishedMessagesOfTmpDoNotCount) {
  file("alice/tmp/1.host", "tok1\n");
  EXPECT_THAT(maildir().messages_with("tok1"), IsEmpty());
}

TEST_F(DeliveryTest, PlaceThatDoesNotExistHoldsNothing) {
  EXPECT_THAT(maildir().messages_with("tok1"), IsEmpty());
}

TEST_F(DeliveryTest, WaitingEndsAsSoonAsTheMessageIsThere) {
  boost::asio::post(context_, [&] { file("alice/new/1.host", "tok1\n"); });
  EXPECT_THAT(await(maildir(), 1, ample), ElementsAre("tok1\n"));
}

TEST_F(DeliveryTest, WaitingEndsWithTheDeadlineWithWhatThereIs) {
  file("alice/new/1.host", "tok1\n");
  EXPECT_THAT(await(maildir(), 2, 20ms), SizeIs(1));
}

TEST_F(DeliveryTest, APlaceThatHasSettledIsLookedAtThen) {
  const Deliveries place = maildir(10ms);
  EXPECT_THAT(await(place.settled("tok1", ample)), IsEmpty());
  boost::asio::post(context_, [&] { file("alice/new/1.host", "tok1\n"); });
  EXPECT_THAT(await(place.settled("tok1", ample)), SizeIs(1));
}

TEST_F(DeliveryTest, MessagesOfAnMboxAreReadWithoutItsSeparators) {
  file("mbox",
       "From a@b Thu Jan  1 00:00:00 1970\nSubject: tok1\n\n>From here\n>>From there\nnot >From\n\n"
       "From <> Thu Jan  1 00:00:00 1970\nSubject: tok2\n\nFrom the middle\n\n");
  DeliveryPlace place;
  place.mboxes = {directory_.path() / "mbox"};
  EXPECT_THAT(Deliveries(place).messages_with("tok1"),
              ElementsAre("Subject: tok1\n\nFrom here\n>From there\nnot >From\n"));
}

TEST(Mbox, WhatIsNoMboxHoldsNothing) {
  EXPECT_THAT(messages_of_mbox(""), IsEmpty());
  EXPECT_THAT(messages_of_mbox("Subject: x\n\nFrom\n"), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::target
