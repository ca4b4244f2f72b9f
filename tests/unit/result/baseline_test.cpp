#include "result/baseline.hpp"

#include <gtest/gtest.h>

namespace smtpspec::result {
namespace {

CaseResult seen(Outcome outcome, std::string message = {}) {
  CaseResult one{.id = "rfc1/one", .outcome = outcome, .note = message};
  if (outcome == Outcome::fail || outcome == Outcome::tolerated)
    one.findings.push_back({.message = std::move(message)});
  return one;
}

Deviation deviation(Outcome outcome = Outcome::fail, std::string finding = "got 250") {
  return {.scenario = "rfc1/one",
          .outcome = outcome,
          .finding = std::move(finding),
          .clause = {5321, "4.2", Level::must},
          .reason = "a reason",
          .link = "https://example.org"};
}

std::optional<Expectation> expectation_of(const CaseResult& one, const Deviation& known,
                                          std::string software = "") {
  RunResult run;
  run.target_software = std::move(software);
  run.cases = {one};
  apply({"baseline.toml", {known}}, run);
  return run.cases.front().expectation;
}

using Verdict = Expectation::Verdict;

TEST(Baseline, KnownDeviationIsAsExpected) {
  const auto expected = expectation_of(seen(Outcome::fail, "expected 552, got 250 2.1.0"), deviation());
  ASSERT_TRUE(expected);
  EXPECT_EQ(expected->verdict, Verdict::as_expected);
  EXPECT_EQ(expected->reason, "a reason");
  EXPECT_EQ(expected->clause->section, "4.2");
  EXPECT_EQ(expected->link, "https://example.org");
  EXPECT_EQ(
      expectation_of(seen(Outcome::blocked, "given mail: got 250"), deviation(Outcome::blocked))->verdict,
      Verdict::as_expected);
}

TEST(Baseline, PassIsUnexpected) {
  EXPECT_EQ(expectation_of(seen(Outcome::pass), deviation())->verdict, Verdict::unexpected_pass);
}

TEST(Baseline, WhatPassesSometimesIsKnownWhenItFailsAndNoSurpriseWhenItPasses) {
  Deviation known = deviation();
  known.sometimes_passes = true;
  EXPECT_FALSE(expectation_of(seen(Outcome::pass), known));
  EXPECT_EQ(expectation_of(seen(Outcome::fail, "expected 552, got 250"), known)->verdict,
            Verdict::as_expected);
  EXPECT_EQ(expectation_of(seen(Outcome::fail, "expected 552, got 550"), known)->verdict, Verdict::different);
}

TEST(Baseline, WireRuleThatNothingBrokeInAPartIsLeftAsItIs) {
  RunResult run;
  run.cases = {{.id = "watch/non-ascii", .outcome = Outcome::pass}};
  Deviation known = deviation();
  known.scenario = "watch/non-ascii";
  apply({"baseline.toml", {known}}, run, Extent::part);
  EXPECT_FALSE(run.cases.front().expectation);
  apply({"baseline.toml", {known}}, run, Extent::whole);
  ASSERT_TRUE(run.cases.front().expectation);
  EXPECT_EQ(run.cases.front().expectation->verdict, Verdict::unexpected_pass);
}

TEST(Baseline, AnotherFindingOrAnotherOutcomeIsDifferent) {
  EXPECT_EQ(expectation_of(seen(Outcome::fail, "expected 552, got 550"), deviation())->verdict,
            Verdict::different);
  for (const Outcome outcome : {Outcome::tolerated, Outcome::crash})
    EXPECT_EQ(expectation_of(seen(outcome, "expected 552, got 250"), deviation())->verdict,
              Verdict::different);
}

TEST(Baseline, CaseThatSaysNothingAboutItsRuleKeepsItsOutcome) {
  for (const Outcome outcome :
       {Outcome::not_applicable, Outcome::blocked, Outcome::error, Outcome::unstable, Outcome::not_run})
    EXPECT_FALSE(expectation_of(seen(outcome, "got 250"), deviation())) << name_of(outcome);
  EXPECT_EQ(expectation_of(seen(Outcome::blocked, "got 450"), deviation(Outcome::blocked))->verdict,
            Verdict::different);
}

TEST(Baseline, EntryForAnotherCaseOrVersionSaysNothing) {
  Deviation known = deviation();
  known.scenario = "rfc1/other";
  EXPECT_FALSE(expectation_of(seen(Outcome::pass), known));
  known = deviation();
  known.versions = {"3.7"};
  EXPECT_TRUE(expectation_of(seen(Outcome::pass), known, "Postfix 3.7.11"));
  EXPECT_FALSE(expectation_of(seen(Outcome::pass), known, "Postfix 3.8.1"));
  known.versions = {"3.7", "3.8"};
  EXPECT_TRUE(expectation_of(seen(Outcome::pass), known, "Postfix 3.7.11"));
  EXPECT_TRUE(expectation_of(seen(Outcome::pass), known, "Postfix 3.8.1"));
  EXPECT_FALSE(expectation_of(seen(Outcome::pass), known, "Postfix 3.9.0"));
}

TEST(Baseline, VersionIsTheBeginningOfAWord) {
  EXPECT_TRUE(is_of_version("Postfix 3.7.11", ""));
  EXPECT_TRUE(is_of_version("", ""));
  EXPECT_TRUE(is_of_version("Postfix 3.7.11", "Postfix 3.7"));
  EXPECT_TRUE(is_of_version("Postfix 3.7.11", "3.7.11"));
  EXPECT_FALSE(is_of_version("Postfix 3.7.11", "7.11"));
  EXPECT_FALSE(is_of_version("Postfix 13.7", "3.7"));
  EXPECT_FALSE(is_of_version("", "3.7"));
}

TEST(StableFinding, EndsBehindTheCodesThatCame) {
  const auto stable = [](std::string message) {
    return stable_finding(seen(Outcome::fail, std::move(message)));
  };
  EXPECT_EQ(stable("expected 250, got 500 5.5.1 what <x1f7>?"), "expected 250, got 500 5.5.1");
  EXPECT_EQ(stable("expected 250, got 500 error 17"), "expected 250, got 500");
  EXPECT_EQ(stable("expected 250, got 500"), "expected 250, got 500");
  EXPECT_EQ(stable("expected 250, got 500 5.5."), "expected 250, got 500");
  EXPECT_EQ(stable("expected 250, got nothing within 10 s"), "expected 250, got nothing");
  EXPECT_EQ(stable("expected 250, got the end"), "expected 250, got the end");
  EXPECT_EQ(stable("the lines carry different codes"), "the lines carry different codes");
}

TEST(StableFinding, IsFoundInItsOwnHeadline) {
  for (const char* message : {"expected 250, got 500 5.5.1 x", "got, got , got 2", "expected 250, got "}) {
    const CaseResult one = seen(Outcome::fail, message);
    EXPECT_EQ(expectation_of(one, deviation(Outcome::fail, stable_finding(one)))->verdict,
              Verdict::as_expected);
  }
}

}  // namespace
}  // namespace smtpspec::result
