#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "unit/watch/client_sessions.hpp"
#include "watch/rule.hpp"
#include "watch/summary.hpp"

namespace smtpspec::watch {
namespace {

using namespace std::chrono_literals;
using result::EntryKind;
using result::Side;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ClientSessions, OffersGoWithTheHandshake) {
  SessionBuilder built = offering({"STARTTLS", "SIZE"});
  ask(built, "STARTTLS", "220 a\r\n").handshake().ehlo({"PIPELINING"});
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test> SIZE=1"})),
              ElementsAre("watch/client-size-not-offered"));
}

TEST(ClientSessions, MailInsideTlsNeedsEhloThere) {
  SessionBuilder built = offering({"STARTTLS"});
  ask(built, "STARTTLS", "220 a\r\n").handshake();
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test>"})),
              ElementsAre("watch/client-no-ehlo-after-tls", "watch/client-mail-before-ehlo"));
}

// PHPMailer believes what was planted behind the 220: it did wait for a reply, to an EHLO that it did say.
TEST(ClientSessions, WhoBelievesAPlantedReplyIsAccusedOfNothingElse) {
  SessionBuilder planted = offering({"STARTTLS"});
  ask(planted, "STARTTLS", "220 a\r\n").unasked("250 a\r\n").handshake().client("EHLO c.test\r\n");
  EXPECT_THAT(rules_broken_in(planted.client("MAIL FROM:<a@b.test> SIZE=1\r\n").server("", "554 a\r\n")),
              IsEmpty());
  SessionBuilder begun = offering({"STARTTLS"});
  ask(begun, "STARTTLS", "220 a\r\n").stray("250 a ").handshake();
  ask(begun, "EHLO c.test", "554 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(begun, {"MAIL FROM:<a@b.test>"})), IsEmpty());
  SessionBuilder honest = offering({"STARTTLS"});
  ask(honest, "STARTTLS", "220 a\r\n").handshake().client("EHLO c.test\r\n");
  EXPECT_THAT(rules_broken_in(honest.client("MAIL FROM:<a@b.test>\r\n")),
              ElementsAre("watch/client-pipelining-not-offered"));
}

TEST(ClientSessions, MailBehindARefusedEhloIsToldAsThat) {
  SessionBuilder built = session();
  ask(built, "EHLO c.test", "554 a\r\n");
  const auto findings = client_rules(asked(built, {"MAIL FROM:<a@b.test>"}).transcript());
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings.front().message, "MAIL came though EHLO or HELO was refused");
}

TEST(ClientSessions, AnEhloThatIsRefusedTakesNothingAway) {
  SessionBuilder built = offering({"SIZE"});
  ask(built, "EHLO c.test", "502 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test> SIZE=1"})), IsEmpty());
}

TEST(ClientSessions, RepliesBelongToTheCommandsOfAGroupInOrder) {
  SessionBuilder built = offering({"PIPELINING"});
  built.client("MAIL FROM:<a@b.test>\r\n").client("RCPT TO:<c@d.test>\r\n");
  built.server("", "550 a\r\n").server("", "503 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test>"})), IsEmpty());  // nothing is open
  EXPECT_THAT(rules_broken_in(asked(built, {"RSET", "RCPT TO:<c@d.test>"})),
              ElementsAre("watch/client-out-of-order"));
}

TEST(ClientSessions, TheRefusalOfMailMayCrossTheRestOfItsGroup) {
  const auto refused = [](std::vector<std::string> extensions) {
    SessionBuilder built = offering(std::move(extensions));
    built.client("MAIL FROM:<a@b.test>\r\n").server("", "451 a\r\n");
    return built.client("RCPT TO:<c@d.test>\r\n").server("", "503 a\r\n").client("DATA\r\n");
  };
  EXPECT_THAT(rules_broken_in(refused({"PIPELINING"})), IsEmpty());
  EXPECT_THAT(rules_broken_in(refused({})), testing::Contains("watch/client-out-of-order"));
  SessionBuilder behind_rset = offering({"PIPELINING"});
  behind_rset.client("MAIL FROM:<a@b.test>\r\n").server("", "451 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(behind_rset, {"RSET", "RCPT TO:<c@d.test>"})),
              ElementsAre("watch/client-out-of-order"));
}

