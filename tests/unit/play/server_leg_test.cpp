#include "play/play.hpp"

#include <gmock/gmock.h>

#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "support/entries.hpp"
#include "support/scripted_client.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using namespace support;
using result::Outcome;
using scenario::Told;
using testing::EndsWith;
using testing::HasSubstr;

constexpr const char* mail = "MAIL FROM:<sender@client.test>\r\n";
constexpr const char* rcpt = "RCPT TO:<alice@mx.test>\r\n";

class ServerLegTest : public testing::Test {
 protected:
  // The header of a scenario for clients with this level; `body` may bring more of it.
  result::CaseResult play(const std::string& body, std::deque<Doing> script, Told told = Told::delivered,
                          const std::string& level = "MUST") {
    const std::string text =
        "# A rule.\nrequirement " + support::entry_with(level, false) + "\njudges client\n" + body;
    client_.emplace(std::move(script), ClientEnded{told, "exited with status 1", "what it wrote"});
    return client_->play(scenario_of(text), facts_of_reference_client());
  }
  const ScriptedClient& client() const { return *client_; }

 private:
  std::optional<ScriptedClient> client_;
};

TEST_F(ServerLegTest, ADialogueThatIsKeptPasses) {
  const auto result = play(
      "\nS: 220 {server}\nC: EHLO ...\nS: 250-{server}\nS: 250 SIZE 10\nC: QUIT\nS: 221 bye\nfinally "
      "failed\n",
      {"EHLO client.test\r\n", "QUIT\r\n", Leaves{}}, Told::failed);
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_EQ(client().heard(), "220 mx.test\r\n250-mx.test\r\n250 SIZE 10\r\n221 bye\r\n");
  EXPECT_EQ(result.judged, result::Side::client);
}

TEST_F(ServerLegTest, AnotherCommandFailsAtTheLineThatExpectedIt) {
  const auto result = play("\nS: 220 {server}\nC: EHLO ...\nserve\nfinally delivered\n", {"HELO a\r\n"});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_EQ(result.findings[0].span.position().line, 6U);
  EXPECT_THAT(result.findings[0].message, HasSubstr("expected EHLO ..., got HELO a"));
}

TEST_F(ServerLegTest, AShouldThatIsNotFollowedIsTolerated) {
  const auto result =
      play("\nS: 220 {server}\nC: EHLO ...\nserve\nfinally delivered\n", {"HELO a\r\n"}, {}, "SHOULD");
  EXPECT_EQ(result.outcome, Outcome::tolerated);
}

TEST_F(ServerLegTest, WhatDoesNotReachTheGivenStateIsBlocked) {
  const auto result = play("given greeted\n\nC: MAIL ...\nserve\nfinally delivered\n", {"QUIT\r\n"});
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("given greeted"));
}

TEST_F(ServerLegTest, AClientThatOnlyEndsIsBlockedWithItsWords) {
  const auto result = play("\nserve\nfinally delivered\n", {Leaves{}}, Told::refused);
  EXPECT_EQ(result.outcome, Outcome::fail);
  EXPECT_EQ(result.target_log, "what it wrote");
  EXPECT_THAT(result.findings[0].message, HasSubstr("refused (exited with status 1)"));
}

TEST_F(ServerLegTest, AddressesAreComparedAsAddresses) {
  const std::string body = "given greeted\n\nC: MAIL FROM:<{sender}> ...\nserve\nfinally delivered\n";
  EXPECT_EQ(play(body, {"EHLO a\r\n", "mail from:<sender@CLIENT.test> SIZE=3\r\n", Leaves{}}).outcome,
            Outcome::fail);  // nothing was accepted of it
  const auto other = play(body, {"EHLO a\r\n", "MAIL FROM:<Sender@client.test>\r\n"});
  EXPECT_THAT(other.findings.at(0).message, HasSubstr("the path differs"));
}

