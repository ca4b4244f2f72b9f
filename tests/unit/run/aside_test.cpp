#include "run/aside.hpp"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace smtpspec::run {
namespace {

// Two coroutines of one loop: the first does something aside that can't end before the second has had its
// turn.
TEST(Aside, LoopGoesOnMeanwhile) {
  asio::io_context context(1);
  std::promise<void> turn;
  std::string order;
  auto waits = [&]() -> asio::awaitable<void> {
    auto working = aside([may_end = std::make_shared<std::future<void>>(turn.get_future())] {
      may_end->wait_for(std::chrono::seconds(10));
    });
    co_await std::move(working);
    order += "aside";
  };
  auto has_its_turn = [&]() -> asio::awaitable<void> {
    order += "other ";
    turn.set_value();
    co_return;
  };
  asio::co_spawn(context, waits(), asio::detached);
  asio::co_spawn(context, has_its_turn(), asio::detached);
  context.run();
  EXPECT_EQ(order, "other aside");
}

TEST(Aside, WhatIsThrownThereIsThrownHere) {
  asio::io_context context(1);
  std::string caught;
  auto tries = [&]() -> asio::awaitable<void> {
    try {
      auto working = aside([] { throw std::runtime_error("no such program"); });
      co_await std::move(working);
    } catch (const std::exception& trouble) {
      caught = trouble.what();
    }
  };
  asio::co_spawn(context, tries(), asio::detached);
  context.run();
  EXPECT_EQ(caught, "no such program");
}

TEST(Aside, WorkOfALoopThatIsGoneIsStillWaitedFor) {
  std::promise<void> loop_is_gone;
  std::atomic<bool> done{false};
  {
    asio::io_context context(1);
    auto starts = [&]() -> asio::awaitable<void> {
      auto working = aside([&done, gone = std::make_shared<std::future<void>>(loop_is_gone.get_future())] {
        gone->wait();
        done = true;
      });
      co_await std::move(working);
      ADD_FAILURE() << "nobody can be told";
    };
    asio::co_spawn(context, starts(), asio::detached);
    context.poll();
  }
  EXPECT_FALSE(done);
  loop_is_gone.set_value();
  WorkAside::wait_for_all();
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace smtpspec::run
