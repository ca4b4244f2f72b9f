#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <span>
#include <string>
#include <vector>

#include "unit/watch/server_rule_pairs.hpp"
#include "watch/rule.hpp"
#include "watch/summary.hpp"

namespace smtpspec::watch {
namespace {

using result::EntryKind;
using result::Finding;
using result::Weight;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ServerRules, EachIsBrokenAloneAndKeptByItsNeighbour) {
  for (const Pair& pair : server_pairs()) {
    EXPECT_THAT(broken_by_server_in(pair.broken), ElementsAre(pair.rule));
    EXPECT_THAT(broken_by_server_in(pair.kept), IsEmpty()) << "the near miss of " << pair.rule;
  }
}

TEST(ServerRules, EachHasItsPairHere) {
  std::set<std::string> tested, known;
  for (const Pair& pair : server_pairs()) tested.insert(pair.rule);
  for (const Rule& rule : rules_for(result::Side::server)) {
    EXPECT_TRUE(known.insert(std::string(rule.id)).second) << rule.id;
    EXPECT_TRUE(rule.id.starts_with("watch/"));
    EXPECT_TRUE(rule.sentence.ends_with("."));
  }
  EXPECT_EQ(tested, known);
}

TEST(ServerRules, OrdinarySessionBreaksNone) {
  SessionBuilder built = starttls();
  built.handshake()
      .ehlo({"SIZE 1000", "8BITMIME", "SMTPUTF8", "PIPELINING", "CHUNKING", "BINARYMIME",
             "ENHANCEDSTATUSCODES"})
      .client("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n")
      .server("MAIL", "250 2.1.0 Ok\r\n")
      .server("RCPT", "250 2.1.5 Ok\r\n")
      .server("DATA", "354 go\r\n")
      .server("content", "250 2.0.0 Ok\r\n")
      .client("QUIT\r\n")
      .server("QUIT", "221 2.0.0 a.example bye\r\n")
      .happens(EntryKind::closed);
  EXPECT_THAT(broken_by_server_in(built), IsEmpty());
  EXPECT_THAT(broken_by_server_in(server_session()), IsEmpty());
}

TEST(ServerRules, FindingSaysWhatItIsAbout) {
  SessionBuilder built = server_session();
  built.greeting()
      .client("NOOP\r\n")
      .server("NOOP", "250-a\x1b\r\n251 b\r\n")
      .server("NOOP", "250-a\r\n252 b\r\n");
  const std::vector<Finding> findings = server_rules(built.transcript());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[1].id, "watch/codes-differ");
  EXPECT_EQ(findings[1].clause.str(), "RFC 5321 section 4.2.1 (MUST)");
  EXPECT_EQ(findings[1].weight, Weight::violation);
  EXPECT_EQ(findings[1].entry, 2U);
  EXPECT_EQ(findings[1].message,
            "the reply to NOOP has lines with different codes (seen 2 times in this session)");
  EXPECT_EQ(findings[1].expected, "the same code on every line");
  EXPECT_EQ(findings[1].got, "\"251 b\\r\\n\"");
  EXPECT_EQ(findings[1].reason, "All lines of a reply carry the same code.");
  EXPECT_EQ(findings[0].id, "watch/control-character");
  EXPECT_EQ(findings[0].got, "\"250-a\\x1b\\r\\n\"");
}

TEST(ServerRules, FindingsFollowTheOrderOfTheSession) {
  SessionBuilder built = server_session();
  built.server("greeting", "220 a.example\n").unasked("250 x\r\n").server("NOOP", "OK\r\n");
  EXPECT_THAT(broken_by_server_in(built),
              ElementsAre("watch/bare-lf", "watch/unasked-reply", "watch/no-code"));
}

// The last words of a server that hangs up: whether our next command left before they came is chance.
TEST(ServerRules, AReplyInFrontOfACommandThatHasNoOtherIsNotUnasked) {
  const auto last_words = [] {
    return server_session().greeting().unasked("554 a\r\n");
  };
  EXPECT_THAT(broken_by_server_in(last_words().client("QUIT\r\n").happens(EntryKind::closed)),
              ElementsAre("watch/end-unannounced"));
  EXPECT_THAT(broken_by_server_in(last_words().client("QUIT\r\n").happens(EntryKind::reset)),
              ElementsAre("watch/end-unannounced"));
  EXPECT_THAT(broken_by_server_in(last_words().happens(EntryKind::closed)),
              ElementsAre("watch/unasked-reply", "watch/end-unannounced"));
  EXPECT_THAT(
      broken_by_server_in(
          last_words().client("QUIT\r\n").server("QUIT", "221 a.example\r\n").happens(EntryKind::closed)),
      ElementsAre("watch/unasked-reply"));
}