TEST_F(ServerLegTest, ParametersAreAdmittedOnlyWhereTheLineSaysSo) {
  const std::string closed =
      "given greeted offering SIZE 1000\n\nC: MAIL FROM:<{sender}>\nserve\nfinally failed\n";
  EXPECT_EQ(play(closed, {"EHLO a\r\n", mail, Leaves{}}, Told::failed).outcome, Outcome::pass);
  EXPECT_THAT(
      play(closed, {"EHLO a\r\n", "MAIL FROM:<sender@client.test> SIZE=3\r\n"}).findings.at(0).message,
      HasSubstr("it has the parameter SIZE"));
  const std::string without =
      "given greeted offering SIZE 1000, 8BITMIME\n\nC: MAIL ...\n   without BODY\n   with SIZE\n"
      "serve\nfinally failed\n";
  EXPECT_EQ(play(without, {"EHLO a\r\n", "MAIL FROM:<a@b> SIZE=3\r\n", Leaves{}}, Told::failed).outcome,
            Outcome::pass);
  EXPECT_EQ(play(without, {"EHLO a\r\n", "MAIL FROM:<a@b> SIZE=3 BODY=8BITMIME\r\n"}).outcome, Outcome::fail);
  EXPECT_EQ(play(without, {"EHLO a\r\n", "MAIL FROM:<a@b>\r\n"}).outcome, Outcome::fail);
}

TEST_F(ServerLegTest, NoopAndIdleResetAreAnsweredAndPassedOver) {
  const auto result = play("given greeted\n\nC: MAIL ...\nserve\nfinally failed\n",
                           {"EHLO a\r\n", "NOOP\r\nRSET\r\n", mail, Leaves{}}, Told::failed);
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
}

TEST_F(ServerLegTest, NoopIsPassedOverAlsoWhereAnythingElseBlocks) {
  const auto line =
      play("given greeted\n\nC: MAIL ... or blocked\nS: 250 ok\nC: RCPT ...\nserve\nfinally failed\n",
           {"EHLO a\r\n", "NOOP\r\n", mail, rcpt, Leaves{}}, Told::failed);
  EXPECT_EQ(line.outcome, Outcome::pass) << line.note;
  const std::string branches =
      "given greeted\n\neither\n  C: HELO ...\nor\n  C: MAIL ... or blocked\nend\nS: 250 ok\n"
      "C: RCPT ...\nserve\nfinally failed\n";
  const auto either = play(branches, {"EHLO a\r\n", "NOOP\r\n", mail, rcpt, Leaves{}}, Told::failed);
  EXPECT_EQ(either.outcome, Outcome::pass) << either.note;
  EXPECT_EQ(play(branches, {"EHLO a\r\n", "QUIT\r\n", Leaves{}}, Told::failed).outcome, Outcome::blocked);
}

TEST_F(ServerLegTest, AMessageThatNeverCameBreaksNoRuleAboutMessages) {
  const std::string body = "\nserve offering nothing\nreceived message\n";
  const auto gave_up = play(body, {"EHLO a\r\n", "QUIT\r\n", Leaves{}}, Told::failed);
  EXPECT_EQ(gave_up.outcome, Outcome::blocked);
  EXPECT_THAT(gave_up.note, HasSubstr("never came to mail data: failed (exited with status 1)"));
  EXPECT_EQ(play(body, {"EHLO a\r\n", "QUIT\r\n", Leaves{}}, Told::delivered).outcome, Outcome::fail)
      << "it says that it came";
  const auto came = play(body, {"EHLO a\r\n", mail, rcpt, "DATA\r\n", Leaves{}}, Told::failed);
  EXPECT_THAT(came.note, testing::Not(HasSubstr("never came")));
  for (const char* trial :
       {"\non MAIL reply 259 fine\nserve offering nothing\n", "\nserve offering SIZE 0\n"})
    EXPECT_EQ(play(std::string(trial) + "received message\n",
                   {"EHLO a\r\n", "MAIL FROM:<sender@client.test>\r\n", "QUIT\r\n", Leaves{}}, Told::failed)
                  .outcome,
              Outcome::fail)
        << trial;
}

TEST_F(ServerLegTest, WhatAClientMakesOfAHeaderIsItsOwn) {
  const std::string steps =
      "given data\nsubmit message <body>\n\nC: <body>\nS: 250 taken\n\n"
      "content body\n| From: <a@client.test>\n| Subject: {case}\n|\n| .a dot\nend\n";
  const auto sent = [&](const std::string& content) {
    return play(steps, {"EHLO a\r\n", mail, rcpt, "DATA\r\n", content, "QUIT\r\n", Leaves{}}).outcome;
  };
  const std::string token = facts_of_reference_client().variables["case"];
  const std::string same = "From: <a@client.test>\r\nSubject: " + token + "\r\n\r\n";
  const std::string anew = "Subject: " + token + "\r\nFrom: a@client.test\r\n\r\n";
  EXPECT_EQ(sent(same + "..a dot\r\n.\r\n"), Outcome::pass);
  EXPECT_EQ(sent(anew + "..a dot\r\n.\r\n"), Outcome::pass);
  EXPECT_EQ(sent(anew + "a dot\r\n.\r\n"), Outcome::blocked) << "it may have meant another body";
  EXPECT_EQ(sent(same + "a dot\r\n.\r\n"), Outcome::fail);
  EXPECT_EQ(sent(same + "..a dot\r\n\r\n\r\n.\r\n"), Outcome::blocked);
}

