#include "result/causes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::result {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A failure by what came to a command, where something else was due.
CaseResult failed(std::string id, std::string command, std::string got, std::string expected = "250") {
  CaseResult one;
  one.id = std::move(id);
  one.outcome = Outcome::fail;
  one.clause = {5321, "4.1.1", Level::must, "rfc5321/" + one.id};
  one.transcript.add({.kind = EntryKind::command, .octets = command + " x\r\n"});
  one.transcript.add({.kind = EntryKind::reply, .side = Side::server, .octets = got, .label = command});
  one.findings.push_back({.id = "expectation",
                          .clause = one.clause,
                          .message = "expected " + expected + ", got " + got,
                          .expected = expected,
                          .got = got,
                          .entry = 1});
  return one;
}

CaseResult ended_by(EntryKind kind, std::string id) {
  CaseResult one = failed(std::move(id), "NOOP", "nothing within 10 s");
  one.transcript = {};
  one.transcript.add({.kind = EntryKind::command, .octets = "NOOP\r\n"});
  one.transcript.add({.kind = kind, .side = Side::server});
  return one;
}

std::vector<Cause> causes_of(const std::vector<CaseResult>& cases) {
  std::vector<const CaseResult*> all;
  for (const CaseResult& one : cases) all.push_back(&one);
  return causes_of(std::move(all));
}

std::vector<std::string> ids_of(const Cause& cause) {
  std::vector<std::string> ids;
  for (const CaseResult* one : cause.cases) ids.push_back(one->id);
  return ids;
}

TEST(Causes, ARefusalIsOneWhateverWasDueAndWhateverItSays) {
  const std::vector cases = {failed("b", "MAIL", "550 5.7.1 go away, b@x\\r\\n"),
                             failed("a", "MAIL", "550 5.7.1 go away, a@x\\r\\n", "501 or 250"),
                             failed("c", "MAIL", "550-5.7.1 go\\r\\n550 5.7.1 away\\r\\n")};
  const auto causes = causes_of(cases);
  ASSERT_THAT(causes, SizeIs(1));
  EXPECT_EQ(causes[0].words, "550 5.7.1 to MAIL");
  EXPECT_THAT(ids_of(causes[0]), ElementsAre("a", "b", "c"));
}

TEST(Causes, AnotherCodeOrAnotherCommandIsAnother) {
  EXPECT_THAT(causes_of({failed("a", "MAIL", "550 no"), failed("b", "RCPT", "550 no"),
                         failed("c", "MAIL", "554 no"), failed("d", "MAIL", "550 5.7.1 no")}),
              SizeIs(4));
}

// Of what is accepted and should not be, each duty is a hole of its own.
TEST(Causes, AnAcceptanceIsOneForOneDutyOnly) {
  std::vector cases = {failed("a", "MAIL", "250 ok\\r\\n", "501"), failed("b", "MAIL", "250 ok\\r\\n", "501"),
                       failed("c", "MAIL", "250 ok\\r\\n", "501")};
  cases[1].findings[0].clause = cases[0].findings[0].clause;
  cases[2].findings[0].clause.section = "4.1.2";
  const auto causes = causes_of(cases);
  ASSERT_THAT(causes, SizeIs(2));
  EXPECT_EQ(causes[0].words, "250 to MAIL where 501 was due (RFC 5321 section 4.1.1 (MUST))");
  EXPECT_THAT(ids_of(causes[0]), ElementsAre("a", "b"));
}

TEST(Causes, SilenceAndTheEndOfTheConnectionAreNamedByWhatWasSaidLast) {
  EXPECT_EQ(shown_by(ended_by(EntryKind::silence, "a")), "silence behind NOOP");
  EXPECT_EQ(shown_by(ended_by(EntryKind::closed, "a")), "the end of the connection behind NOOP");
  EXPECT_EQ(shown_by(ended_by(EntryKind::reset, "a")), "the end of the connection behind NOOP");
}

TEST(Causes, OfAClientTheVerbThatCameAndWhatWasDue) {
  EXPECT_EQ(shown_by(failed("a", "", "MAIL FROM:<a@b>\\r\\n", "QUIT")), "MAIL where QUIT was due");
  EXPECT_EQ(shown_by(failed("a", "", "delivered", "refused or deferred")),
            "delivered where refused or deferred was due");
}

TEST(Causes, AWireRuleIsOneInWhateverCaseItWasBroken) {
  CaseResult one = failed("a", "MAIL", "250-ok");
  one.findings[0].id = "watch/codes-differ";
  EXPECT_EQ(shown_by(one), "watch/codes-differ");
}

TEST(Causes, WhatShowsNothingStaysAlone) {
  CaseResult one, other;
  one.id = "a";
  other.id = "b";
  EXPECT_THAT(causes_of({one, other}), SizeIs(2));
  EXPECT_THAT(causes_of({}), IsEmpty());
}

TEST(Causes, SecurityGoesFirstThenTheLevelThenRfcById) {
  std::vector cases = {failed("may", "A", "500"),    failed("states", "B", "500"),
                       failed("should", "C", "500"), failed("must2", "D", "500"),
                       failed("must1", "E", "500"),  failed("secure", "F", "500"),
                       failed("old", "G", "500")};
  const auto level = [&](std::size_t index, Level level) {
    cases[index].clause.level = cases[index].findings[0].clause.level = level;
  };
  level(0, Level::may);
  level(1, Level::states);
  level(2, Level::should_not);
  level(4, Level::must_not);
  level(5, Level::may);
  cases[5].tags = {"robustness", "security"};
  cases[6].clause.rfc = 1870;
  std::vector<std::string> ids;
  for (const Cause& cause : causes_of(cases)) ids.push_back(ids_of(cause).front());
  EXPECT_THAT(ids, ElementsAre("secure", "old", "must1", "must2", "states", "should", "may"));
}

}  // namespace
}  // namespace smtpspec::result