TEST(ServerRules, EnhancedCodesAreDueOnceOffered) {
  EXPECT_THAT(broken_by_server_in(server_session().ehlo({"SIZE"}).server("MAIL", "250 Ok\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().ehlo({"SIZE"}).server("MAIL", "250 Ok\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().server("EHLO", "501 no\r\n").server("MAIL", "250 Ok\r\n")),
              ElementsAre("watch/enhanced-code-missing"));
  EXPECT_THAT(
      broken_by_server_in(enhanced().server("HELO", "250 a.example\r\n").server("MAIL", "250 Ok\r\n")),
      ElementsAre("watch/enhanced-code-missing"));
}

TEST(ServerRules, HandshakeForgetsWhatWasOffered) {
  SessionBuilder built = enhanced();
  built.server("STARTTLS", "220 2.0.0 go\r\n").handshake().server("NOOP", "250 Ok\r\n");
  EXPECT_THAT(broken_by_server_in(built), IsEmpty());
}

TEST(ServerRules, EnhancedCodesAreNotDueWhereRfc2034ExceptsThem) {
  EXPECT_THAT(broken_by_server_in(enhanced().server("DATA", "354 go\r\n").server("AUTH", "334 \r\n")),
              IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().server("EHLO", "501 no\r\n").server("HELO", "501 no\r\n")),
              IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().server("", "500 what\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().unasked("421 bye\r\n")), IsEmpty());
}

TEST(ServerRules, EnhancedCodesAreDueOnEveryLine) {
  EXPECT_THAT(broken_by_server_in(enhanced().server("HELP", "214-2.0.0 a\r\n214 b\r\n")),
              ElementsAre("watch/enhanced-code-missing"));
  EXPECT_THAT(broken_by_server_in(enhanced().server("NOOP", "250-2.0.0 \r\n250 2.0.0 \r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().server("NOOP", "250 \r\n")),
              ElementsAre("watch/enhanced-code-missing"));
}

TEST(ServerRules, WrongEnhancedCodeIsNotAMissingOne) {
  EXPECT_THAT(broken_by_server_in(enhanced().server("NOOP", "250 3.0.0 a\r\n")),
              ElementsAre("watch/enhanced-class-differs"));
  EXPECT_THAT(broken_by_server_in(enhanced().server("NOOP", "250 2.00.0 a\r\n")),
              ElementsAre("watch/enhanced-code-leading-zero"));
}

TEST(ServerRules, EhloGreetMayHoldControlCharacters) {
  EXPECT_THAT(broken_by_server_in(server_session().server("EHLO", "250-a \x01\r\n250 SIZE\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(server_session().server("EHLO", "250-a\r\n250 SIZE\x01\r\n")),
              testing::Contains("watch/control-character"));
}

TEST(ServerRules, ChallengeMayBeLong) {
  EXPECT_THAT(broken_by_server_in(server_session().server("AUTH", "334 " + std::string(2000, 'A') + "\r\n")),
              IsEmpty());
}

TEST(ServerRules, GreetingMayRefuse) {
  for (const char* greeting : {"421 a.example\r\n", "521 a\r\n", "554-a\r\n554 b\r\n", "450 a\r\n"})
    EXPECT_THAT(broken_by_server_in(server_session().server("greeting", greeting)), IsEmpty()) << greeting;
}

TEST(ServerRules, ClientThatSendsMoreBehindStarttlsInvitesAReply) {
  SessionBuilder in_one_entry = server_session();
  in_one_entry.client("STARTTLS\r\nNOOP\r\n").server("STARTTLS", "220 go\r\n").server("NOOP", "250 a\r\n");
  EXPECT_THAT(broken_by_server_in(in_one_entry), IsEmpty());
  SessionBuilder in_two = server_session();
  in_two.client("STARTTLS\r\n")
      .client("NOOP\r\n")
      .server("STARTTLS", "220 go\r\n")
      .server("NOOP", "250 a\r\n");
  EXPECT_THAT(broken_by_server_in(in_two), IsEmpty());
  EXPECT_THAT(broken_by_server_in(starttls().client("NOOP\r\n").server("NOOP", "250 a\r\n")), IsEmpty());
}

TEST(ServerRules, RefusedStarttlsLeavesTheSessionInClear) {
  SessionBuilder built = server_session();
  built.client("STARTTLS\r\n").server("STARTTLS", "454 no\r\n").stray("250 a\r\n").client("NOOP\r\n");
  EXPECT_THAT(broken_by_server_in(built), IsEmpty());
  EXPECT_THAT(broken_by_server_in(starttls().happens(EntryKind::tls_failed).server("NOOP", "250 a\r\n")),
              IsEmpty());
}

TEST(ServerRules, ReplyThatFellSilentIsIncomplete) {
  EXPECT_THAT(broken_by_server_in(server_session().stray("250-a\r\n").happens(EntryKind::silence)),
              ElementsAre("watch/incomplete-reply"));
  EXPECT_THAT(broken_by_server_in(server_session().happens(EntryKind::closed).stray("25")),
              ElementsAre("watch/incomplete-reply"));
  EXPECT_THAT(broken_by_server_in(server_session().stray("25").happens(EntryKind::reset)), IsEmpty());
}

TEST(ServerRules, AmbiguousOctetsMakeItUncertainWhatAReplyAnswers) {
  const std::string long_line(600, 'x');
  for (const std::string& sent :
       {std::string("NOOP\nEHLO a\r\nRSET\r\n"), std::string("NOOP\rRSET\r\n"), "NOOP " + long_line + "\r\n"})
    EXPECT_THAT(broken_by_server_in(enhanced().client(sent).server("RSET", "250 Ok\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(enhanced().content("a\n.\n").server("content", "250 Ok\r\n")), IsEmpty());
  EXPECT_THAT(
      broken_by_server_in(enhanced().client("BDAT 5\r\n").content("a\n.\nb").server("BDAT", "250 Ok\r\n")),
      ElementsAre("watch/enhanced-code-missing"));
  EXPECT_THAT(broken_by_server_in(enhanced().client("NOOP\r\nRSET\r\n").server("RSET", "250 Ok\r\n")),
              ElementsAre("watch/enhanced-code-missing"));
}

TEST(ServerRules, ShortenedReplyIsJudgedByWhatIsThere) {
  std::string list = "250-a.example\r\n250-BINARYMIME\r\n";
  for (int line = 0; line < 2000; ++line) list += "250-X" + std::to_string(line) + "\r\n";
  EXPECT_THAT(broken_by_server_in(server_session().server("EHLO", list + "250 CHUNKING\r\n")), IsEmpty());
  EXPECT_THAT(broken_by_server_in(server_session().server("EHLO", "250-a.example\r\n250-X_Y\r\n" + list)),
              ElementsAre("watch/ehlo-keyword"));
  EXPECT_THAT(broken_by_server_in(server_session().server("NOOP", "250 " + std::string(20'000, 'x'))),
              ElementsAre("watch/line-too-long"));
}

TEST(ServerRules, AuthNeedNotBeListedBehindALogin) {
  const auto logged_in = [] {
    SessionBuilder built = server_session().ehlo({"ATRN", "AUTH PLAIN"});
    built.client("AUTH PLAIN AGEAYg==\r\n").server("AUTH", "235 Ok\r\n");
    return built;
  };
  EXPECT_THAT(broken_by_server_in(logged_in().ehlo({"ATRN"})), IsEmpty());
  EXPECT_THAT(broken_by_server_in(logged_in().happens(EntryKind::tls).ehlo({"ATRN"})),
              ElementsAre("watch/atrn-without-auth"));
}

TEST(ServerRules, SecondConnectionBeginsAnew) {
  SessionBuilder built = enhanced();
  built.happens(EntryKind::ended).happens(EntryKind::connected).server("MAIL", "250 Ok\r\n");
  EXPECT_THAT(broken_by_server_in(built), IsEmpty());
}

TEST(ServerRules, OctetsOfTheTargetAreVisibleAndShort) {
  SessionBuilder built = server_session();
  built.server("NOOP", "\x1b]0;" + std::string(5000, 'x') + "\xE2\x80\xAE\n");
  for (const Finding& finding : server_rules(built.transcript())) {
    EXPECT_LT(finding.got.size(), 200U);
    EXPECT_THAT(finding.got, HasSubstr("\\x1b]0;"));
    EXPECT_THAT(finding.got, HasSubstr("\\u{202E}"));
  }
}

// A server that answers twice may do so before our next command is out or behind it.
TEST(ServerRules, AReplyTooManyIsAccusedOnce) {
  result::CaseResult one;
  one.id = "rfc3030/some";
  one.judged = result::Side::server;
  one.transcript = SessionBuilder().greeting().ehlo({}).unasked("554 a\r\n").transcript();
  const auto outcome_of_rule = [&] {
    for (const auto& rule : wire_rule_cases(std::span(&one, 1), result::Side::server))
      if (rule.id == "watch/unasked-reply") return rule.outcome;
    return result::Outcome::error;
  };
  EXPECT_EQ(outcome_of_rule(), result::Outcome::fail);
  one.outcome = result::Outcome::fail;
  one.findings.push_back({.id = "expectation", .entry = one.transcript.entries().size() - 1});
  EXPECT_EQ(outcome_of_rule(), result::Outcome::pass);
  one.findings.front().entry = 0;
  EXPECT_EQ(outcome_of_rule(), result::Outcome::fail);
}

}  // namespace
}  // namespace smtpspec::watch
