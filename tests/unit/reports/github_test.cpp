#include "reports/github.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "any_run.hpp"
#include "golden.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using result::CaseResult;
using result::RunResult;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> lines_of(const RunResult& run, const GithubOptions& options = {}) {
  std::istringstream text(github_annotation_lines(std::span(&run, 1), options));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

RunResult run_of(std::vector<CaseResult> cases) {
  RunResult run = every_outcome();
  run.cases = std::move(cases);
  return run;
}

TEST(Github, EveryOutcome) {
  const RunResult run = every_outcome();
  expect_golden("github.txt", github_annotation_lines(std::span(&run, 1), {}));
}

TEST(Github, WhatIsInOrderHasNoAnnotation) {
  EXPECT_THAT(lines_of(run_of({passed(), not_applicable(), blocked(), known_deviation(), not_run()})),
              IsEmpty());
}

TEST(Github, UnexpectedPassPointsToTheBaseline) {
  const auto lines = lines_of(run_of({unexpected_pass()}));
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], HasSubstr("::error file=fixtures/targets/postfix/baseline.toml,line="));
}

TEST(Github, ToleratedIsAWarningUnlessItFails) {
  EXPECT_THAT(lines_of(run_of({tolerated()}))[0], HasSubstr("::warning file="));
  EXPECT_THAT(lines_of(run_of({tolerated()}), {.strictness = result::Strictness::strict})[0],
              HasSubstr("::error file="));
}

TEST(Github, WhatCameIsSaidOnce) {
  const std::string line = lines_of(run_of({failed_by_silence()}))[0];
  EXPECT_THAT(line, HasSubstr("::expected 250, got nothing within 5 s%0A"));
  EXPECT_EQ(line.find("got"), line.rfind("got")) << line;
  CaseResult excused = tolerated();  // its message is the author's remark
  excused.findings.front().got = "503 5.5.1 no";
  EXPECT_THAT(lines_of(run_of({excused}))[0], HasSubstr("%0Agot: 503 5.5.1 no"));
}

TEST(Github, WhatIsGraverIsNotCutOff) {
  std::vector<CaseResult> cases(25, failed_by_silence());
  cases.push_back(failed());
  cases.back().id = "rfc9999/last";
  cases.back().clause.rfc = cases.back().findings.front().clause.rfc = 9999;
  cases.back().tags = {"security"};
  const auto lines = lines_of(run_of(std::move(cases)));
  EXPECT_THAT(lines[0], HasSubstr("rfc9999/last"));
  EXPECT_THAT(lines[0], HasSubstr("%0Ameans: a message is sent whole"));
}

TEST(Github, MoreThanTheRunnerShowsAreCounted) {
  EXPECT_THAT(lines_of(run_of(std::vector(10, failed()))), SizeIs(10));
  const auto lines = lines_of(run_of(std::vector(25, failed())));
  ASSERT_THAT(lines, SizeIs(10));
  EXPECT_THAT(lines[9], HasSubstr("::error title=smtpspec::16 more"));
}

TEST(Github, TroubleIsSaid) {
  RunResult run = run_of({});
  run.trouble = "postfix did not start:\nport 25 taken, 100%";
  EXPECT_THAT(lines_of(run),
              ::testing::ElementsAre(
                  "::error title=postfix%3A trouble::postfix did not start:\\nport 25 taken, 100%25"));
}

TEST(Github, NoPlaceIsBetterThanAWrongOne) {
  CaseResult one = failed();
  one.path = "/elsewhere/a.smtp";
  EXPECT_THAT(lines_of(run_of({one}), {.repository = {"/home/user", "/home/user"}})[0],
              HasSubstr("::error title="));
}

TEST(Github, NoOctetOfATargetBecomesACommandOfItsOwn) {
  const std::regex command(
      "::(error|warning) "
      "(file=([^:,%\\r]|%[0-9A-F]{2})+,line=[0-9]+,)?title=([^:,%\\r]|%[0-9A-F]{2})*::([^%\\r]|%(25|0D|0A))"
      "*");
  std::vector<RunResult> runs;
  for (const std::string octets : {"::error::x", "\n::set-env name=x::y", "%0A::error::x", "##[error]x",
                                   "\r\n::stop-commands::x", ",file=/etc/passwd", ":", "%", "\xff\x1b["})
    runs.push_back(run_with(octets));
  for (unsigned seed = 1; seed <= 40; ++seed) runs.push_back(any_run(seed));
  for (std::size_t index = 0; index < runs.size(); ++index)
    for (const std::string& line : lines_of(runs[index])) {
      EXPECT_TRUE(std::regex_match(line, command)) << "run " << index << ": " << line;
      EXPECT_EQ(line.find("##["), std::string::npos);
      EXPECT_LE(line.size(), github_message_limit);
    }
}

}  // namespace
}  // namespace smtpspec::reports
