#include "run/crashes.hpp"

#include <gmock/gmock.h>

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using result::CaseResult;
using result::Outcome;

const result::TimePoint start{1'000'000s};

CaseResult ran(Outcome outcome, std::chrono::milliseconds from, std::chrono::milliseconds to) {
  CaseResult one{.outcome = outcome};
  one.started = start + from;
  one.duration = to - from;
  return one;
}

Outcome outcome_with_crash_at(CaseResult one, std::chrono::milliseconds at) {
  std::vector<CaseResult> cases = {std::move(one)};
  mark_crashes(cases, {{start + at, "panic: x"}});
  return cases.front().outcome;
}

TEST(Crashes, TouchTheCasesThatRanMeanwhileWhateverTheirOutcome) {
  for (const Outcome outcome : {Outcome::pass, Outcome::fail, Outcome::error, Outcome::unstable}) {
    EXPECT_EQ(outcome_with_crash_at(ran(outcome, 100ms, 200ms), 150ms), Outcome::crash) << name_of(outcome);
    EXPECT_EQ(outcome_with_crash_at(ran(outcome, 100ms, 200ms), 99ms), outcome) << name_of(outcome);
  }
}

TEST(Crashes, TouchCasesThatHadJustEndedBadly) {
  EXPECT_EQ(outcome_with_crash_at(ran(Outcome::fail, 100ms, 200ms), 250ms), Outcome::crash);
  EXPECT_EQ(outcome_with_crash_at(ran(Outcome::fail, 100ms, 200ms), 2000ms), Outcome::fail);
}

TEST(Crashes, TouchWhatHadJustEndedWellWhereNothingElseExplainsThem) {
  EXPECT_EQ(outcome_with_crash_at(ran(Outcome::pass, 100ms, 200ms), 250ms), Outcome::crash);
  EXPECT_EQ(outcome_with_crash_at(ran(Outcome::pass, 100ms, 200ms), 2000ms), Outcome::pass);
  std::vector<CaseResult> cases = {ran(Outcome::pass, 100ms, 200ms), ran(Outcome::pass, 150ms, 300ms)};
  EXPECT_THAT(mark_crashes(cases, {{start + 250ms, "panic: x"}}), testing::IsEmpty());
  EXPECT_EQ(cases.front().outcome, Outcome::pass);
  EXPECT_FALSE(ended_well_before_a_crash(cases.back()));
  cases = {ran(Outcome::pass, 100ms, 200ms)};
  mark_crashes(cases, {{start + 250ms, "panic: x"}});
  EXPECT_TRUE(ended_well_before_a_crash(cases.front()));
  EXPECT_EQ(cases.front().note, "the target broke down just behind this case: panic: x");
}

TEST(Crashes, ThatNoCaseExplainsComeBack) {
  std::vector<CaseResult> cases = {ran(Outcome::pass, 100ms, 200ms)};
  const auto unexplained = mark_crashes(cases, {{start + 50ms, "panic: x"}, {start + 150ms, "panic: y"}});
  ASSERT_EQ(unexplained.size(), 1U);
  EXPECT_EQ(unexplained.front().words, "panic: x");
}

TEST(Crashes, SayWhatTheTargetSaid) {
  std::vector<CaseResult> cases = {ran(Outcome::fail, 0ms, 10ms)};
  mark_crashes(cases, {{start, "panic: x"}, {start + 1ms, "panic: y"}});
  EXPECT_EQ(cases.front().note, "the target broke down while this case ran: panic: x");
}

TEST(Crashes, LeaveWhatDidNotRun) {
  std::vector<CaseResult> cases = {{.outcome = Outcome::not_run}};
  mark_crashes(cases, {{start, "panic: x"}});
  EXPECT_EQ(cases.front().outcome, Outcome::not_run);
}

CaseResult crashed_after(std::initializer_list<result::EntryKind> entries) {
  CaseResult one = ran(Outcome::crash, 100ms, 200ms);
  for (const result::EntryKind kind : entries) one.transcript.add({.kind = kind});
  return one;
}

TEST(Crashes, AreNobodysWhoCameToNobodyOrSaidNothingWhereAnotherDid) {
  using enum result::EntryKind;
  std::vector<CaseResult> cases = {crashed_after({}), crashed_after({connected}),
                                   crashed_after({connected, command}), ran(Outcome::error, 300ms, 310ms)};
  std::vector<CaseResult> without_words = {cases[0], cases[1]};
  set_aside_the_unheard(cases, start + 200ms);
  EXPECT_EQ(cases[0].outcome, Outcome::not_run);
  EXPECT_EQ(cases[1].outcome, Outcome::not_run);
  EXPECT_EQ(cases[2].outcome, Outcome::crash);
  EXPECT_EQ(cases[3].outcome, Outcome::not_run);
  set_aside_the_unheard(without_words, start + 200ms);
  EXPECT_EQ(without_words[0].outcome, Outcome::not_run);
  EXPECT_EQ(without_words[1].outcome, Outcome::crash);
}

TEST(Crashes, MayStillBeUntoldWhereAConnectionBrokeJustNow) {
  CaseResult one{.outcome = Outcome::fail};
  one.started = std::chrono::system_clock::now();
  EXPECT_FALSE(may_hide_a_crash({one}));
  one.transcript.add({.kind = result::EntryKind::reset});
  EXPECT_TRUE(may_hide_a_crash({one}));
  one.started -= 60s;
  EXPECT_FALSE(may_hide_a_crash({one}));
}

}  // namespace
}  // namespace smtpspec::run
