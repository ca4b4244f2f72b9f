#include "reports/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "golden.hpp"
#include "reports/failure.hpp"
#include "reports/junit.hpp"
#include "reports/notation.hpp"
#include "sample.hpp"
#include "second_opinion.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using ::testing::HasSubstr;

result::RunResult back_from(const std::string& document) {
  JsonReading reading = read_json(document);
  EXPECT_EQ(reading.problem, "");
  return reading.run.value_or(result::RunResult{});
}

TEST(Json, EveryOutcome) {
  expect_golden("results.json", json(every_outcome()));
}

TEST(Json, DocumentsFollowTheSchema) {
  if (!has_jsonschema()) GTEST_SKIP() << "Python's jsonschema (Debian: python3-jsonschema) is not installed";
  const std::string good = json(every_outcome());
  EXPECT_EQ(json_schema_complaints(
                {good, json(run_with("\xff\\x41\r\n\"\x1b\xe2\x80\xae\t")), json(result::RunResult{})}),
            "");
  EXPECT_NE(json_schema_complaints({good.substr(0, good.find("\"trouble\"")) + "\"cases\":[]}"}), "");
}

TEST(Json, WhatWasWrittenIsReadBack) {
  for (const result::RunResult& run :
       {every_outcome(), run_with("\xff\\x41\r\n\"\x1b\xe2\x80\xae\t"), result::RunResult{}})
    EXPECT_EQ(json(back_from(json(run))), json(run));
}

TEST(Json, DocumentsOfEarlierVersionsNameNoEntries) {
  const std::string document = json(every_outcome());
  ASSERT_THAT(document, HasSubstr("\"entry\":\"rfc1870/6.1-2\""));
  const std::string earlier =
      std::regex_replace(document, std::regex(",\"entry\":\"[^\"]*\"|\"entries\":\\[[^\\]{]*\\],"), "");
  ASSERT_THAT(earlier, Not(HasSubstr("rfc1870/6.1-2")));
  result::RunResult wanted = every_outcome();
  for (result::CaseResult& one : wanted.cases) {
    one.entries.clear();
    one.clause.entry.clear();
    for (result::Finding& finding : one.findings) finding.clause.entry.clear();
  }
  EXPECT_EQ(json(back_from(earlier)), json(wanted));
}

TEST(Json, SeveralRunsAreOneDocument) {
  const std::vector<result::RunResult> runs = {every_outcome(), run_with("\xff\r\n"), {}};
  const JsonRuns back = read_json_runs(json(runs));
  EXPECT_EQ(back.problem, "");
  EXPECT_EQ(json(back.runs), json(runs));
  EXPECT_EQ(json(read_json_runs(json(runs.front())).runs), json(runs.front()));
  EXPECT_EQ(read_json_runs(json(std::vector<result::RunResult>())).runs.size(), 0U);
  std::string bad = json(runs);
  bad.replace(bad.find(":\"pass\"") + 1, 6, "\"good\"");
  EXPECT_EQ(read_json_runs(bad).problem, "runs[0].cases[1].outcome: 'good' is not known");
  if (!has_jsonschema()) GTEST_SKIP() << "Python's jsonschema (Debian: python3-jsonschema) is not installed";
  EXPECT_EQ(json_schema_complaints({json(runs), json(back.runs)}), "");
}

TEST(Json, OtherReportsAreTheSameWhenMadeFromIt) {
  const result::RunResult run = every_outcome();
  const result::RunResult stored = back_from(json(run));
  EXPECT_EQ(junit(stored, {}), junit(run, {}));
  EXPECT_EQ(failure_text(stored.cases.front(), {}), failure_text(run.cases.front(), {}));
}

TEST(Json, LongTranscriptComesBackWhole) {
  result::RunResult run = every_outcome();
  for (std::size_t count = 0; count < result::Transcript::entries_limit + 10; ++count)
    run.cases[0].transcript.add({.kind = result::EntryKind::command, .octets = "NOOP\r\n"});
  const result::RunResult stored = back_from(json(run));
  EXPECT_EQ(stored.cases[0].transcript.omitted(), run.cases[0].transcript.omitted());
  EXPECT_EQ(stored.cases[0].transcript.entries().size(), run.cases[0].transcript.entries().size());
}

TEST(Json, ProblemNamesItsPlace) {
  std::string document = json(every_outcome());
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string bad = document;
    bad.replace(bad.find(from), from.size(), to);
    return read_json(bad).problem;
  };
  EXPECT_EQ(changed("\"outcome\":\"pass\"", "\"outcome\":\"passed\""),
            "cases[1].outcome: 'passed' is not known");
  EXPECT_EQ(changed("\"version\":1", "\"version\":9"), "version: version 9 is not known, only 1");
  EXPECT_EQ(changed("\"target\":\"postfix\",", ""), "document: 'target' is missing");
  EXPECT_EQ(changed("\"line\":2", "\"line\":-2"), "cases[0].line: a whole number in its range is expected");
  EXPECT_THAT(changed("ESMTP\\\\r", "ESMTP\\\\q"), HasSubstr("an escape is not known"));
  EXPECT_EQ(read_json("[]").problem, "document: an object is expected");
  EXPECT_THAT(read_json("{").problem, HasSubstr("this is no JSON"));
}

TEST(Json, DocumentThatIsCutAnywhereIsRefused) {
  result::RunResult run = every_outcome();
  run.cases.resize(1);
  const std::string document = json(run);
  for (std::size_t length = 0; length + 2 < document.size(); ++length)
    EXPECT_FALSE(read_json(document.substr(0, length)).run) << length;
}

TEST(Notation, EveryOctetIsReadBack) {
  std::string octets = "\xe2\x80\xae\xf0\x9f\x98\x80\xc2\x85\xef\xbf\xbe";
  for (int octet = 0; octet < 256; ++octet) octets += static_cast<char>(octet);
  EXPECT_EQ(octets_of(text::visible(octets)), octets);
  EXPECT_EQ(octets_of(text::visible_ascii(octets)), octets);
}

TEST(Notation, UnknownEscapesAreRefused) {
  for (const std::string wrong : {"\\", "\\q", "\\x4", "\\xg0", "\\u{", "\\u{}", "\\u{110000}", "\\u00e9"})
    EXPECT_FALSE(octets_of(wrong)) << wrong;
}

}  // namespace
}  // namespace smtpspec::reports
