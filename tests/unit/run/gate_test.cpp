#include "run/gate.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace smtpspec::run {
namespace {

// Who is inside, by name, in the order of entering.
class GateTest : public testing::Test {
 protected:
  void come(const std::string& name, Gate::Units units = 1) {
    auto coming = [this, name, units]() -> asio::awaitable<void> {
      Gate::Pass pass = co_await gate_.enter(units);
      inside_.emplace_back(name, std::move(pass));
    };
    asio::co_spawn(context_, std::move(coming), asio::detached);
    turn();
  }
  void come_alone(const std::string& name) {
    auto coming = [this, name]() -> asio::awaitable<void> {
      Gate::Pass pass = co_await gate_.enter_alone();
      inside_.emplace_back(name, std::move(pass));
    };
    asio::co_spawn(context_, std::move(coming), asio::detached);
    turn();
  }
  void go(const std::string& name) {
    std::erase_if(inside_, [&](const auto& one) { return one.first == name; });
    turn();
  }
  std::string inside() const {
    std::string names;
    for (const auto& [name, pass] : inside_) names += (names.empty() ? "" : " ") + name;
    return names;
  }
  void turn() {
    context_.restart();
    context_.poll();
  }

  Gate gate_{2};
  asio::io_context context_{1};
  std::vector<std::pair<std::string, Gate::Pass>> inside_;
};

TEST_F(GateTest, WhoFindsNoRoomWaitsInTheOrderOfComing) {
  for (const char* name : {"a", "b", "c", "d"}) come(name);
  EXPECT_EQ(inside(), "a b");
  go("a");
  EXPECT_EQ(inside(), "b c");
  go("c");
  EXPECT_EQ(inside(), "b d");
}

TEST_F(GateTest, ALimitThatFallsPutsNobodyOutAndOneThatRisesLetsIn) {
  for (const char* name : {"a", "b", "c", "d"}) come(name);
  gate_.set_limit(1);
  go("a");
  EXPECT_EQ(inside(), "b");
  gate_.set_limit(3);
  turn();
  EXPECT_EQ(inside(), "b c d");
}

TEST_F(GateTest, WhatIsLargerThanTheLimitEntersWhereNothingIsInside) {
  come("small");
  come("large", 100);
  come("next");
  EXPECT_EQ(inside(), "small");
  go("small");
  EXPECT_EQ(inside(), "large");
  go("large");
  EXPECT_EQ(inside(), "next");
}

TEST_F(GateTest, WhoWantsToBeAloneComesLastAndIsAlone) {
  come("a");
  come_alone("alone");
  come("b");
  come("c");
  EXPECT_EQ(inside(), "a b");
  go("a");
  go("b");
  EXPECT_EQ(inside(), "c");
  go("c");
  EXPECT_EQ(inside(), "alone");
  come("d");
  come_alone("second");
  EXPECT_EQ(inside(), "alone");
  go("alone");
  EXPECT_EQ(inside(), "d");
  go("d");
  EXPECT_EQ(inside(), "second");
}

TEST_F(GateTest, OneThatNobodyWantsAnyMoreIsNotWaitedFor) {
  Gate gate(1);
  {
    asio::io_context context(1);
    std::vector<Gate::Pass> had;
    auto coming = [&]() -> asio::awaitable<void> {
      had.push_back(co_await gate.enter());
    };
    for (int n = 0; n < 3; ++n) asio::co_spawn(context, coming(), asio::detached);
    context.poll();
    ASSERT_EQ(had.size(), 1U);
    had.clear();  // the next is let in, and destroyed before it hears of it
  }
  EXPECT_TRUE(gate.enter_blocking([] { return true; }));
}

TEST_F(GateTest, AThreadMayWaitAsWellAndGiveUp) {
  Gate gate(1);
  Gate::Pass first = gate.enter_blocking({});
  EXPECT_TRUE(first);
  EXPECT_FALSE(gate.enter_blocking([] { return true; }));
  EXPECT_FALSE(gate.enter_alone_blocking([] { return true; }));
  std::jthread waiting([&gate] { EXPECT_TRUE(gate.enter_alone_blocking({})); });
  first.give_back();
  waiting.join();
  EXPECT_TRUE(gate.enter_blocking({}));
}

}  // namespace
}  // namespace smtpspec::run
