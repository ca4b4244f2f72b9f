// Whether a failure is what it seems: a session that breaks a wire rule tells nothing of other rules.

#include <gmock/gmock.h>

#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "support/scripted_client.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using result::Outcome;
using support::Leaves;
using support::ScriptedClient;
using support::ScriptedPeer;
using testing::HasSubstr;

constexpr const char* greeting = "220 mx.test\r\n";
constexpr const char* list = "250 mx.test\r\n";

result::CaseResult judged(const std::string& header, const std::string& steps,
                          std::deque<support::Utterance> says) {
  says.push_front(list);
  says.push_front(greeting);
  const Facts facts{.variables = {{"client", "client.test"}}};
  return ScriptedPeer(std::move(says))
      .play(support::scenario_of("# A rule.\nrequirement rfc5321/4.1.1.9-1\njudges server\n" + header +
                                 "given greeted\n\n" + steps),
            facts);
}

TEST(Doubt, AReplyThatIsNoneBlocksWhatIsNotAboutReplies) {
  const auto result = judged("", "C: NOOP\nS: 250\n", {"650 done\r\n"});
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("watch/code-out-of-range: expected 250, got 650 done"));
}

TEST(Doubt, AScenarioThatCitesTheClauseIsAboutIt) {
  const auto result = judged("see rfc5321/4.2-18\n", "C: NOOP\nS: 250\n", {"650 done\r\n"});
  EXPECT_EQ(result.outcome, Outcome::fail);
}

TEST(Doubt, AReplyThatNobodyAskedForIsNoAnswerToWhatComesNext) {
  const std::string steps = "C: NOOP\nS: 250\nC: XSMTPSPEC\nS: 500\n";
  const auto result = judged("", steps, {"250 done\r\n250 and once more\r\n", "500 unknown\r\n"});
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("watch/unasked-reply"));
  const auto& entries = result.transcript.entries();
  const auto early = std::find_if(entries.begin(), entries.end(), [](const result::Entry& one) {
    return one.octets == "250 and once more\r\n";
  });
  ASSERT_NE(early, entries.end());
  EXPECT_FALSE(early->asked_for);
  EXPECT_EQ(early[1].octets, "XSMTPSPEC\r\n") << "it was there before the command";
  EXPECT_EQ(judged("", steps, {"250 done\r\n", "250 done\r\n"}).outcome, Outcome::fail);
}

TEST(Doubt, AReplyThatFollowsOctetsWhichMayBeReadInTwoWaysIsJudged) {
  const auto result = judged("", "C: \"NOOP\\nNOOP\\r\\n\"\nS: 250 or 500\nC: XSMTPSPEC\nS: 500\n",
                             {"250 done\r\n250 and once more\r\n", "500 unknown\r\n"});
  EXPECT_EQ(result.outcome, Outcome::fail);
}

TEST(Doubt, AMissingEnhancedCodeExplainsNothing) {
  const auto result = judged("", "C: EHLO {client}\nS: 250\nC: NOOP\nS: 250\n",
                             {"250-mx.test\r\n250 ENHANCEDSTATUSCODES\r\n", "550 no\r\n"});
  EXPECT_EQ(result.outcome, Outcome::fail);
}

result::CaseResult judged_client(const std::string& header, const std::string& steps,
                                 std::deque<support::Doing> does, scenario::Told told) {
  ScriptedClient client(std::move(does), ClientEnded{told, "exited", ""});
  return client.play(
      support::scenario_of("# A rule.\nrequirement rfc5321/3.3-17\njudges client\n" + header + "\n" + steps),
      facts_of_reference_client());
}

TEST(Doubt, AParameterThatIsNotOfferedExplainsWhyTheCommandIsNotTheExpectedOne) {
  const std::string steps = "C: MAIL FROM:<{sender}>\nserve\nfinally failed\n";
  const auto odd =
      judged_client("given greeted\n", steps,
                    {"EHLO a.test\r\n", "MAIL FROM:<sender@client.test> SIZE=3\r\n"}, scenario::Told::failed);
  EXPECT_EQ(odd.outcome, Outcome::blocked);
  EXPECT_THAT(odd.note, HasSubstr("watch/client-size-not-offered"));
  const auto offered =
      judged_client("given greeted offering SIZE 1000\n", steps,
                    {"EHLO a.test\r\n", "MAIL FROM:<sender@client.test> SIZE=3\r\n"}, scenario::Told::failed);
  EXPECT_EQ(offered.outcome, Outcome::fail);
}

TEST(Doubt, WhatTheReferenceServerHadToRefuseExplainsTheEnd) {
  const std::string steps = "on RCPT reply 450 4.2.1 busy\nserve offering nothing\nfinally deferred\n";
  const auto odd = judged_client(
      "", steps, {"EHLO a.test\r\n", "MAIL FROM:<sender@client.test> SIZE=3\r\n", "QUIT\r\n", Leaves{}},
      scenario::Told::refused);
  EXPECT_EQ(odd.outcome, Outcome::blocked);
  const auto wrong = judged_client("", steps,
                                   {"EHLO a.test\r\n", "MAIL FROM:<sender@client.test>\r\n",
                                    "RCPT TO:<alice@mx.test>\r\n", "QUIT\r\n", Leaves{}},
                                   scenario::Told::refused);
  EXPECT_EQ(wrong.outcome, Outcome::fail);
}

TEST(Doubt, WhoeverClaimsToHaveDeliveredWhatNobodyTookIsBelievedNothing) {
  const auto result = judged_client(
      "", "serve offering nothing\nfinally delivered\n",
      {"EHLO a.test\r\n", "MAIL FROM:<sender@client.test> SIZE=3\r\n", Leaves{}}, scenario::Told::delivered);
  EXPECT_EQ(result.outcome, Outcome::fail);
  EXPECT_THAT(result.findings.at(0).message, HasSubstr("nothing was accepted of it"));
}

}  // namespace
}  // namespace smtpspec::play
