#include "play/material/logged_in.hpp"

#include <gmock/gmock.h>

#include "play/material/login_first.hpp"
#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using result::Outcome;

scenario::ScenarioPtr scenario_given(const std::string& given, const std::string& steps,
                                     const std::string& header = "") {
  return support::scenario_of("# A rule.\nrequirement rfc5321/4.1.1.2-1\njudges server\n" + header +
                              "given " + given + "\n\n" + steps);
}

constexpr const char* begins_mail = "C: MAIL FROM:<{sender}>\nS: 250\n";

TEST(LoggedIn, StateIsReachedBehindALogin) {
  const auto plain = scenario_given("greeted", begins_mail);
  const auto inside = logged_in(plain, LoginPlace::in_tls);
  ASSERT_NE(inside, plain);
  EXPECT_TRUE(inside->given.in_tls);
  EXPECT_TRUE(inside->given.logged_in);
  EXPECT_FALSE(logged_in(plain, LoginPlace::in_clear)->given.in_tls);
}

TEST(LoggedIn, WhatSpeaksOfAuthOrBeginsBeforeItStaysAsItIs) {
  for (const auto& scenario :
       {scenario_given("greeted in tls", "C: AUTH PLAIN\nS: 334\n"),
        scenario_given("greeted in tls", "auth PLAIN\n"),
        scenario_given("greeted", begins_mail, "needs AUTH PLAIN\n"),
        scenario_given("greeted", "C: MAIL FROM:<{sender}> AUTH=<>\nS: 530\nC: AUTH PLAIN\nS: 334\n"),
        scenario_given("connected", "C: NOOP\nS: 250\n"), scenario_given("opened", "S: 220\n"),
        scenario_given("greeted", "C: STARTTLS\nS: 220\nTLS: handshake\n")})
    EXPECT_EQ(logged_in(scenario, LoginPlace::in_tls), scenario) << scenario->source->octets();
}

TEST(LoggedIn, WhoOnlyMentionsStarttlsIsLoggedIn) {
  const auto scenario =
      scenario_given("data", "C: Subject: x\nC:\nC: starttls\nC: .\nS: 250\n", "needs STARTTLS\n");
  EXPECT_TRUE(logged_in(scenario, LoginPlace::in_tls)->given.logged_in);
}

TEST(LoggedIn, WhatIsRefusedForWantOfALoginDoesNotApplyWhereTheServerIsSetSo) {
  reference::Behaviour wants_login;
  wants_login.requires_authentication = true;
  Facts facts = facts_of(wants_login);
  facts.facts.emplace(login_first);
  const auto told = [&](const char* given, const char* steps) {
    return play_in_memory(scenario_given(given, steps), wants_login, facts, {}).outcome;
  };
  EXPECT_EQ(told("mail", "C: RSET\nS: 250\n"), Outcome::not_applicable);
  EXPECT_EQ(told("greeted", "C: MAIL FROM:<{sender}>\nS: 250 or blocked\n"), Outcome::not_applicable);
  EXPECT_EQ(told("greeted", "C: NOOP\nS: 220 or blocked\n"),
            Outcome::blocked);  // that has nothing to do with it
  EXPECT_EQ(told("greeted in tls", "auth\nC: NOOP\nS: 220 or blocked\n"), Outcome::blocked);
}

TEST(LoggedIn, TheParameterOfMailIsForWhoeverIsLoggedIn) {
  const auto scenario =
      scenario_given("cleared in tls", "C: MAIL FROM:<{sender}> AUTH=<>\nS: 250\n", "needs AUTH PLAIN\n");
  EXPECT_TRUE(logged_in(scenario, LoginPlace::in_tls)->given.logged_in);
}

TEST(LoggedIn, AServerThatWantsALoginIsJudged) {
  reference::Behaviour wants_login;
  wants_login.requires_authentication = true;
  for (const char* given : {"greeted", "helo", "cleared", "mail", "recipient", "data"}) {
    const bool in_mail_data = std::string_view(given) == "data";
    const auto scenario = scenario_given(given, in_mail_data ? "C: .\nS: 2yz or 5yz\n" : "C: RSET\nS: 250\n");
    const auto told =
        play_in_memory(logged_in(scenario, LoginPlace::in_tls), wants_login, facts_of(wants_login), {});
    EXPECT_EQ(told.outcome, Outcome::pass) << given << ": " << told.note;
  }
  const auto without =
      play_in_memory(scenario_given("mail", "C: RSET\nS: 250\n"), wants_login, facts_of(wants_login), {});
  EXPECT_EQ(without.outcome, Outcome::blocked);
}

}  // namespace
}  // namespace smtpspec::play
