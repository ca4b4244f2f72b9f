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
  EXPECT_EQ(tally.of(Outcome::pass), 2U);
  EXPECT_EQ(tally.of(Outcome::fail), 1U);
  EXPECT_EQ(tally.of(Outcome::not_run), 1U);
  EXPECT_EQ(tally.of(Outcome::blocked), 0U);
  EXPECT_EQ(tally.total(), 4U);
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

TEST(ExitCode, EmptyRunIsNoSuccess) {
  EXPECT_EQ(exit_code(RunResult{}), 5);
}

TEST(Outcome, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const Outcome outcome : all_outcomes) EXPECT_TRUE(names.insert(name_of(outcome)).second);
  EXPECT_EQ(names.count("not applicable"), 1U);
}

}  // namespace
}  // namespace smtpspec::result
