#include "play/play.hpp"

#include <gmock/gmock.h>

#include "support/entries.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using namespace support;
using result::Outcome;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string greets = "220 mx.test\r\n";
const std::string ehlo_reply =
    "250-mx.test\r\n250-SIZE 1000\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n";

class ClientLegTest : public testing::Test {
 protected:
  // The header of a scenario with this level, `given greeted` unless the body brings its own.
  result::CaseResult play(const std::string& body, std::deque<Utterance> script,
                          const std::string& level = "MUST", const std::string& given = "greeted") {
    const std::string text = "# A rule.\nrequirement " + support::entry_with(level, true) +
                             "\njudges server\n" + (given.empty() ? "" : "given " + given + "\n") + body;
    if (given == "greeted") {
      script.push_front(ehlo_reply);
      script.push_front(greets);
    }
    peer_.emplace(std::move(script));
    return peer_->play(scenario_of(text), facts_);
  }
  const ScriptedPeer& peer() const { return *peer_; }

  Facts facts_{.variables = {{"client", "client.test"},
                             {"server", "mx.test"},
                             {"sender", "a@client.test"},
                             {"recipient", "bob@mx.test"},
                             {"case", "c1"}}};

 private:
  std::optional<ScriptedPeer> peer_;
};

TEST_F(ClientLegTest, AnExpectedReplyPassesAndTheSessionEndsWithQuit) {
  const auto result = play("\nC: NOOP\nS: 250\n", {"250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n", Closes{}});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_EQ(peer().sent(), "EHLO client.test\r\nNOOP\r\nQUIT\r\n");
}

TEST_F(ClientLegTest, AContentThatIsPutOffBreaksNoRuleThatWantsItAccepted) {
  const std::string body = "\nC: DATA\nS: 354\nC: .\nS: ";
  const auto put_off = play(body + "250\n", {"354 go\r\n", "451 4.7.1 later\r\n"});
  EXPECT_EQ(put_off.outcome, Outcome::blocked);
  EXPECT_THAT(put_off.note, HasSubstr("the content was put off: 451 4.7.1 later"));
  EXPECT_EQ(play(body + "250\n", {"354 go\r\n", "554 5.6.0 no\r\n"}).outcome, Outcome::fail);
  EXPECT_EQ(play(body + "552\n", {"354 go\r\n", "451 4.7.1 later\r\n"}).outcome, Outcome::blocked);
}

TEST_F(ClientLegTest, AnotherCodeFailsAtTheLineThatExpectedIt) {
  const auto result = play("\nC: NOOP\nS: 250\n", {"500 5.5.1 what\r\n"});
  ASSERT_EQ(result.outcome, Outcome::fail);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].span.position().line, 7U);
  EXPECT_THAT(result.findings[0].message, HasSubstr("expected 250, got 500 5.5.1 what"));
  EXPECT_EQ(result.transcript.entries()[result.findings[0].entry].octets, "500 5.5.1 what\r\n");
  EXPECT_THAT(peer().sent(), EndsWith("NOOP\r\n"));
}

TEST_F(ClientLegTest, ASentenceThatDoesNotBindIsTolerated) {
  for (const std::string& level : {std::string("SHOULD"), std::string("SHOULD NOT"), std::string("MAY")})
    EXPECT_EQ(play("\nC: NOOP\nS: 250\n", {"500 5.5.1 what\r\n"}, level).outcome, Outcome::tolerated)
        << level;
  for (const std::string& level : {std::string("MUST"), std::string("MUST NOT"), std::string("states")})
    EXPECT_EQ(play("\nC: NOOP\nS: 250\n", {"500 5.5.1 what\r\n"}, level).outcome, Outcome::fail) << level;
}

TEST_F(ClientLegTest, SilenceFailsAtAnyLevel) {
  const auto result = play("\nC: NOOP\nS: 250\n", {StaysSilent{}}, "SHOULD");
  EXPECT_EQ(result.outcome, Outcome::fail);
  EXPECT_EQ(result.findings[0].clause.str(), "RFC 5321 section 4.2 (MUST)");
  EXPECT_THAT(result.findings[0].message, HasSubstr("nothing within"));
}

TEST_F(ClientLegTest, AClosedConnectionFailsAtAnyLevel) {
  for (const Utterance& end : {Utterance(Closes{}), Utterance(Resets{})}) {
    const auto result = play("\nC: NOOP\nS: 250\n", {end}, "SHOULD");
    EXPECT_EQ(result.outcome, Outcome::fail);
    EXPECT_EQ(result.findings[0].clause.level, text::Level::must_not);
  }
}

