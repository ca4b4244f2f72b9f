#include "reports/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/json.hpp"
#include "reports/run_names.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using result::CaseResult;
using result::Outcome;
using result::RunResult;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

RunResult part_of(std::vector<CaseResult> cases, std::string target = "postfix") {
  RunResult run = every_outcome();
  run.target = std::move(target);
  run.shard.reset();
  run.cases = std::move(cases);
  return run;
}

CaseResult wire_rule(Outcome outcome, const std::string& seen_in) {
  CaseResult rule = outcome == Outcome::pass ? passed() : failed();
  rule.id = "watch/codes-differ";
  rule.outcome = outcome;
  rule.seen_in = seen_in;
  return rule;
}

// One rule, which is broken by every case that failed.
std::vector<CaseResult> judged(std::span<const CaseResult> cases) {
  CaseResult rule = wire_rule(Outcome::pass, "");
  std::string sessions;
  for (const CaseResult& one : cases)
    if (one.outcome == Outcome::fail) sessions += one.id + " ";
  if (!sessions.empty()) rule = wire_rule(Outcome::fail, sessions);
  return {rule};
}

std::vector<std::string> ids_of(const RunResult& run) {
  std::vector<std::string> ids;
  for (const CaseResult& one : run.cases) ids.push_back(one.id);
  return ids;
}

TEST(Merge, PartsOfOneRunEqualTheWhole) {
  const std::vector<CaseResult> all = {failed(), passed(), tolerated(), blocked(), failed_by_close()};
  RunResult whole = part_of(all);
  std::sort(whole.cases.begin(), whole.cases.end(),
            [](const CaseResult& left, const CaseResult& right) { return left.id < right.id; });
  for (CaseResult& rule : judged(whole.cases)) whole.cases.push_back(rule);
  std::vector<RunResult> parts = {part_of({all[3], all[1]}), part_of({all[2], all[0], all[4]})};
  for (RunResult& part : parts)
    for (CaseResult& rule : judged(part.cases)) part.cases.push_back(rule);
  parts[0].duration = 2s;
  parts[1].duration = whole.duration - 2s;

  const Merged merged = merge(parts, judged);
  ASSERT_THAT(merged.runs, SizeIs(1));
  EXPECT_EQ(json(merged.runs.front()), json(whole));
}

TEST(Merge, AWireRuleStaysBrokenIfTheStoredSessionsDoNotShowItAnyMore) {
  const auto sees_nothing = [](std::span<const CaseResult>) {
    return std::vector<CaseResult>{wire_rule(Outcome::pass, "")};
  };
  const Merged merged = merge({part_of({passed(), wire_rule(Outcome::pass, "")}),
                               part_of({tolerated(), wire_rule(Outcome::fail, "rfc1870/no-value")})},
                              sees_nothing);
  EXPECT_EQ(merged.runs.front().cases.back().outcome, Outcome::fail);
  EXPECT_EQ(merged.runs.front().cases.back().seen_in, "rfc1870/no-value");
  EXPECT_THAT(merged.runs.front().cases, SizeIs(3));
}

TEST(Merge, AWireRuleThatHeldIsNotBrokenByWhatIsLeftOfTheSessions) {
  const Merged merged =
      merge({part_of({failed(), wire_rule(Outcome::pass, "")}), part_of({passed()})}, judged);
  EXPECT_EQ(merged.runs.front().cases.back().outcome, Outcome::pass);
}

TEST(Merge, OtherTargetsAndASecondRunStayApart) {
  RunResult newer = part_of({passed()});
  newer.target_software = "Postfix 3.8";
  const Merged merged =
      merge({part_of({passed()}), part_of({passed()}, "exim"), part_of({passed()}), newer}, judged);
  ASSERT_THAT(merged.runs, SizeIs(4));
  EXPECT_THAT(run_names(merged.runs), ElementsAre("postfix (Postfix 3.7.11)", "exim",
                                                  "postfix (Postfix 3.7.11) #2", "postfix (Postfix 3.8)"));
}

TEST(Merge, FactsOfAllPartsAreKept) {
  RunResult one = part_of({passed()}), other = part_of({failed()}), silent = part_of({broken()});
  one.properties = {{"seed", "1"}, {"jobs", "4"}};
  other.properties = {{"seed", "2"}, {"jobs", "4"}, {"host", "b"}};
  other.target_address = "127.0.0.1:9";
  other.interrupted = true;
  other.started = one.started - 5s;
  silent.target_software.clear();
  silent.trouble = "postfix did not start";
  const RunResult run = merge({silent, one, other}, judged).runs.front();
  EXPECT_EQ(run.properties, (decltype(run.properties){{"jobs", "4"},
                                                      {"selection", "rfc*"},
                                                      {"repeat", "smtpspec run --target postfix"},
                                                      {"seed", "1, 2"},
                                                      {"host", "b"}}));
  EXPECT_EQ(run.target_address, "127.0.0.1:2525, 127.0.0.1:9");
  EXPECT_EQ(run.target_software, "Postfix 3.7.11");
  EXPECT_EQ(run.trouble, "postfix did not start");
  EXPECT_TRUE(run.interrupted);
  EXPECT_EQ(run.started, other.started);
  EXPECT_THAT(ids_of(run), ElementsAre("rfc1870/declared-size-over-limit", "rfc1870/exact-limit",
                                       "rfc2920/group-cut-anywhere"));
}

TEST(Merge, AShardThatIsNotThereIsTold) {
  RunResult first = part_of({passed()}), third = part_of({failed()}), second = part_of({});
  first.shard = {1, 3};
  third.shard = {3, 3};
  second.shard = {2, 3};
  const Merged partial = merge({first, third}, judged);
  EXPECT_THAT(partial.missing, ElementsAre("shard 2 of 3 against postfix"));
  const Merged alone = merge({third}, judged);
  EXPECT_THAT(alone.missing, ElementsAre("shard 1 of 3 against postfix", "shard 2 of 3 against postfix"));
  ASSERT_TRUE(alone.runs.front().shard);
  EXPECT_EQ(alone.runs.front().shard->index, 3U);
  const Merged whole = merge({second, third, first}, judged);
  EXPECT_THAT(whole.missing, SizeIs(0));
  EXPECT_THAT(whole.runs, SizeIs(1));
  EXPECT_FALSE(whole.runs.front().shard);
}

TEST(Merge, PartsOfDifferentVersionsAreRefused) {
  RunResult other = part_of({failed()});
  other.tool_version = "9.9";
  EXPECT_THAT(merge({part_of({passed()}), other}, judged).problem, HasSubstr("0.1.0 and 9.9"));
}

}  // namespace
}  // namespace smtpspec::reports