TEST_F(ServerLegTest, AResetInsideATransactionIsNotPassedOver) {
  const auto result = play("given mail\n\nC: RCPT ...\nserve\nfinally failed\n",
                           {"EHLO a\r\n", mail, "RSET\r\n"}, Told::failed);
  EXPECT_EQ(result.outcome, Outcome::fail);
}

TEST_F(ServerLegTest, OptionallyIsDoneOrLeftOut) {
  const std::string body =
      "given mail\n\noptionally\n  C: RSET\n  S: 250 reset\nend\nC: QUIT\nS: 221 bye\nfinally failed\n";
  EXPECT_EQ(play(body, {"EHLO a\r\n", mail, "RSET\r\n", "QUIT\r\n", Leaves{}}, Told::failed).outcome,
            Outcome::pass);
  EXPECT_THAT(client().heard(), HasSubstr("250 reset\r\n221 bye"));
  EXPECT_EQ(play(body, {"EHLO a\r\n", mail, "QUIT\r\n", Leaves{}}, Told::failed).outcome, Outcome::pass);
  EXPECT_THAT(client().heard(), Not(HasSubstr("250 reset")));
}

TEST_F(ServerLegTest, ADeliveryThatNobodyAcceptedFailsAtAnyLevel) {
  const std::string body = "given mail\n\nC: QUIT\nS: 221 bye\nfinally refused\n   by rfc5321/4.2.1-2\n";
  const auto result = play(body, {"EHLO a\r\n", mail, "QUIT\r\n", Leaves{}}, Told::delivered);
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_THAT(result.findings[0].message, HasSubstr("nothing was accepted of it"));
  EXPECT_EQ(result.findings[0].clause.section, "2.1");
  EXPECT_EQ(play(body, {"EHLO a\r\n", mail, "QUIT\r\n", Leaves{}}, Told::deferred).outcome,
            Outcome::tolerated);
}

TEST_F(ServerLegTest, WhatIsOptionalMayBeLeftOutBySilence) {
  const std::string body = "given mail\n\noptionally\n  C: RSET\n  S: 250 reset\nend\n";
  EXPECT_EQ(play(body + "S: 421 go\nclose\nfinally failed\n", {"EHLO a\r\n", mail}, Told::failed).outcome,
            Outcome::pass);
  EXPECT_THAT(client().heard(), EndsWith("421 go\r\n"));
  const auto silent = play(body + "C: QUIT\nS: 221 bye\nfinally failed\n", {"EHLO a\r\n", mail});
  EXPECT_EQ(silent.outcome, Outcome::blocked);
  EXPECT_THAT(silent.note, HasSubstr("expected QUIT, got nothing within"));
}

TEST_F(ServerLegTest, SilenceIsAFailureOnlyWhereSomethingWasBegun) {
  const std::string body = "given mail\n\nC: QUIT\n";
  EXPECT_EQ(play(body, {"EHLO a\r\n", mail}).outcome, Outcome::blocked);
  const auto half_a_line = play(body, {"EHLO a\r\n", mail, "QUI"});
  ASSERT_EQ(half_a_line.outcome, Outcome::fail);
  EXPECT_EQ(play("given mail\n\nC: QUIT or blocked\n", {"EHLO a\r\n", mail, "QUI"}).outcome,
            Outcome::blocked);
  EXPECT_THAT(half_a_line.findings[0].message, HasSubstr("got nothing within"));
}