TEST_F(ClientLegTest, GarbageWhereAReplyMustBeFailsAtAnyLevel) {
  EXPECT_EQ(play("\nC: NOOP\nS: 250\n", {"hello\r\n"}, "MAY").outcome, Outcome::fail);
}

TEST_F(ClientLegTest, TheFirstMatchingAlternativeGradesTheCase) {
  const std::string body = "\nC: NOOP\nS: 250\n   or 252\n   tolerate 5yz   # refused, though harmless\n";
  EXPECT_EQ(play(body, {"252 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"}).outcome, Outcome::pass);
  const auto result = play(body, {"502 5.5.1 no\r\n", "221 2.0.0 bye\r\n"});
  EXPECT_EQ(result.outcome, Outcome::tolerated);
  EXPECT_EQ(result.findings[0].reason, "refused, though harmless");
  EXPECT_EQ(play(body, {"450 4.0.0 no\r\n"}).outcome, Outcome::fail);
}

TEST_F(ClientLegTest, OrBlockedSaysThatTheRuleCannotBeJudged) {
  const auto result = play("\nC: NOOP\nS: 250 or blocked\nC: RSET\nS: 250\n", {"500 5.5.1 no\r\n"});
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("expected 250"));
}

TEST_F(ClientLegTest, AStateThatIsNotReachedBlocksTheCase) {
  const auto result = play("\nC: NOOP\nS: 250\n", {"554 5.7.1 go away\r\n"}, "MUST", "connected");
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_THAT(result.note, HasSubstr("554"));
}

TEST_F(ClientLegTest, ANeedThatIsNotMetIsNotApplicable) {
  const std::string header =
      "# A rule.\nrequirement rfc1870/4-2\njudges server\nneeds CHUNKING\ngiven greeted\n";
  ScriptedPeer target({greets, ehlo_reply});
  const auto result = target.play(scenario_of(header + "\nC: BDAT 0 LAST\nS: 503\n"), facts_);
  EXPECT_EQ(result.outcome, Outcome::not_applicable);
  EXPECT_EQ(result.note, "CHUNKING is not offered");
}

TEST_F(ClientLegTest, ANameThatNobodyGaveIsNotApplicable) {
  facts_.variables.erase("recipient");
  const auto result = play("\nC: RCPT TO:<{recipient}>\nS: 503\n", {});
  EXPECT_EQ(result.outcome, Outcome::not_applicable);
  EXPECT_THAT(result.note, HasSubstr("{recipient}"));
}

TEST_F(ClientLegTest, ConsecutiveLinesAreOneWrite) {
  play(
      "\nC: MAIL FROM:<{sender}>\nrepeat 2\n  C: RCPT TO:<{recipient}>\nend\nC: RSET\nS: 250\nS: 250\nS: "
      "250\nS: 250\n",
      {"250 2.1.0 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n", "250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"});
  EXPECT_THAT(
      peer().writes(),
      ElementsAre("EHLO client.test\r\n",
                  "MAIL FROM:<a@client.test>\r\nRCPT TO:<bob@mx.test>\r\nRCPT TO:<bob@mx.test>\r\nRSET\r\n",
                  "QUIT\r\n"));
}

TEST_F(ClientLegTest, ABarEndsTheWrite) {
  play("\nC: \"NO\" | \"OP\\r\\n\"\nS: 250\n", {"250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"});
  EXPECT_THAT(peer().writes(), ElementsAre("EHLO client.test\r\n", "NO", "OP\r\n", "QUIT\r\n"));
}

TEST_F(ClientLegTest, AReplyThatArrivesInPiecesIsOneReply) {
  const auto result = play("\nC: NOOP\nS: 250\n", {"25", "0 2.0.0", " ok\r", "\n", "221 2.0.0 bye\r\n"});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
}

TEST_F(ClientLegTest, AnEnhancedCodeIsComparedWhereItIsOffered) {
  EXPECT_EQ(play("\nC: NOOP\nS: 250 2.1.5\n", {"250 2.0.0 ok\r\n"}).outcome, Outcome::fail);
  const auto unoffered =
      play("\nC: NOOP\nS: 250 2.1.5\n", {greets, "250 mx.test\r\n", "250 2.0.0 ok\r\n", "221 bye\r\n"},
           "MUST", "greeted ");
  EXPECT_EQ(unoffered.outcome, Outcome::pass) << unoffered.note;
}

