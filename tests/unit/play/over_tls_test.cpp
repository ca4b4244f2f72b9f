#include "play/material/over_tls.hpp"

#include <gtest/gtest.h>

#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

scenario::ScenarioPtr scenario_with(const std::string& given, const std::string& steps,
                                    const std::string& header = "") {
  return support::scenario_of("# A rule.\nrequirement rfc5321/4.1.1.9-1\njudges server\n" + header +
                              "given " + given + "\nfault f\n\n" + steps);
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

scenario::ScenarioPtr client_scenario(const std::string& header, const std::string& steps) {
  return support::scenario_of("# A rule.\nrequirement rfc5321/4.1.1-3\njudges client\n" + header +
                              "fault f\n\n" + steps);
}

TEST(OverStarttls, ClientIsAskedForSubmissionThatRequiresIt) {
  const auto plain = client_scenario("given mail\n", "C: RCPT ...\n");
  const auto inside = over_starttls(plain);
  ASSERT_NE(inside, plain);
  EXPECT_TRUE(inside->given.in_tls);
  EXPECT_EQ(inside->submission.tls, scenario::Submission::Tls::required);
  EXPECT_GT(inside->given.steps.size(), plain->given.steps.size());
}

TEST(OverImplicitTls, ClientIsAskedForItFromTheFirstOctet) {
  const auto plain = client_scenario("given mail\n", "C: RCPT ...\n");
  const auto inside = over_implicit_tls(plain);
  ASSERT_NE(inside, plain);
  EXPECT_EQ(inside->submission.tls, scenario::Submission::Tls::implicit);
  EXPECT_FALSE(inside->given.in_tls);
}

TEST(OverImplicitTls, WhatSpeaksOfTlsOrJudgesServersStaysAsItIs) {
  for (const auto& scenario : {client_scenario("submit tls never\ngiven mail\n", "C: RCPT ...\n"),
                               client_scenario("submit tls required\ngiven mail\n", "C: RCPT ...\n"),
                               scenario_with("mail", "C: NOOP\nS: 250\n")}) {
    EXPECT_EQ(over_implicit_tls(scenario), scenario) << scenario->source->octets();
  }
  const auto never = client_scenario("submit tls never\ngiven mail\n", "C: RCPT ...\n");
  EXPECT_EQ(over_starttls(never), never);
}

}  // namespace
}  // namespace smtpspec::play
