#include "result/attempts.hpp"

#include <gtest/gtest.h>

namespace smtpspec::result {
namespace {

std::vector<CaseResult> plays(std::initializer_list<Outcome> outcomes) {
  std::vector<CaseResult> all;
  for (const Outcome outcome : outcomes) {
    const std::string number = std::to_string(all.size() + 1);
    all.push_back({.outcome = outcome, .note = outcome == Outcome::pass ? "" : "play " + number});
  }
  return all;
}

TEST(Attempts, OnePlayIsItsOwnResult) {
  const CaseResult one = combined(plays({Outcome::blocked}), true);
  EXPECT_EQ(one.outcome, Outcome::blocked);
  EXPECT_TRUE(one.attempts.empty());
  EXPECT_FALSE(one.retried);
}

TEST(Attempts, PassOnRetryIsUnstableAndShowsWhatWentWrong) {
  const CaseResult one = combined(plays({Outcome::blocked, Outcome::error, Outcome::pass}), true);
  EXPECT_EQ(one.outcome, Outcome::unstable);
  EXPECT_TRUE(one.retried);
  EXPECT_EQ(one.note, "play 1");
  ASSERT_EQ(one.attempts.size(), 3U);
  EXPECT_EQ(one.attempts[1].outcome, Outcome::error);
  EXPECT_EQ(one.attempts[1].headline, "play 2");
  EXPECT_EQ(one.attempts[2].headline, "");
  EXPECT_EQ(standing_of(one), Standing::conforming);
}

TEST(Attempts, RetriesThatNeverPassedFailAsTheFirst) {
  const CaseResult one = combined(plays({Outcome::fail, Outcome::error}), true);
  EXPECT_EQ(one.outcome, Outcome::fail);
  EXPECT_EQ(one.attempts.size(), 2U);
}

TEST(Attempts, RepetitionIsStableOnlyIfAllOutcomesAreTheSame) {
  EXPECT_EQ(combined(plays({Outcome::pass, Outcome::pass}), false).outcome, Outcome::pass);
  EXPECT_EQ(combined(plays({Outcome::fail, Outcome::fail}), false).outcome, Outcome::fail);
  const CaseResult changed = combined(plays({Outcome::pass, Outcome::tolerated, Outcome::pass}), false);
  EXPECT_EQ(changed.outcome, Outcome::unstable);
  EXPECT_EQ(changed.note, "play 2");
  EXPECT_EQ(standing_of(changed), Standing::failure);
}

TEST(Attempts, WhatMayBeMendedDeservesARetry) {
  for (const Outcome outcome : {Outcome::fail, Outcome::blocked, Outcome::error, Outcome::crash})
    EXPECT_TRUE(deserves_a_retry({.outcome = outcome})) << name_of(outcome);
  for (const Outcome outcome :
       {Outcome::pass, Outcome::tolerated, Outcome::not_applicable, Outcome::not_run, Outcome::unstable})
    EXPECT_FALSE(deserves_a_retry({.outcome = outcome})) << name_of(outcome);
}

}  // namespace
}  // namespace smtpspec::result