TEST_F(ClientLegTest, ABranchIsChosenByItsFirstExpectation) {
  const std::string body =
      "\nC: DATA\neither\n  S: 503 or 554\nor tolerate   # in spite of it\n  S: 354\n  C: .\n  S: "
      "5yz\nend\nC: RSET\nS: 250\n";
  EXPECT_EQ(play(body, {"503 5.5.1 no\r\n", "250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"}).outcome, Outcome::pass);
  const auto tolerated =
      play(body, {"354 go\r\n", "554 5.5.1 no\r\n", "250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"});
  EXPECT_EQ(tolerated.outcome, Outcome::tolerated);
  EXPECT_EQ(tolerated.findings[0].reason, "in spite of it");
  EXPECT_EQ(play(body, {"250 2.0.0 ok\r\n"}).outcome, Outcome::fail);
}

TEST_F(ClientLegTest, AFenceProvesThatNothingElseCame) {
  EXPECT_EQ(
      play("\nC: NOOP\nS: 250\nS: nothing\n", {"250 2.0.0 ok\r\n", "250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"})
          .outcome,
      Outcome::pass);
  // Together with the reply, in the fence, or found out by QUIT: one reply too many is always seen.
  EXPECT_EQ(play("\nC: NOOP\nS: 250\nS: nothing\n", {"250 2.0.0 ok\r\n250 2.0.0 extra\r\n"}).outcome,
            Outcome::fail);
  EXPECT_EQ(play("\nC: NOOP\nS: 250\nS: nothing\n", {"250 2.0.0 ok\r\n", "500 5.5.1 extra\r\n"}).outcome,
            Outcome::fail);
  const auto late = play("\nC: NOOP\nS: 250\nS: nothing\n",
                         {"250 2.0.0 ok\r\n", "250 2.0.0 extra\r\n", "250 2.0.0 ok\r\n221 2.0.0 bye\r\n"});
  EXPECT_EQ(late.outcome, Outcome::fail);
  EXPECT_EQ(late.findings[0].span.position().line, 8U);
}

TEST_F(ClientLegTest, AClosedConnectionCanBeExpected) {
  EXPECT_EQ(play("\nC: QUIT\nS: 221\nS: closes\n", {"221 2.0.0 bye\r\n", Closes{}}).outcome, Outcome::pass);
  EXPECT_EQ(play("\nC: QUIT\nS: 221\nS: closes\n", {"221 2.0.0 bye\r\n", "250 2.0.0 more\r\n"}).outcome,
            Outcome::fail);
  EXPECT_EQ(play("\nC: QUIT\nS: 221\nS: resets\n", {"221 2.0.0 bye\r\n", Closes{}}).outcome, Outcome::fail);
}

TEST_F(ClientLegTest, WhatWouldNeedAConnectionThatEndedLegallyIsNotPlayed) {
  const auto result = play("\nC: NOOP\nS: 421 or closes\nC: RSET\nS: 250\n", {Closes{}});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_THAT(peer().sent(), EndsWith("NOOP\r\n"));
}

TEST_F(ClientLegTest, AfterAHandshakeTheOldListIsForgotten) {
  const auto result = play(
      "\nC: STARTTLS\nS: 220\nTLS: handshake\n   version 1.2 or 1.3\n   certificate names {server}\nC: MAIL "
      "FROM:<{sender}> SIZE={ehlo.SIZE}\nS: 250\n",
      {"220 2.0.0 go\r\n", "250 2.1.0 ok\r\n", "221 bye\r\n"});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_TRUE(result.transcript.entries().back().in_tls);
}

TEST_F(ClientLegTest, AHandshakeThatDoesNotFitIsToldWithTheReason) {
  const auto version = play("\nC: STARTTLS\nS: 220\nTLS: handshake\n   version 1.2\n", {"220 2.0.0 go\r\n"});
  EXPECT_EQ(version.outcome, Outcome::fail);
  EXPECT_THAT(version.findings[0].message, HasSubstr("TLS 1.3 was agreed upon"));
  const auto failed = play("\nC: STARTTLS\nS: 220\nTLS: handshake\n", {"220 2.0.0 go\r\n", HandshakeFails{}});
  EXPECT_THAT(failed.findings[0].message, HasSubstr("alert"));
  EXPECT_EQ(play("\nC: STARTTLS\nS: 220\nTLS: handshake or fails\n", {"220 2.0.0 go\r\n", HandshakeFails{}})
                .outcome,
            Outcome::pass);
}

TEST_F(ClientLegTest, ATlsRecordBehindThe220IsNoReply) {
  // Exim's alert, with an LF as its last octet.
  const std::string alert("\x15\x03\x03\x00\x02\x02\n", 7);
  const auto result =
      play("\nC: STARTTLS\nS: 220\nC: NOOP\nS: closes or 5yz\n", {"220 2.0.0 go\r\n", alert, Closes{}});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
}

