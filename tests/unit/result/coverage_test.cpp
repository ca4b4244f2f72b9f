#include "result/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::result {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

CaseResult a_case(std::string id, Outcome outcome, std::string note = {}) {
  CaseResult one;
  one.id = std::move(id);
  one.outcome = outcome;
  one.note = std::move(note);
  return one;
}

CaseResult refused_at_rcpt(std::string id, const std::string& text) {
  CaseResult one = a_case(std::move(id), Outcome::blocked,
                          "given recipient: expected 250 or 251, got 550 " + text + "\\r\\n");
  one.transcript.add({.kind = EntryKind::reply, .octets = "250 ok\r\n", .label = "MAIL"});
  one.transcript.add({.kind = EntryKind::reply, .octets = "550 " + text + "\r\n", .label = "RCPT"});
  return one;
}

RunResult a_run() {
  RunResult run;
  run.cases = {a_case("rfc1/a", Outcome::pass),
               a_case("rfc1/b", Outcome::fail),
               refused_at_rcpt("rfc1/c", "5.1.1 <x1@mx.test> is unknown"),
               refused_at_rcpt("rfc1/d", "5.1.1 <x2@mx.test> is unknown"),
               a_case("rfc1/e", Outcome::blocked, "given greeted: expected 220, got nothing within 10 s"),
               a_case("rfc1/f", Outcome::not_applicable, "SIZE is not offered"),
               a_case("watch/codes", Outcome::pass),
               a_case("watch/lines", Outcome::not_applicable, "nothing to look at")};
  return run;
}

TEST(Coverage, CountsScenariosThatCameToAVerdictGoodOrBad) {
  const Coverage coverage = coverage_of(a_run());
  EXPECT_EQ(coverage.words(), "2 of 6 scenarios");
  EXPECT_EQ(coverage.blocked, 3U);
}

TEST(Coverage, GroupsWhatStoodInTheWayByCodeAndCommand) {
  const Coverage coverage = coverage_of(a_run());
  ASSERT_EQ(coverage.hindrances.size(), 2U);
  EXPECT_EQ(coverage.hindrances[0].cases, 2U);
  EXPECT_EQ(coverage.hindrances[0].words, "550 to RCPT: 5.1.1 <x1@mx.test> is unknown");
  EXPECT_EQ(coverage.hindrances[1].words, "silence where 220 was due");
}

TEST(Coverage, SaysWhatWasDueWhereThatWasTheSameEachTime) {
  const auto told = [](const std::string& second) {
    RunResult run;
    run.cases = {a_case("a", Outcome::blocked, "expected STARTTLS, got QUIT\\r\\n"),
                 a_case("b", Outcome::blocked, second), a_case("c", Outcome::blocked, "its server is gone")};
    std::vector<std::string> words;
    for (const Hindrance& one : coverage_of(run).hindrances) words.push_back(one.words);
    return words;
  };
  EXPECT_THAT(told("given mail: expected STARTTLS, got QUIT\\r\\n"),
              ElementsAre("QUIT where STARTTLS was due", "its server is gone"));
  EXPECT_THAT(told("expected MAIL ... or RSET, got QUIT\\r\\n"), ElementsAre("QUIT", "its server is gone"));
}

TEST(Coverage, AKnownDeviationIsJudgedUnlessItIsBlocked) {
  RunResult run;
  run.cases = {a_case("a", Outcome::fail), a_case("b", Outcome::blocked, "x")};
  for (CaseResult& one : run.cases) one.expectation = Expectation{};
  EXPECT_EQ(coverage_of(run).words(), "1 of 2 scenarios");
}

TEST(Demands, AreNumbersOrPercentages) {
  EXPECT_EQ(parse_amount("40")->str(), "40");
  EXPECT_EQ(parse_amount("50%")->str(), "50%");
  EXPECT_EQ(parse_amount("100%")->str(), "100%");
  for (const char* const wrong : {"", "%", "101%", "-1", "half", "5 %", "5x"})
    EXPECT_FALSE(parse_amount(wrong)) << wrong;
}

RunResult demanding(const Demands& demands) {
  RunResult run = a_run();
  run.cases[1].outcome = Outcome::pass;
  demand(run, demands);
  return run;
}

TEST(Demands, ThatAreNotMetHaveAnExitCodeOfTheirOwn) {
  EXPECT_EQ(exit_code(demanding({})), 0);
  EXPECT_EQ(exit_code(demanding({.min_judged = Amount{2, false}})), 0);
  EXPECT_EQ(exit_code(demanding({.min_judged = Amount{3, false}})), 6);
  EXPECT_EQ(exit_code(demanding({.min_judged = Amount{33, true}})), 0) << "2 of 6 are 33.3 %";
  EXPECT_EQ(exit_code(demanding({.min_judged = Amount{34, true}})), 6);
  EXPECT_EQ(exit_code(demanding({.max_blocked = Amount{50, true}})), 0);
  EXPECT_EQ(exit_code(demanding({.max_blocked = Amount{49, true}})), 6);
  EXPECT_THAT(shortfall_of(demanding({.max_blocked = Amount{2, false}})),
              HasSubstr("3 of 6 scenarios were blocked, and at most 2 may be"));
  EXPECT_THAT(shortfall_of(demanding({.min_judged = Amount{2, false}})), IsEmpty());
}

TEST(Demands, AFailureWeighsMore) {
  RunResult run = demanding({.min_judged = Amount{100, true}});
  EXPECT_EQ(exit_code(run), 6);
  run.cases[0].outcome = Outcome::fail;
  EXPECT_EQ(exit_code(run), 1);
}

TEST(Demands, OfLaterWordsReplaceThoseThatTheRunHas) {
  RunResult run = demanding({.min_judged = Amount{3, false}});
  demand(run, {.min_judged = Amount{1, false}});
  EXPECT_EQ(exit_code(run), 0);
}

}  // namespace
}  // namespace smtpspec::result
