#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "unit/watch/session_builder.hpp"
#include "watch/summary.hpp"

// A rule that had nothing to look at was not kept, and what has a reason of its own is not broken.

namespace smtpspec::watch {
namespace {

using result::EntryKind;
using result::Outcome;
using result::Side;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

std::vector<std::string> passed_by(const SessionBuilder& built, Side judged) {
  result::CaseResult one;
  one.id = "rfc5321/some";
  one.judged = judged;
  one.transcript = built.transcript();
  std::vector<std::string> passed;
  for (const auto& rule : wire_rule_cases(std::span(&one, 1), judged)) {
    if (rule.outcome == Outcome::pass) {
      passed.push_back(rule.id);
      EXPECT_EQ(rule.note, "");
    } else {
      EXPECT_EQ(rule.outcome, Outcome::not_applicable) << rule.id;
      EXPECT_EQ(rule.note, "nothing to look at") << rule.id;
    }
  }
  return passed;
}

TEST(Looking, AClientThatNeverConnectsKeepsNoRule) {
  EXPECT_THAT(passed_by(SessionBuilder().happens(EntryKind::note), Side::client), IsEmpty());
}

TEST(Looking, AClientThatOnlySaysQuitKeepsTheRulesOfLinesAndOfItsEnd) {
  const auto built = SessionBuilder().greeting().client("QUIT\r\n").server("", "221 a.example\r\n");
  EXPECT_THAT(passed_by(built, Side::client),
              UnorderedElementsAre("watch/client-bare-lf", "watch/client-bare-cr",
                                   "watch/client-verb-malformed", "watch/client-old-verb",
                                   "watch/client-command-too-long", "watch/client-non-ascii-command",
                                   "watch/client-argument-not-allowed", "watch/client-early-command",
                                   "watch/client-handshake-in-clear", "watch/client-pipelining-not-offered",
                                   "watch/client-no-quit-unopened", "watch/client-command-after-quit"));
}

TEST(Looking, AServerThatOnlyRefusesTheSessionKeepsTheRulesOfReplies) {
  const auto built = SessionBuilder().server("greeting", "554 a\r\n").happens(EntryKind::ended);
  EXPECT_THAT(passed_by(built, Side::server),
              UnorderedElementsAre("watch/no-code", "watch/code-out-of-range", "watch/code-second-digit",
                                   "watch/bad-separator", "watch/bare-lf", "watch/bare-cr",
                                   "watch/line-too-long", "watch/control-character", "watch/non-ascii",
                                   "watch/bare-code", "watch/greeting-code", "watch/incomplete-reply"));
}

TEST(Looking, WhatIsOfferedIsLookedAt) {
  const auto built = SessionBuilder().greeting().ehlo({"SIZE 1", "AUTH PLAIN"});
  EXPECT_THAT(passed_by(built, Side::server),
              IsSupersetOf({"watch/size-not-a-number", "watch/ehlo-auth-equals", "watch/codes-differ"}));
  EXPECT_THAT(passed_by(built, Side::server),
              testing::Not(testing::Contains("watch/smtputf8-with-parameter")));
}

TEST(ServerEnds, NeedNoWordWhereOurSideEndedOrAlarmedIt) {
  const auto greeted = [] {
    return SessionBuilder().greeting().ehlo({"STARTTLS"});
  };
  EXPECT_THAT(broken_by_server_in(greeted().happens(EntryKind::reset)), ElementsAre("watch/end-unannounced"));
  EXPECT_THAT(broken_by_server_in(greeted().server("NOOP", "421 a.example\r\n").happens(EntryKind::closed)),
              IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted().happens(EntryKind::ended).happens(EntryKind::closed)), IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted()
                                      .client("NO")
                                      .happens(EntryKind::ended)
                                      .server("NOOP", "501 a\r\n")
                                      .happens(EntryKind::closed)),
              IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted().happens(EntryKind::ended).happens(EntryKind::closed)), IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted()
                                      .client("NO")
                                      .happens(EntryKind::ended)
                                      .server("NOOP", "501 a\r\n")
                                      .happens(EntryKind::closed)),
              IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted().client("NOOP\nNOOP\r\n").happens(EntryKind::closed)), IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted().server("STARTTLS", "220 a\r\n").happens(EntryKind::closed)),
              IsEmpty());
  EXPECT_THAT(broken_by_server_in(SessionBuilder().happens(EntryKind::closed)), IsEmpty());
}

TEST(ServerReplies, MayBeOwedBehindAHalfClose) {
  SessionBuilder data = SessionBuilder().greeting().ehlo({}).client("DATA\r\n").server("DATA", "354 a\r\n");
  data.content("a\r\n.").happens(EntryKind::ended);
  EXPECT_THAT(broken_by_server_in(SessionBuilder(data).unasked("451 a\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(SessionBuilder(data).unasked("451 a\r\n").unasked("500 a\r\n")),
              ElementsAre("watch/unasked-reply"));
  const auto cut = SessionBuilder().greeting().client("MAIL FR").happens(EntryKind::ended);
  EXPECT_THAT(broken_by_server_in(SessionBuilder(cut).unasked("501 a\r\n")), IsEmpty());
  const auto whole = SessionBuilder().greeting().happens(EntryKind::ended);
  EXPECT_THAT(broken_by_server_in(SessionBuilder(whole).unasked("501 a\r\n")),
              ElementsAre("watch/unasked-reply"));
}

TEST(ServerReplies, HoldUtf8OnlyWhereTheirCommandOrTransactionAskedForIt) {
  const auto greeted = [] {
    return SessionBuilder().greeting().ehlo({"8BITMIME", "SMTPUTF8"});
  };
  const std::string utf8 = "250 <gr\xC3\xBC@a.example>\r\n";
  EXPECT_THAT(broken_by_server_in(greeted().client("EXPN x SMTPUTF8\r\n").server("EXPN", utf8)), IsEmpty());
  EXPECT_THAT(broken_by_server_in(greeted()
                                      .client("EXPN x SMTPUTF8\r\n")
                                      .server("EXPN", utf8)
                                      .client("VRFY x\r\n")
                                      .server("VRFY", utf8)),
              ElementsAre("watch/non-ascii"));
  SessionBuilder mail = greeted();
  mail.client("MAIL FROM:<a@b> SMTPUTF8\r\n").server("MAIL", "250 a\r\n");
  mail.client("RCPT TO:<c@d>\r\n").server("RCPT", "251 gr\xC3\xBC\r\n");
  EXPECT_THAT(broken_by_server_in(mail), IsEmpty());
  EXPECT_THAT(broken_by_server_in(mail.client("RS").client("ET\r\n").server("RSET", utf8)),
              ElementsAre("watch/non-ascii"));
}

}  // namespace
}  // namespace smtpspec::watch
