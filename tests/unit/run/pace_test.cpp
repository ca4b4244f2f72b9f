// What the machine bears, and what one target bears.
#include "run/pace.hpp"

#include <gmock/gmock.h>

#include "run/target_pace.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr Pace::Clock::duration tolerable = 2500ms;

// How many find room at once.
unsigned room_in(Gate& gate) {
  std::vector<Gate::Pass> had;
  for (;;) {
    Gate::Pass pass = gate.enter_blocking([] { return true; });
    if (!pass) return static_cast<unsigned>(had.size());
    had.push_back(std::move(pass));
  }
}

TEST(Pace, ALateLoopLowersWhatRunsAtATimeForAll) {
  Pace pace({});
  const auto before = Pace::Clock::now();
  EXPECT_FALSE(pace.was_lowered_since(before));
  EXPECT_EQ(pace.in_words(), "");
  pace.loop_was_late(900ms, tolerable);
  EXPECT_TRUE(pace.was_lowered_since(before));
  EXPECT_EQ(room_in(pace.cases()), 8U);
  EXPECT_EQ(room_in(pace.programs()), 2U);
  EXPECT_EQ(
      pace.in_words(),
      "at times 8 instead of 16 cases and 2 instead of 4 programs side by side (the harness was late by "
      "up to 900 ms)");
}

TEST(Pace, ALoopThatIsALittleLateOnlyKeepsItFromGrowing) {
  Pace pace({});
  pace.loop_was_late(300ms, tolerable);
  for (int n = 0; n < 100; ++n) pace.case_went_well(true);
  EXPECT_EQ(room_in(pace.cases()), 16U);
  EXPECT_EQ(room_in(pace.programs()), 4U);
  EXPECT_EQ(pace.in_words(), "");
}

TEST(Pace, GrowsWhereAllGoesWell) {
  Pace pace({});
  for (int n = 0; n < 16; ++n) pace.case_went_well(n < 4);
  EXPECT_EQ(room_in(pace.cases()), 32U);
  EXPECT_EQ(room_in(pace.programs()), 8U);
}

TEST(Pace, ProgramsThatTakeLongToBeginAreFewer) {
  Pace pace({});
  pace.program_began(1900ms, 10ms);
  EXPECT_EQ(pace.in_words(), "");
  pace.program_began(9s, 500ms);
  EXPECT_EQ(room_in(pace.cases()), 16U);
  EXPECT_EQ(room_in(pace.programs()), 2U);
  EXPECT_THAT(pace.in_words(),
              HasSubstr("2 instead of 4 programs side by side (a program took up to 9000 ms"));
}

TEST(TargetPace, ATargetThatIsSlowHasFewerCasesAtATime) {
  TargetPace target(16, 300s);
  target.replied_after(4s, 10s);
  EXPECT_EQ(room_in(target.lanes()), 16U);
  EXPECT_EQ(target.slowdown().in_words(), "");
  target.replied_after(9500ms, 10s);
  EXPECT_EQ(room_in(target.lanes()), 8U);
  EXPECT_EQ(target.slowdown().in_words(), "8 instead of 16 cases at a time (replies took up to 10 s)");
}

TEST(TargetPace, TheTimeForLongerWaitsIsBounded) {
  TargetPace target(1, 50s);
  EXPECT_TRUE(target.may_wait_longer());
  target.waited_longer(40s);
  EXPECT_TRUE(target.may_wait_longer());
  target.waited_longer(40s);
  EXPECT_FALSE(target.may_wait_longer());
  target.played_alone();
  EXPECT_EQ(
      target.slowdown().in_words(),
      "2 cases played again alone with a longer wait, 1 case not, since these had taken the time for it, "
      "1 case played again with nothing beside");
}

TEST(TargetPace, SlowdownsOfOneRunAreAddedUp) {
  TargetPace first(16, 50s), second(1, 50s);
  first.replied_after(9s, 10s);
  second.waited_longer(1s);
  Slowdown both = first.slowdown();
  both += second.slowdown();
  EXPECT_EQ(
      both.in_words(),
      "8 instead of 16 cases at a time (replies took up to 9 s), 1 case played again alone with a longer "
      "wait");
}

}  // namespace
}  // namespace smtpspec::run