TEST(ClientSessions, ARefusedMailClosesNoLaterTransaction) {
  SessionBuilder built = offering({"PIPELINING"});
  built.client("MAIL FROM:<a@b.test>\r\n").client("RSET\r\n").client("MAIL FROM:<a@b.test>\r\n");
  built.server("", "550 a\r\n").server("", "250 a\r\n").server("", "250 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(built, {"RCPT TO:<c@d.test>", "DATA"})), IsEmpty());
}

TEST(ClientSessions, TheEndOfMailDataMayBeTheFirstOfAGroup) {
  SessionBuilder built = recipient({"PIPELINING"});
  ask(built, "DATA", "354 a\r\n").content("a\r\n.\r\n").client("MAIL FROM:<a@b.test>\r\n").client("QUIT\r\n");
  EXPECT_THAT(rules_broken_in(built), IsEmpty());
  SessionBuilder unoffered = recipient();
  ask(unoffered, "DATA", "354 a\r\n").content("a\r\n.\r\n").client("QUIT\r\n");
  EXPECT_THAT(rules_broken_in(unoffered), ElementsAre("watch/client-pipelining-not-offered"));
}

TEST(ClientSessions, WhoeverWaitedLongMayGiveUp) {
  EXPECT_THAT(rules_broken_in(offering({}).client("NOOP\r\n").later(5s).client("QUIT\r\n")), IsEmpty());
  EXPECT_THAT(rules_broken_in(offering({}).client("NOOP\r\n").happens(EntryKind::closed)), IsEmpty());
}

TEST(ClientSessions, NobodyIsAskedForMannersBehind421) {
  EXPECT_THAT(rules_broken_in(offering({}).unasked("421 a\r\n").happens(EntryKind::closed)), IsEmpty());
  SessionBuilder built = offering({});
  EXPECT_THAT(rules_broken_in(ask(built, "NOOP", "421 a\r\n").happens(EntryKind::closed)), IsEmpty());
}

TEST(ClientSessions, AFailedHandshakeNeedsNoQuit) {
  SessionBuilder built = offering({"STARTTLS"});
  ask(built, "STARTTLS", "220 a\r\n");
  EXPECT_THAT(
      rules_broken_in(SessionBuilder(built).happens(EntryKind::tls_failed).happens(EntryKind::closed)),
      IsEmpty());
  EXPECT_THAT(rules_broken_in(SessionBuilder(built).happens(EntryKind::closed)), IsEmpty());
}

TEST(ClientSessions, ACertificateThatIsNotBelievedIsLeftWithoutQuitOnlyWhereTlsCameFirst) {
  SessionBuilder implicit;
  EXPECT_THAT(rules_broken_in(implicit.handshake().greeting().happens(EntryKind::closed)), IsEmpty());
  SessionBuilder upgraded = offering({"STARTTLS"});
  ask(upgraded, "STARTTLS", "220 a\r\n").handshake().happens(EntryKind::closed);
  EXPECT_THAT(rules_broken_in(upgraded), ElementsAre("watch/client-no-quit-unopened"));
}

TEST(ClientSessions, TheHarnessMayEndAnything) {
  EXPECT_THAT(rules_broken_in(offering({}).happens(EntryKind::ended).happens(EntryKind::closed)), IsEmpty());
}

TEST(ClientSessions, MailDataMayComeInPieces) {
  SessionBuilder built = recipient();
  ask(built, "DATA", "354 a\r\n").content("a\r").content("\n.").content("\r\n").server("", "250 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test>"})), IsEmpty());
}

TEST(ClientSessions, WhatIsCutOutOfAContentIsNotJudged) {
  std::string content;
  for (int line = 0; line < 2000; ++line) content += ".." + std::string(48, 'x') + "\r\n";
  EXPECT_THAT(rules_broken_in(data(content + ".\r\n")), IsEmpty());
  EXPECT_THAT(rules_broken_in(data(std::string(20'000, 'x') + "\r\n.\r\n")),
              ElementsAre("watch/client-text-line-too-long"));
}

TEST(ClientSessions, ALineEndMayLieAcrossTwoChunks) {
  SessionBuilder built = recipient({"CHUNKING"});
  built.client("BDAT 2\r\n").content("a\r").server("", "250 a\r\n");
  built.client("BDAT 2 LAST\r\n").content("\nb").server("", "250 a\r\n");
  EXPECT_THAT(rules_broken_in(built), IsEmpty());
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test>"})), IsEmpty());
}

TEST(ClientSessions, ResponsesInsideAuthAreNoCommands) {
  SessionBuilder built = in_tls({"AUTH LOGIN"});
  ask(built, "AUTH LOGIN", "334 VXNlcg==\r\n");
  ask(built, "TUFJTCBGUk9NOg==", "334 UGFzcw==\r\n");
  ask(built, std::string(4000, 'A'), "235 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test>"})), IsEmpty());
}

