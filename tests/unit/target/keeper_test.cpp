#include "target/keeper.hpp"

#include <csignal>
#include <future>

#include <gmock/gmock.h>

#include "unit/target/times.hpp"

namespace smtpspec::target {
namespace {

using testing::HasSubstr;

// A keeper written as anybody may write one, who makes `submission` of each order. $id is its number.
Command keeper_that(const std::string& submission, const std::string& begin = "echo ready") {
  return {{"sh", "-c", begin + R"(
while read -r verb id; do
  case $verb in
    end) echo "ended $id signal 9" ;;
    submit)
      while IFS= read -r wish && [ -n "$wish" ]; do case $wish in NAME=*) name=${wish#*=} ;; esac; done
      )" + submission + R"( ;;
  esac
done)"},
          {},
          {}};
}

TEST(Keeper, MakesOneSubmissionAfterAnother) {
  Keeper keeper(keeper_that("echo \"output $id $name\"; echo \"ended $id exit $((68 + id))\""));
  EXPECT_TRUE(keeper.ready(ample));
  for (const int number : {1, 2}) {
    const auto one = keeper.submit({{"NAME", "number " + std::to_string(number)}});
    ASSERT_TRUE(one->wait(ample));
    EXPECT_EQ(one->exit()->str(), "exited with status " + std::to_string(68 + number));
    EXPECT_EQ(one->timed_log().last(100), "number " + std::to_string(number));
  }
  EXPECT_EQ(keeper.submissions(), 0U);
  EXPECT_TRUE(keeper.alive());
}

TEST(Keeper, SeveralAtATimeEndInAnyOrder) {
  Keeper keeper(keeper_that("[ $id = 1 ] || { echo \"ended $id exit 0\"; echo \"ended 1 exit 75\"; }"));
  const auto first = keeper.submit({}), second = keeper.submit({});
  ASSERT_TRUE(first->wait(ample) && second->wait(ample));
  EXPECT_EQ(first->exit()->code, 75);
  EXPECT_EQ(second->exit()->code, 0);
}

TEST(Keeper, EndOfASubmissionIsToldToWhoeverWaits) {
  Keeper keeper(keeper_that("echo \"ended $id exit 0\""));
  const auto one = keeper.submit({});
  std::promise<void> told;
  one->when_ended([&told] { told.set_value(); });
  EXPECT_EQ(told.get_future().wait_for(ample), std::future_status::ready);
  bool told_at_once = false;
  one->when_ended([&told_at_once] { told_at_once = true; });
  EXPECT_TRUE(told_at_once);
}

TEST(Keeper, SubmissionIsEndedByItsKeeper) {
  Keeper keeper(keeper_that(":"));
  const auto one = keeper.submit({}), other = keeper.submit({});
  keeper.end(*one);
  EXPECT_EQ(one->exit()->str(), "killed by signal 9");
  EXPECT_TRUE(other->alive());
  EXPECT_TRUE(keeper.alive());
}

TEST(Keeper, OneThatDoesNotObeyEndsWithItsSubmissions) {
  Keeper keeper({{"sh", "-c", "echo ready; exec sleep 1000"}, {}, {}});
  const auto one = keeper.submit({});
  keeper.end(*one);
  EXPECT_EQ(one->exit()->str(), "killed by signal 9");
  EXPECT_FALSE(keeper.alive());
}

TEST(Keeper, OneThatBreaksDownTakesItsSubmissionsWithIt) {
  Keeper keeper(keeper_that("echo oh no >&2; kill -SEGV $$"));
  const auto one = keeper.submit({});
  ASSERT_TRUE(one->wait(ample));
  EXPECT_EQ(one->exit()->str(), "killed by signal 11");
  EXPECT_THAT(one->timed_log().last(100), HasSubstr("oh no"));
  EXPECT_FALSE(keeper.alive());
  EXPECT_EQ(keeper.submit({})->exit()->str(), "killed by signal 11");
}

TEST(Keeper, OneThatTalksNonsenseIsGivenUp) {
  Keeper keeper(keeper_that("echo warning: deprecated"));
  EXPECT_TRUE(keeper.ready(ample));
  const auto one = keeper.submit({});
  ASSERT_TRUE(one->wait(ample));
  EXPECT_FALSE(one->exit()->success());
  EXPECT_THAT(one->timed_log().last(200), HasSubstr("not understood: warning: deprecated"));
  EXPECT_FALSE(keeper.alive());
}

TEST(Keeper, OneThatCanNotBeReadyTellsWhy) {
  Keeper keeper({{"sh", "-c", "echo no namespaces here >&2; exit 1"}, {}, {}});
  EXPECT_FALSE(keeper.ready(ample));
  EXPECT_EQ(keeper.exit()->str(), "exited with status 1");
  EXPECT_THAT(keeper.log(), HasSubstr("no namespaces here"));
}

TEST(Keeper, EndsByTheEndOfItsInput) {
  const auto begun = std::chrono::steady_clock::now();
  { const Keeper keeper(keeper_that(":", "trap '' TERM; echo ready")); }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, ample);
}

}  // namespace
}  // namespace smtpspec::target
