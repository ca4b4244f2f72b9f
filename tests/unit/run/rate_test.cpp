#include "run/rate.hpp"

#include <gtest/gtest.h>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

const Rate::Clock::time_point begun{1000s};

void go_well(Rate& rate, int times, Rate::Clock::time_point at) {
  for (int n = 0; n < times; ++n) rate.went_well(at);
}

TEST(Rate, DoublesAsLongAsAllGoesWellUpToItsBound) {
  Rate rate({.begin = 4, .lowest = 1, .highest = 20});
  go_well(rate, 3, begun);
  EXPECT_EQ(rate.now(), 4U);
  go_well(rate, 1, begun);
  EXPECT_EQ(rate.now(), 8U);
  go_well(rate, 8, begun);
  EXPECT_EQ(rate.now(), 16U);
  go_well(rate, 16, begun);
  EXPECT_EQ(rate.now(), 20U);
  EXPECT_EQ(rate.least(), 4U);
}

TEST(Rate, IsHalfOfWhatWasTooMuchOnceForOneComplaintAndGrowsByOneThen) {
  Rate rate({.begin = 16, .lowest = 3, .highest = 16});
  rate.was_too_much(begun);
  rate.was_too_much(begun + 10ms);
  EXPECT_EQ(rate.now(), 8U);
  go_well(rate, 100, begun + 20ms);  // of those that were under way still
  EXPECT_EQ(rate.now(), 8U);
  go_well(rate, 8, begun + 5s);
  EXPECT_EQ(rate.now(), 9U);
  rate.was_too_much(begun + 6s);
  rate.was_too_much(begun + 8s);
  EXPECT_EQ(rate.now(), 3U);
  EXPECT_EQ(rate.least(), 3U);
}

TEST(Rate, ThatIsEnoughRestsAndFeelsItsWayNoMore) {
  Rate rate({.begin = 4, .lowest = 1, .highest = 100});
  rate.is_enough(begun);
  go_well(rate, 100, begun + 10ms);
  EXPECT_EQ(rate.now(), 4U);
  go_well(rate, 4, begun + 5s);
  EXPECT_EQ(rate.now(), 5U);
  EXPECT_EQ(rate.least(), 4U);
}

}  // namespace
}  // namespace smtpspec::run