TEST(ClientSessions, SeveralConnectionsAreSeveralSessions) {
  SessionBuilder built = offering({"SIZE"});
  built.client("QUIT\r\n").server("", "221 a\r\n").happens(EntryKind::closed).happens(EntryKind::connected);
  built.greeting().ehlo({});
  EXPECT_THAT(rules_broken_in(asked(built, {"MAIL FROM:<a@b.test> SIZE=1"})),
              ElementsAre("watch/client-size-not-offered"));
}

TEST(ClientSessions, WhatDidNotWaitFor354IsOneMistake) {
  SessionBuilder built = recipient();
  built.client("DATA\r\n").server("", "451 a\r\n");
  built.early("From: <a@b.test>\r\n").client("Subject: gr\xC3\xBC\xC3\x9F\r\n").client("\r\n");
  built.client("MAIL\n").client(".\r\n");
  EXPECT_THAT(rules_broken_in(SessionBuilder(built)), ElementsAre("watch/client-pipelining-not-offered"));
  for (int line = 0; line < 5; ++line) built.server("", "500 a\r\n");
  EXPECT_THAT(rules_broken_in(asked(built, {"NOOP", "RCPT TO: <a@b.test>"})),
              ElementsAre("watch/client-pipelining-not-offered", "watch/client-path-malformed"));
}

TEST(ClientSessions, AQuitThatIsPutOffMayBeSaidAgain) {
  SessionBuilder built = offering({});
  ask(built, "QUIT", "451 a\r\n");
  EXPECT_THAT(rules_broken_in(SessionBuilder(built).client("QUIT\r\n")), IsEmpty());
  EXPECT_THAT(rules_broken_in(SessionBuilder(built).happens(EntryKind::closed)), IsEmpty());
  SessionBuilder going_on = built;
  ask(going_on, "NOOP");
  EXPECT_THAT(rules_broken_in(going_on.happens(EntryKind::closed)), ElementsAre("watch/client-no-quit"));
  ask(built, "QUIT", "221 a\r\n");
  EXPECT_THAT(rules_broken_in(built.client("NOOP\r\n")), ElementsAre("watch/client-command-after-quit"));
}

TEST(ClientSessions, AnAuthThatIsWholeMayBeFollowedInItsGroup) {
  const auto group = [](std::string_view auth) {
    return in_tls({"PIPELINING", "AUTH PLAIN LOGIN"})
        .client(auth)
        .server("", "235 a\r\n")
        .early("MAIL FROM:<a@b.test>\r\n");
  };
  EXPECT_THAT(rules_broken_in(group("AUTH PLAIN AGEAYg==\r\n")), IsEmpty());
  EXPECT_THAT(rules_broken_in(group("AUTH PLAIN\r\n")), ElementsAre("watch/client-pipelining-order"));
  EXPECT_THAT(rules_broken_in(group("AUTH LOGIN YQ==\r\n")), ElementsAre("watch/client-pipelining-order"));
}

TEST(ClientSessions, AVerbIsNoResponseThoughItIsBase64) {
  SessionBuilder built = in_tls({"AUTH LOGIN"});
  ask(built, "AUTH LOGIN", "334 \r\n");
  EXPECT_THAT(rules_broken_in(SessionBuilder(built).client("quit\r\n")),
              ElementsAre("watch/client-response-not-base64"));
  EXPECT_THAT(rules_broken_in(SessionBuilder(built).client("quix\r\n")), IsEmpty());
}

TEST(ClientSessions, AreCasesOfTheirOwnWhereAClientIsJudged) {
  result::CaseResult one;
  one.id = "rfc5321/some";
  one.transcript = asked(session(), {"MAIL FROM:<a@b.test>"}).transcript();
  one.judged = Side::client;
  const auto cases = wire_rule_cases(std::span(&one, 1), Side::client);
  ASSERT_EQ(cases.size(), rules_for(Side::client).size());
  const auto outcome_of = [&](std::string_view id) {
    return std::find_if(cases.begin(), cases.end(), [&](const auto& rule) { return rule.id == id; })->outcome;
  };
  EXPECT_EQ(outcome_of("watch/client-mail-before-ehlo"), result::Outcome::fail);
  EXPECT_EQ(outcome_of("watch/client-nested-mail"), result::Outcome::pass);
  EXPECT_EQ(outcome_of("watch/client-chunk-after-refusal"), result::Outcome::not_applicable);
  EXPECT_EQ(std::count_if(cases.begin(), cases.end(),
                          [](const auto& rule) { return rule.outcome == result::Outcome::fail; }),
            1);
}

}  // namespace
}  // namespace smtpspec::watch
