#include "run/shards.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> many_ids() {
  std::vector<std::string> ids;
  for (int number = 0; number < 300; ++number) ids.push_back("rfc1/case-" + std::to_string(number));
  return ids;
}

std::size_t count_of(const std::vector<unsigned>& shards, unsigned shard) {
  return static_cast<std::size_t>(std::count(shards.begin(), shards.end(), shard));
}

TEST(Shards, EachIdIsInOneOfThem) {
  const auto ids = many_ids();
  for (const unsigned count : {1U, 2U, 3U, 7U}) {
    std::size_t sum = 0;
    for (unsigned shard = 1; shard <= count; ++shard) sum += count_of(shards_of(ids, count, {}), shard);
    EXPECT_EQ(sum, ids.size()) << count;
  }
}

TEST(Shards, IdAloneDecidesWithoutDurations) {
  const auto ids = many_ids();
  const auto all = shards_of(ids, 3, {});
  const std::vector<std::string> some(ids.begin() + 100, ids.end());
  EXPECT_EQ(shards_of(some, 3, {}), std::vector<unsigned>(all.begin() + 100, all.end()));
  for (unsigned shard = 1; shard <= 3; ++shard) EXPECT_GT(count_of(all, shard), 70U);
}

TEST(Shards, DurationsBalanceThem) {
  const Durations earlier = {{"a", 6s}, {"b", 3s}, {"c", 2s}, {"d", 1s}};
  EXPECT_EQ(shards_of({"a", "b", "c", "d"}, 2, earlier), (std::vector<unsigned>{1, 2, 2, 2}));
  EXPECT_EQ(shards_of({"d", "c", "b", "a"}, 2, earlier), (std::vector<unsigned>{2, 2, 2, 1}));
}

TEST(Shards, WhatIsNewCountsAsAnAverageOne) {
  const Durations earlier = {{"a", 4s}, {"b", 2s}};
  EXPECT_EQ(shards_of({"a", "new", "b"}, 2, earlier), (std::vector<unsigned>{1, 2, 2}));
}

}  // namespace
}  // namespace smtpspec::run
