// auth lines: an exchange of AUTH of which the harness is the client, and one of which it is the server.
#include <gmock/gmock.h>

#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "reference/client_faults.hpp"
#include "reference/faults.hpp"
#include "support/scripted_client.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using namespace support;
using result::Outcome;
using testing::HasSubstr;

result::CaseResult with_server(const std::string& steps, std::string_view fault = {}) {
  reference::Behaviour behaviour;
  if (!fault.empty()) reference::find_server_fault(fault)->apply(behaviour);
  const auto scenario = scenario_of(
      "# A rule.\nrequirement rfc4954/4-39\njudges server\nneeds AUTH PLAIN\ngiven greeted in tls\n\n" +
      steps);
  return play_in_memory(scenario, behaviour, facts_of(behaviour), {});
}

result::CaseResult with_client(const std::string& mechanism, const std::string& steps,
                               std::string_view fault = {}) {
  reference::ClientBehaviour behaviour;
  if (!fault.empty()) reference::find_client_fault(fault)->apply(behaviour);
  const auto scenario =
      scenario_of("# A rule.\nrequirement rfc4954/4-11\njudges client\nsubmit tls required\nsubmit auth " +
                  mechanism + "\ngiven greeted in tls offering AUTH " + mechanism + "\n\n" + steps);
  return play_in_memory(scenario, behaviour, facts_of_reference_client(), {});
}

class ExchangeOf : public testing::TestWithParam<sasl::Mechanism> {
 protected:
  std::string name() const { return std::string(sasl::name_of(GetParam())); }
};

TEST_P(ExchangeOf, EndsIn235OnBothSides) {
  const auto judged_server = with_server("auth " + name() + "\nC: NOOP\nS: 250\n");
  EXPECT_EQ(judged_server.outcome, Outcome::pass) << judged_server.note;
  const auto judged_client = with_client(name(), "auth " + name() + "\nC: MAIL ...\n");
  EXPECT_EQ(judged_client.outcome, Outcome::pass) << judged_client.note;
}

TEST_P(ExchangeOf, EachDeviationOfTheClientIsRefusedByTheReferenceServer) {
  for (const auto deviation : sasl::deviations_of(sasl::Speaker::client, GetParam())) {
    const auto told = with_server("auth " + name() + " but \"" + std::string(deviation) +
                                  "\"\nS: " + (deviation == "optional extension" ? "235" : "5yz") + "\n");
    EXPECT_EQ(told.outcome, Outcome::pass) << deviation << ": " << told.note;
  }
}

INSTANTIATE_TEST_SUITE_P(Play, ExchangeOf, testing::ValuesIn(sasl::all_mechanisms), [](const auto& one) {
  std::string name(sasl::name_of(one.param));
  std::erase(name, '-');
  return name;
});

TEST(Exchange, WithoutANameIsThatOfAMechanismThatIsOffered) {
  EXPECT_EQ(with_server("auth\n").outcome, Outcome::pass);
}

TEST(Exchange, FailsWhereTheLastReplyIsAnother) {
  const auto told = with_server("auth PLAIN\n", "auth-success-wrong-code");
  ASSERT_EQ(told.outcome, Outcome::fail) << told.note;
  EXPECT_THAT(told.findings[0].message, HasSubstr("expected 235, got 250"));
  EXPECT_EQ(with_server("auth PLAIN or 250\n", "auth-success-wrong-code").outcome, Outcome::pass);
  EXPECT_EQ(with_server("auth PLAIN\n   tolerate 250\n", "auth-success-wrong-code").outcome,
            Outcome::tolerated);
}

TEST(Exchange, FailsAtAChallengeThatMakesNoSense) {
  const auto told = with_server("auth SCRAM-SHA-256 or blocked\n", "scram-nonce-not-continued");
  ASSERT_EQ(told.outcome, Outcome::fail) << told.note;
  EXPECT_THAT(told.findings[0].message, HasSubstr("expected a challenge that goes on with the exchange"));
}

TEST(Exchange, FailsWithoutTheProofOfTheServer) {
  const auto told = with_server("auth SCRAM-SHA-256\n", "scram-no-signature");
  ASSERT_EQ(told.outcome, Outcome::fail) << told.note;
  EXPECT_THAT(told.findings[0].message, HasSubstr("has not proven"));
}

TEST(Exchange, ThatEndsBeforeWhatDeviatesSaysNothing) {
  const auto told =
      with_server("auth PLAIN\nauth SCRAM-SHA-256 but \"proof altered\"\nS: 503\n");  // authenticated already
  EXPECT_EQ(told.outcome, Outcome::blocked);
  EXPECT_THAT(told.note, HasSubstr("the exchange ended before what deviates: 503"));
}

TEST(Exchange, OfAClientThatGoesWrongFails) {
  const auto told = with_client("SCRAM-SHA-256", "auth SCRAM-SHA-256\n", "scram-proof-altered");
  ASSERT_EQ(told.outcome, Outcome::fail) << told.note;
  EXPECT_THAT(told.findings[0].message,
              HasSubstr("expected an exchange of AUTH SCRAM-SHA-256 that succeeds"));
}

TEST(Exchange, OfAClientThatDoesNotBeginItSaysNothing) {
  const auto told = with_client("PLAIN", "auth CRAM-MD5\n");
  EXPECT_EQ(told.outcome, Outcome::blocked);
  EXPECT_THAT(told.note, HasSubstr("expected an exchange of AUTH CRAM-MD5, got AUTH PLAIN"));
}

TEST(Exchange, DeviatesForAClientThatIsJudgedByWhatItMakesOfIt) {
  const std::string steps = "auth SCRAM-SHA-256 but \"server signature wrong\"\nC: *\n";
  EXPECT_EQ(with_client("SCRAM-SHA-256", steps).outcome, Outcome::pass);
  EXPECT_EQ(with_client("SCRAM-SHA-256", steps, "scram-takes-wrong-signature").outcome, Outcome::fail);
}

TEST(Exchange, AResponseIsLookedAt) {
  const std::string steps = "C: AUTH LOGIN or blocked\nS: 334 VXNlcm5hbWU6\nC: response decodes \"{user}\"\n";
  EXPECT_EQ(with_client("LOGIN", steps).outcome, Outcome::pass);
  const auto told = with_client("LOGIN", steps, "login-password-first");
  ASSERT_EQ(told.outcome, Outcome::fail);
  EXPECT_THAT(told.findings[0].message, HasSubstr("it decodes as 'secret'"));
}

TEST(Exchange, WhatIsComputedIsSent) {
  EXPECT_EQ(with_server("C: AUTH PLAIN {base64 \"\\0{user}\\0{password}\"}\nS: 235\n").outcome,
            Outcome::pass);
  EXPECT_EQ(with_server("C: \"AUTH PLAIN {base64 \"\\0{user}\\0{password}\"}\\r\\n\"\nS: 235\n").outcome,
            Outcome::pass);
  EXPECT_EQ(with_server("C: MAIL FROM:<{sender}> AUTH={xtext \"a+b=c@example.com\"}\nS: 250\n").outcome,
            Outcome::pass);
}

}  // namespace
}  // namespace smtpspec::play