TEST_F(ClientLegTest, ACaptureIsTheTextOfTheReply) {
  play("\nC: NOOP\nS: 250\n   capture first\nC: NOOP {first}\nS: 250\n",
       {"250 2.0.0 it is so\r\n", "250 2.0.0 ok\r\n", "221 2.0.0 bye\r\n"});
  EXPECT_THAT(peer().sent(), HasSubstr("NOOP it is so\r\n"));
}

TEST_F(ClientLegTest, MailDataIsNotFollowedByQuit) {
  play("\nC: DATA\nS: 354\n", {"354 go\r\n"});
  EXPECT_THAT(peer().sent(), EndsWith("DATA\r\n"));
}

const std::string in_mail_data =
    "\nC: DATA\nS: 354\nC: \"first\"\npause 100 ms\nC: \"\\n.\\n\"\npause 100 ms\n"
    "C: \"smuggled\\r\\n.\\r\\n\"\n";

TEST_F(ClientLegTest, AContentThatIsAcceptedBeforeItsEndFails) {
  const auto result = play(in_mail_data + "S: 250\n", {"354 go\r\n", Meanwhile{"250 2.0.0 taken\r\n"}});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_EQ(result.findings[0].span.position().line, 9U);
  EXPECT_THAT(result.findings[0].message,
              HasSubstr("expected nothing inside the mail data, got 250 2.0.0 taken"));
  const auto later =
      play(in_mail_data + "S: 250\n", {"354 go\r\n", Meanwhile{"250 2.0"}, Meanwhile{".0 taken\r\n"}});
  EXPECT_EQ(later.outcome, Outcome::fail);
}

TEST_F(ClientLegTest, AContentThatIsRefusedBeforeItsEndIsWhatTheNextLineSees) {
  const std::string body = in_mail_data + "S: 5yz\n";
  EXPECT_EQ(play(body, {"354 go\r\n", Meanwhile{"521 5.5.2 bare LF\r\n"}}).outcome, Outcome::pass);
  EXPECT_EQ(play(in_mail_data + "S: closes\n", {"354 go\r\n", Meanwhile{}}).outcome, Outcome::pass);
}

TEST_F(ClientLegTest, APauseEndsWithAReply) {
  const std::string body = "\nC: NOOP\npause 1000 ms\nC: RSET\nS: 250\nS: 250\n";
  const auto early = play(body, {Meanwhile{"250 2.0"}, Meanwhile{".0 ok\r\n"}, "250 2.0.0 ok\r\n"});
  EXPECT_EQ(early.outcome, Outcome::pass) << early.note;
  EXPECT_LT(early.transcript.entries().back().at, std::chrono::milliseconds(1000));
  EXPECT_EQ(play(body, {"250 2.0.0 ok\r\n", "250 2.0.0 ok\r\n"}).outcome, Outcome::pass);
  EXPECT_EQ(play(body, {Meanwhile{}}).outcome, Outcome::fail);
}

TEST_F(ClientLegTest, ATransactionThatFailsIsReportedAtItsOwnLine) {
  const auto result = play("\nC: RSET\nS: 250\ntransaction ok\n", {"250 2.0.0 ok\r\n", "550 5.7.1 no\r\n"});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_EQ(result.findings[0].span.position().line, 8U);
  EXPECT_THAT(result.findings[0].message, HasSubstr("550"));
}

// Written once, cut at every step: whatever happens there, the play ends and the verdict is at that step.
TEST_F(ClientLegTest, AnInterruptionAtAnyStepEndsThePlay) {
  const std::string body =
      "\nC: MAIL FROM:<{sender}>\nS: 250\nC: RCPT TO:<{recipient}>\nS: 250\nC: RSET\nS: 250\nS: nothing\n";
  const std::vector<Utterance> good = {
      greets, ehlo_reply, "250 2.1.0 ok\r\n", "250 2.1.5 ok\r\n", "250 2.0.0 ok\r\n", "250 2.0.0 ok\r\n"};
  const std::array<std::size_t, 6> lines = {0, 0, 7, 9, 11, 12};  // of the expectation that is interrupted
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const Utterance& interruption :
         {Utterance(Closes{}), Utterance(Resets{}), Utterance(StaysSilent{})}) {
      std::deque<Utterance> script(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(at));
      script.push_back(interruption);
      const auto result = play(body, script, "MUST", "greeted ");
      EXPECT_EQ(result.outcome, at < 2 ? Outcome::blocked : Outcome::fail) << at;
      if (at >= 2) {
        EXPECT_EQ(result.findings[0].span.position().line, lines[at]) << at;
      }
    }
}

}  // namespace
}  // namespace smtpspec::play
