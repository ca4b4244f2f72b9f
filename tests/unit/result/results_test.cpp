#include "result/results.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <set>

namespace smtpspec::result {
namespace {

RunResult run_of(std::initializer_list<Outcome> outcomes) {
  RunResult run;
  for (const Outcome outcome : outcomes) run.cases.push_back({.outcome = outcome});
  return run;
}

TEST(Tally, CountsEachOutcome) {
  const Tally tally = run_of({Outcome::pass, Outcome::fail, Outcome::pass, Outcome::not_run}).tally();
  EXPECT_EQ(tally.of(Status::pass), 2U);
  EXPECT_EQ(tally.of(Status::fail), 1U);
  EXPECT_EQ(tally.of(Status::not_run), 1U);
  EXPECT_EQ(tally.of(Status::blocked), 0U);
  EXPECT_EQ(tally.total(), 4U);
}

// A failure whose finding means an entry of this kind.
CaseResult failed_at(EntryKind kind) {
  CaseResult one{.failing_means = "anybody may send", .outcome = Outcome::fail};
  one.clause = {4954, "4", Level::must, "rfc4954/4-1"};
  one.transcript.add({.kind = kind});
  one.findings.push_back({.id = "expectation", .clause = one.clause, .entry = 0});
  return one;
}

TEST(Meaning, IsSaidWhereTheFailureShowsIt) {
  EXPECT_EQ(meaning_of(failed_at(EntryKind::reply)), "anybody may send");
  CaseResult one = failed_at(EntryKind::reply);
  one.findings[0].entry = Finding::no_entry;
  EXPECT_EQ(meaning_of(one), "anybody may send");
}

TEST(Meaning, IsNotSaidWhereNothingWasSeenOfIt) {
  for (const EntryKind kind :
       {EntryKind::silence, EntryKind::closed, EntryKind::reset, EntryKind::tls_failed})
    EXPECT_EQ(meaning_of(failed_at(kind)), "");
  CaseResult passes = failed_at(EntryKind::reply), other_line = passes, wire_rule = passes;
  passes.outcome = Outcome::pass;
  other_line.findings[0].clause.entry = "rfc4954/4-2";
  wire_rule.findings[0].id = "watch/codes-differ";
  for (const CaseResult& one : {passes, other_line, wire_rule}) EXPECT_EQ(meaning_of(one), "");
}

TEST(ExitCode, ConformsWithoutFailuresAndBreakage) {
  EXPECT_EQ(exit_code(run_of({Outcome::pass})), 0);
  EXPECT_EQ(exit_code(run_of({Outcome::pass, Outcome::tolerated, Outcome::not_applicable, Outcome::blocked})),
            0);
}

TEST(ExitCode, FailureOutweighsBreakage) {
  EXPECT_EQ(exit_code(run_of({Outcome::fail})), 1);
  EXPECT_EQ(exit_code(run_of({Outcome::error, Outcome::fail, Outcome::not_run})), 1);
}

TEST(ExitCode, BreakageIsNoSuccess) {
  EXPECT_EQ(exit_code(run_of({Outcome::pass, Outcome::error})), 4);
  EXPECT_EQ(exit_code(run_of({Outcome::pass, Outcome::not_run})), 4);
  RunResult run;
  run.trouble = "the target would not start";
  EXPECT_EQ(exit_code(run), 4);
}

TEST(ExitCode, CrashOfTheTargetIsNoVerdictAboutTheRule) {
  EXPECT_EQ(exit_code(run_of({Outcome::pass, Outcome::crash})), 4);
  EXPECT_EQ(exit_code(run_of({Outcome::fail, Outcome::crash})), 1);
}

TEST(ExitCode, ToleratedFailsWhereItIsStrict) {
  EXPECT_EQ(exit_code(run_of({Outcome::pass, Outcome::tolerated}), Strictness::strict), 1);
}

TEST(ExitCode, UnstableCaseFailsUnlessItWasToBeRetriedUntilItPasses) {
  RunResult run = run_of({Outcome::pass, Outcome::unstable});
  EXPECT_EQ(exit_code(run), 1);
  run.cases[1].retried = true;
  EXPECT_EQ(exit_code(run), 0);
  EXPECT_EQ(exit_code(run, Strictness::strict), 1);
}

CaseResult expected(Outcome outcome, Expectation::Verdict verdict) {
  CaseResult one{.outcome = outcome};
  one.expectation = Expectation{.verdict = verdict};
  return one;
}

TEST(ExitCode, BaselineDecidesAboutKnownDeviations) {
  using Verdict = Expectation::Verdict;
  RunResult run;
  run.cases = {expected(Outcome::fail, Verdict::as_expected)};
  EXPECT_EQ(exit_code(run), 0);
  EXPECT_EQ(exit_code(run, Strictness::strict), 0);
  run.cases = {expected(Outcome::pass, Verdict::unexpected_pass)};
  EXPECT_EQ(exit_code(run), 1);
  run.cases = {expected(Outcome::blocked, Verdict::different)};
  EXPECT_EQ(exit_code(run), 1);
}

TEST(Status, BaselineChangesWhatACaseIsCalled) {
  using Verdict = Expectation::Verdict;
  EXPECT_EQ(status_of(expected(Outcome::fail, Verdict::as_expected)), Status::known_deviation);
  EXPECT_EQ(status_of(expected(Outcome::crash, Verdict::as_expected)), Status::known_deviation);
  EXPECT_EQ(status_of(expected(Outcome::pass, Verdict::unexpected_pass)), Status::unexpected_pass);
  EXPECT_EQ(status_of(expected(Outcome::tolerated, Verdict::different)), Status::fail);
  for (const Outcome outcome : all_outcomes)
    EXPECT_EQ(name_of(status_of({.outcome = outcome})), name_of(outcome));
}

TEST(Headline, IsTheWeightiestFindingOrTheNote) {
  CaseResult one{.outcome = Outcome::fail, .note = "a note"};
  EXPECT_EQ(headline_of(one), "a note");
  one.findings.push_back({.message = "expected 250, got 500"});
  EXPECT_EQ(headline_of(one), "expected 250, got 500");
  one.outcome = Outcome::crash;
  EXPECT_EQ(headline_of(one), "a note");
}

TEST(ExitCode, EmptyRunIsNoSuccess) {
  EXPECT_EQ(exit_code(RunResult{}), 5);
}

TEST(Status, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const Status status : all_statuses) EXPECT_TRUE(names.insert(name_of(status)).second);
}

TEST(Outcome, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const Outcome outcome : all_outcomes) EXPECT_TRUE(names.insert(name_of(outcome)).second);
  EXPECT_EQ(names.count("not applicable"), 1U);
}

}  // namespace
}  // namespace smtpspec::result