TEST_F(ServerLegTest, TheReferenceServerGoesOnWhereTheScriptEnds) {
  const auto result = play(
      "given greeted offering SIZE 1000\n\nC: MAIL ...\nS: 250 2.1.0 ok\nserve\n"
      "received message\nfinally delivered\n",
      {"EHLO a\r\n", mail, rcpt, "DATA\r\n", "From: x\r\n\r\nhello\r\n.\r\n", "QUIT\r\n", Leaves{}});
  EXPECT_EQ(result.outcome,
            Outcome::blocked);  // it is not the submitted message, which is no rule of this one
  EXPECT_THAT(result.note, HasSubstr("the body differs"));
  EXPECT_THAT(client().heard(), HasSubstr("354"));
}

TEST_F(ServerLegTest, APipelinedGroupIsAnsweredInOrderAndStandsInFrontOfItsReplies) {
  const auto result =
      play("given greeted offering PIPELINING\n\nserve\nfinally delivered\n",
           {"EHLO a\r\n", std::string(mail) + rcpt + "DATA\r\n", "x\r\n.\r\n", "QUIT\r\n", Leaves{}});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  std::string order;
  for (const auto& entry : result.transcript.entries()) {
    if (entry.kind == result::EntryKind::command) order += entry.octets.substr(0, 4) + " ";
    if (entry.kind == result::EntryKind::reply) order += entry.label + ":" + entry.octets.substr(0, 3) + " ";
  }
  EXPECT_EQ(
      order,
      "greeting:220 EHLO EHLO:250 MAIL RCPT DATA MAIL:250 RCPT:250 DATA:354 content:250 QUIT QUIT:221 ");
}

TEST_F(ServerLegTest, MailDataInFrontOfItsReplyIsMarkedAsEarly) {
  const auto result =
      play("given recipient\n\nC: DATA\nS: 354 go\nC: content\nS: 250 ok\nfinally delivered\n",
           {"EHLO a\r\n", mail, rcpt, "DATA\r\nx\r\n.\r\n", Leaves{}});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  const auto& entries = result.transcript.entries();
  const auto content = std::find_if(entries.begin(), entries.end(), [](const auto& entry) {
    return entry.kind == result::EntryKind::content;
  });
  ASSERT_NE(content, entries.end());
  EXPECT_FALSE(content->asked_for);
}

TEST_F(ServerLegTest, OverridesChangeSingleAnswersAndTheServerKnowsOfIt) {
  const auto result =
      play("given greeted\n\non RCPT first 1 reply 450 4.2.1 later\nserve\nfinally delivered\n",
           {"EHLO a\r\n", mail, rcpt, "DATA\r\n", rcpt, "DATA\r\n", "x\r\n.\r\n", Leaves{}});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_THAT(client().heard(), HasSubstr("450 4.2.1 later\r\n503"));
}

TEST_F(ServerLegTest, AMessageThatIsRefusedAtItsEndWasNotAccepted) {
  const auto result = play(
      "given recipient\n\non content reply 552 5.3.4 too big\nserve\nreceived nothing\nfinally refused\n",
      {"EHLO a\r\n", mail, rcpt, "DATA\r\n", "x\r\n.\r\n", Leaves{}}, Told::refused);
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
}

TEST_F(ServerLegTest, AChunkThatIsRefusedEndsTheTransaction) {
  const auto result = play(
      "given recipient offering CHUNKING\n\non BDAT first 1 reply 452 4.3.1 full\nserve\nfinally failed\n",
      {"EHLO a\r\n", mail, rcpt, "BDAT 3\r\nabc", "BDAT 1 LAST\r\nd", Leaves{}}, Told::failed);
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_THAT(client().heard(), HasSubstr("452 4.3.1 full\r\n503"));
}

TEST_F(ServerLegTest, WhatMustNeverHappenFailsWhereItDoes) {
  const auto result = play("given greeted\n\nnever C: MAIL FROM:<{sender}> ...\nserve\nfinally delivered\n",
                           {"EHLO a\r\n", mail});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_THAT(result.findings[0].message, HasSubstr("never MAIL"));
}

TEST_F(ServerLegTest, AnotherConnectionIsExpectedOrForbidden) {
  const std::string body = "\nS: 421 busy\nclose\nconnection\nserve\nfinally failed\n";
  EXPECT_EQ(play(body, {}, Told::failed).outcome, Outcome::fail);
  const auto forbidden = play("given greeted\n\nnever connection\nserve\nfinally failed\n",
                              {"EHLO a\r\n", Returns{}}, Told::failed);
  EXPECT_EQ(forbidden.outcome, Outcome::fail);
  EXPECT_THAT(forbidden.findings.at(0).message, HasSubstr("another connection"));
}

