#include "run/over_starttls.hpp"

#include <gtest/gtest.h>

#include "support/scripted_peer.hpp"

namespace smtpspec::run {
namespace {

scenario::ScenarioPtr scenario_with(const std::string& given, const std::string& steps,
                                    const std::string& header = "") {
  return support::scenario_of("# A rule.\nrequirement RFC 5321 section 4.1.1.9 MUST\njudges server\n" +
                              header + "given " + given + "\nfault f\n\n" + steps);
}

TEST(OverStarttls, StateIsReachedInsideTls) {
  const auto plain = scenario_with("mail", "C: NOOP\nS: 250\n");
  const auto inside = over_starttls(plain);
  ASSERT_NE(inside, plain);
  EXPECT_TRUE(inside->given.in_tls);
  EXPECT_GT(inside->given.steps.size(), plain->given.steps.size());
  EXPECT_EQ(inside->id, plain->id);
  EXPECT_FALSE(plain->given.in_tls);
}

TEST(OverStarttls, WhatSpeaksOfTlsOrBeginsBeforeItStaysAsItIs) {
  for (const auto& scenario :
       {scenario_with("greeted", "C: STARTTLS\nS: 220\nTLS: handshake\n"),
        scenario_with("greeted", "C: NOOP\nS: 250\n", "needs STARTTLS\n"),
        scenario_with("connected", "C: NOOP\nS: 250\n"), scenario_with("opened", "S: 220\n"),
        scenario_with("greeted in tls", "C: NOOP\nS: 250\n")})
    EXPECT_EQ(over_starttls(scenario), scenario) << scenario->source->octets();
}

}  // namespace
}  // namespace smtpspec::run
