#include "run/order_of_play.hpp"

#include <gmock/gmock.h>

#include "support/scripted_peer.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

scenario::ScenarioPtr with_steps(const std::string& steps) {
  return support::scenario_of(
      "# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
      "given greeted\nfault f\n\n" +
      steps);
}

TEST(OrderOfPlay, PausesAreWhatACaseWaitsAtLeast) {
  EXPECT_EQ(waits_of(*with_steps("C: NOOP\nS: 250\n")), 0ms);
  EXPECT_EQ(waits_of(*with_steps("pause 20 ms\nC: NOOP\npause 300 ms\nS: 250\n")), 320ms);
  EXPECT_EQ(waits_of(*with_steps("C: NOOP\neither\n  S: 250\n  pause 5 ms\n  C: NOOP\n  S: 250\nor\n"
                                 "  S: 5yz\n  pause 7 ms\n  C: NOOP\n  S: 250\nend\n")),
            7ms);
}

TEST(OrderOfPlay, WhatWaitsLongestBeginsFirstAndTheOthersStayInTheirOrder) {
  const auto quick = with_steps("C: NOOP\nS: 250\n");
  const auto slow = with_steps("C: NOOP\npause 500 ms\nS: 250\n");
  const auto slower = with_steps("C: NOOP\npause 900 ms\nS: 250\n");
  EXPECT_THAT(in_order_of_play({quick, slow, quick, slower, quick}, {0, 1, 2, 3}), ElementsAre(3, 1, 0, 2));
}

}  // namespace
}  // namespace smtpspec::run