TEST_F(ServerLegTest, AnEndWithoutAWordOnWhetherForGoodFulfilsEither) {
  for (const char* wanted : {"refused", "deferred", "failed"})
    EXPECT_EQ(play("given greeted\n\nserve\nfinally " + std::string(wanted) + "\n", {"EHLO a\r\n", Leaves{}},
                   Told::failed)
                  .outcome,
              Outcome::pass)
        << wanted;
  EXPECT_EQ(
      play("given greeted\n\nserve\nfinally refused\n", {"EHLO a\r\n", Leaves{}}, Told::deferred).outcome,
      Outcome::fail);
}

TEST_F(ServerLegTest, WhoClaimsADeliveryThatNobodyAcceptedFails) {
  const auto result =
      play("given greeted\n\nserve\nfinally delivered\n", {"EHLO a\r\n", "QUIT\r\n", Leaves{}});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_THAT(result.findings[0].message, EndsWith("(nothing was accepted of it)"));
}

TEST_F(ServerLegTest, AClientThatFallsSilentFailsInTime) {
  const auto result = play("given greeted\n\nC: MAIL ...\nserve\nfinally delivered\n", {"EHLO a\r\n", "MAI"});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_THAT(result.findings[0].message, HasSubstr("nothing within"));
}

TEST_F(ServerLegTest, WhatAClientCannotBeAskedForIsNotApplicable) {
  const std::string text =
      "# A rule.\nrequirement rfc5321/4.2-10\njudges client\nsubmit tls "
      "required\n\nserve\nfinally "
      "delivered\n";
  Facts facts = facts_of_reference_client();
  facts.facts.erase("client.tls-required");
  ScriptedClient client({}, ClientEnded{});
  const auto result = client.play(scenario_of(text), facts);
  EXPECT_EQ(result.outcome, Outcome::not_applicable);
  EXPECT_EQ(client.connections(), 0);
}

TEST_F(ServerLegTest, AClientWithoutAQueueIsNotAskedToTryAgain) {
  const std::string text =
      "# A rule.\nrequirement rfc5321/4.2-10\njudges client\nsubmit retry\n\nserve\nfinally "
      "delivered\n";
  Facts facts = facts_of_reference_client();
  facts.facts.erase("client.queue");
  ScriptedClient client({}, ClientEnded{});
  const auto result = client.play(scenario_of(text), facts);
  EXPECT_EQ(result.outcome, Outcome::not_applicable);
  EXPECT_THAT(result.note, HasSubstr("client.queue"));
}

// Its profile can't say it where it depends on the submission: then the client says it itself.
TEST_F(ServerLegTest, AClientThatDeclinesTheSubmissionIsNotJudged) {
  const std::string text =
      "# A rule.\nrequirement rfc5321/4.2-10\njudges client\n\nserve\nfinally delivered\n";
  ScriptedClient client({}, ClientEnded{Told::failed, "exited with status 64", "no such wish", true}, false);
  const auto result = client.play(scenario_of(text), facts_of_reference_client());
  EXPECT_EQ(result.outcome, Outcome::not_applicable);
  EXPECT_THAT(result.note, HasSubstr("exited with status 64"));
  EXPECT_EQ(result.target_log, "no such wish");
}

// One that has connected and says so then did not do what it was asked for: that is no excuse.
TEST_F(ServerLegTest, AClientThatConnectsFirstHasNotDeclined) {
  const std::string text =
      "# A rule.\nrequirement rfc5321/4.2-10\njudges client\n\nserve\nfinally delivered\n";
  ScriptedClient client({"EHLO a\r\n", Leaves{}},
                        ClientEnded{Told::failed, "exited with status 64", "", true});
  EXPECT_EQ(client.play(scenario_of(text), facts_of_reference_client()).outcome, Outcome::fail);
}

TEST_F(ServerLegTest, OctetsBehindStarttlsAreNoCommandsInsideTls) {
  const auto result = play(
      "\nS: 220 {server}\nC: EHLO ...\nS: 250-{server}\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS: "
      "handshake\nC: EHLO ...\nserve\nfinally failed\n",
      {"EHLO a\r\n", "STARTTLS\r\nMAIL FROM:<x@y>\r\n", Handshakes{}, "EHLO a\r\n", Leaves{}}, Told::failed);
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
}

}  // namespace
}  // namespace smtpspec::play
