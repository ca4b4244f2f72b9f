#include "run/client_slot.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "run/aside.hpp"

namespace smtpspec::run {
namespace {

TEST(ClientSlot, WhoFindsNoneFreeWaitsUntilOneIs) {
  asio::io_context context(1);
  std::vector<std::shared_ptr<ClientSlot>> had;
  const unsigned all = 6 * std::max(1U, std::thread::hardware_concurrency());
  auto take = [&]() -> asio::awaitable<void> {
    for (unsigned n = 0; n < all; ++n) had.push_back(co_await ClientSlot::free_one());
  };
  asio::co_spawn(context, take(), asio::detached);
  context.run();
  ASSERT_EQ(had.size(), all);

  bool got = false;
  auto wait = [&]() -> asio::awaitable<void> {
    const auto slot = co_await ClientSlot::free_one();
    got = true;
  };
  context.restart();
  asio::co_spawn(context, wait(), asio::detached);
  context.poll();
  EXPECT_FALSE(got);
  had.pop_back();
  context.run();
  EXPECT_TRUE(got);
}

TEST(ClientSlot, OneThatNobodyWantsAnyMoreIsFreeAgain) {
  std::vector<std::shared_ptr<ClientSlot>> had;
  const unsigned all = 6 * std::max(1U, std::thread::hardware_concurrency());
  const auto take = [&]() -> asio::awaitable<void> {
    for (unsigned n = 0; n < all; ++n) had.push_back(co_await ClientSlot::free_one());
  };
  {
    asio::io_context context(1);
    asio::co_spawn(context, take(), asio::detached);
    context.run();
    asio::co_spawn(
        context, []() -> asio::awaitable<void> { co_await ClientSlot::free_one(); }, asio::detached);
    context.restart();
    context.poll();
  }
  had.clear();
  WorkAside::wait_for_all();
  asio::io_context context(1);
  asio::co_spawn(context, take(), asio::detached);
  context.run();
  EXPECT_EQ(had.size(), all);
}

}  // namespace
}  // namespace smtpspec::run
