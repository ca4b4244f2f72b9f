#include "reports/failure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "golden.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const FailureOptions options{.target = "postfix", .repeat = "smtpspec run --target postfix"};

TEST(FailureText, EveryOutcomeHasItsText) {
  expect_golden("failure-expectation.txt", failure_text(failed(), options));
  expect_golden("failure-silence.txt", failure_text(failed_by_silence(), options));
  expect_golden("failure-close.txt", failure_text(failed_by_close(), options));
  expect_golden("failure-tolerated.txt", failure_text(tolerated(), options));
  expect_golden("failure-not-applicable.txt", failure_text(not_applicable(), options));
  expect_golden("failure-blocked.txt", failure_text(blocked(), options));
  expect_golden("failure-error.txt", failure_text(broken(), options));
  expect_golden("failure-not-run.txt", failure_text(not_run(), options));
  expect_golden("failure-crash.txt", failure_text(crashed(), options));
  expect_golden("failure-unstable.txt", failure_text(unstable(), options));
  expect_golden("failure-known-deviation.txt", failure_text(known_deviation(), options));
  expect_golden("failure-unexpected-pass.txt", failure_text(unexpected_pass(), options));
  expect_golden("failure-different.txt", failure_text(failed_differently(), options));
}

TEST(FailureText, BeginsWithTheHeadline) {
  for (const result::CaseResult& one : every_outcome().cases)
    EXPECT_THAT(failure_text(one, options), StartsWith(headline(one) + "\n")) << one.id;
}

TEST(FailureText, HostileOctetsStayHarmless) {
  const std::string hostile =
      "a\x1b[31m\a\x7f ##vso[task.complete] ##[group] [[ATTACHMENT|/etc/passwd]] ]]> <b> &#0;\xff\xc3\xa9"
      "\xe2\x80\xae\r\n::error::x";
  expect_golden("failure-hostile.txt", failure_text(failed_with(hostile), options));
  FailureOptions ascii = options;
  ascii.charset = Charset::ascii;
  for (const char octet : failure_text(failed_with(hostile), ascii))
    EXPECT_TRUE(octet == '\n' || (octet >= 0x20 && octet < 0x7F)) << static_cast<int>(octet);
}

TEST(FailureText, LongSessionIsShownAroundWhatMatters) {
  result::CaseResult one = failed();
  one.transcript = {};
  for (int number = 0; number < 300; ++number) {
    one.transcript.add(
        {.kind = result::EntryKind::command, .octets = "NOOP " + std::to_string(number) + "\r\n"});
    one.transcript.add(
        {.kind = result::EntryKind::reply, .side = result::Side::server, .octets = "250 ok\r\n"});
  }
  one.findings[0].entry = 201;
  one.findings[1].entry = 599;
  const std::string text = failure_text(one, options);
  EXPECT_THAT(text, HasSubstr("-->   0.000  S: 250 ok\\r\\n\n"));
  EXPECT_THAT(text, HasSubstr("2->   0.000  S: 250 ok\\r\\n\n"));
  EXPECT_THAT(text, HasSubstr("NOOP 100\\r\\n"));
  EXPECT_THAT(text, HasSubstr("lines left out"));
  EXPECT_THAT(text, Not(HasSubstr("NOOP 1\\r\\n")));
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 70);
  EXPECT_FALSE(shows_whole_transcript(one, options));
  expect_golden("failure-long-session.txt", text);
}

TEST(FailureText, ContentIsShownByItsHeadItsTailAndTheSizeOfTheGap) {
  result::CaseResult one = failed();
  one.transcript = {};
  std::string content = "Subject: long\r\n\r\n";
  while (content.size() < 20'000) content += "a line of the content\r\n";
  one.transcript.add(
      {.kind = result::EntryKind::content, .octets = content + ".\r\n", .size = 1'000'000'000});
  one.findings.clear();
  const std::string text = failure_text(one, options);
  EXPECT_THAT(text, HasSubstr("C: Subject: long\\r\\n\n"));
  EXPECT_THAT(text, HasSubstr("             C: ... [9999998"));
  EXPECT_THAT(text, HasSubstr("C: .\\r\\n\n"));
  EXPECT_LT(text.size(), 2000u);
}

TEST(FailureText, LegsThatTheTranscriptHasAreExplained) {
  result::CaseResult one = failed();
  one.transcript = {};
  for (const char* leg : {"in", "out", "out 2"})
    one.transcript.add({.kind = result::EntryKind::command, .leg = leg, .octets = "NOOP\r\n"});
  one.findings.clear();
  EXPECT_THAT(
      failure_text(one, options),
      HasSubstr("since the connection; in: what the relay is given; out: what it gives to the next hop:\n"));
}

TEST(FailureText, LineWithoutEndIsCut) {
  result::CaseResult one = failed();
  one.transcript = {};
  one.transcript.add(
      {.kind = result::EntryKind::reply, .side = result::Side::server, .octets = std::string(8000, 'x')});
  one.findings.clear();
  EXPECT_THAT(failure_text(one, options), HasSubstr("x ... [7680 octets] ... x"));
}

TEST(Headline, IsNeverEmptyAndNeverLong) {
  result::CaseResult one;
  one.outcome = result::Outcome::error;
  EXPECT_EQ(headline(one), "error, without a reason given");
  one.note = std::string(5000, 'x');
  EXPECT_EQ(headline(one).size(), headline_limit);
  EXPECT_THAT(headline(one), ::testing::EndsWith("..."));
}

}  // namespace
}  // namespace smtpspec::reports
