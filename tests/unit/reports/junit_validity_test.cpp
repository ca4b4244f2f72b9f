// Every document is checked by another parser, against a schema and by counting again.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "golden.hpp"
#include "reports/junit.hpp"
#include "sample.hpp"
#include "second_opinion.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using result::Outcome;
using result::Status;

JUnitOptions options_of(Flavour flavour, Output output = Output::failed) {
  JUnitOptions options;
  options.flavour = flavour;
  options.output = output;
  return options;
}

std::size_t occurrences(std::string_view text, std::string_view words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
    ++count;
  return count;
}

// What a reader would obey, or choke on.
void expect_harmless(const std::string& document) {
  const auto control = std::find_if(document.begin(), document.end(), [](char octet) {
    const auto value = static_cast<unsigned char>(octet);
    return value != '\n' && (value < 0x20 || value == 0x7F);
  });
  EXPECT_EQ(control, document.end()) << "at " << control - document.begin();
  for (const std::string_view marker :
       {"##[", "##vso[", "##teamcity[", "[[ATTACHMENT|", "section_start:", "section_end:", "\n::", "&#"})
    EXPECT_EQ(document.find(marker), std::string::npos) << marker;
}

void expect_right_counters(const result::RunResult& run, const std::string& document) {
  const result::Tally tally = run.tally();
  const std::size_t stopped = run.trouble.empty() ? 0 : tally.of(Status::not_run);
  const auto repeated = static_cast<std::size_t>(
      std::count_if(run.cases.begin(), run.cases.end(), [](const result::CaseResult& one) {
        return one.outcome == Outcome::unstable && !one.expectation && !one.retried;
      }));
  EXPECT_EQ(occurrences(document, "<testcase "), tally.total());
  EXPECT_EQ(occurrences(document, "<failure "),
            tally.of(Status::fail) + tally.of(Status::unexpected_pass) + repeated);
  EXPECT_EQ(occurrences(document, "<error "), tally.of(Status::error) + tally.of(Status::crash) + stopped);
  EXPECT_EQ(occurrences(document, "<skipped "), tally.of(Status::not_applicable) + tally.of(Status::blocked) +
                                                    tally.of(Status::not_run) +
                                                    tally.of(Status::known_deviation) - stopped);
}

void expect_true(const std::string& document, const std::vector<std::string_view>& expressions) {
  std::string all = "true()";
  for (const std::string_view expression : expressions) all += fmt::format(" and ({})", expression);
  if (xpath(document, all) == "true") return;
  for (const std::string_view expression : expressions)
    EXPECT_EQ(xpath(document, expression), "true") << expression;
}

// What XSD 1.0 can't say.
const std::vector<std::string_view> in_every_flavour = {
    "not(//testsuite[@tests != count(testcase)])",
    "not(//testsuite[@failures != count(testcase/failure)])",
    "not(//testsuite[@errors != count(testcase/error)])",
    "not(//testsuite[@skipped != count(testcase/skipped)])",
    "not(//testsuite[round(@time * 1000) != round(sum(testcase/@time) * 1000)])",
    "not(//testsuite/testsuite)",
    "not(//testcase[count(failure | error | skipped) > 1])",
    "not(//testcase[@classname != ../@name])",
    "not(//testcase[normalize-space(@name) = ''])",
    "not(//failure[not(starts-with(., @message))])",
    "not(//error[not(starts-with(., @message))])",
    "not(//comment() | //processing-instruction())"};

const std::vector<std::string_view> in_rich = {
    "/testsuites/@tests = count(//testcase)", "/testsuites/@failures = count(//failure)",
    "/testsuites/@errors = count(//error)",   "/testsuites/@skipped = count(//skipped)",
    "not(//skipped[. != @message])",          "not(//testcase[boolean(@file) != boolean(@line)])"};

// What the strict schemas of the other flavours do not admit or demand besides.
const std::vector<std::string_view> in_xunit = {
    "not(/testsuites/@skipped | /testsuites/@timestamp)", "not(//testcase/properties)",
    "not(//testcase/@file | //testcase/@line | //testcase/@timestamp)",
    "not(//testsuite/@id | //testsuite/@package)"};
const std::vector<std::string_view> in_ant = {
    "not(/testsuites/@*)",
    "not(//testcase/properties | //testcase/system-out | //testcase/system-err)",
    "not(//testcase[count(@*) != 3])",
    "not(//skipped/@type | //skipped/text())",
    "not(//testsuite[@id != count(preceding-sibling::testsuite)])",
    "not(//testsuite[not(@package)])",
    "not(//testsuite[string-length(@timestamp) != 19])",
    "not(//testsuite[name(*[1]) != 'properties' or name(*[last() - 1]) != 'system-out' or name(*[last()]) != "
    "'system-err'])"};

TEST(JUnitValidity, GoldenDocumentsAreValidAndTheirCountersRight) {
  SMTPSPEC_NEEDS_XMLLINT();
  const std::string folder = std::string(SMTPSPEC_SOURCE_DIR) + "/tests/golden/reports/";
  const std::string rich = read_file(folder + "junit-rich.xml");
  EXPECT_EQ(schema_complaints({rich, junit(every_outcome(), options_of(Flavour::rich, Output::all))}), "");
  expect_true(rich, in_every_flavour);
  expect_true(rich, in_rich);
  const std::string xunit = read_file(folder + "junit-xunit.xml");
  expect_true(xunit, in_every_flavour);
  expect_true(xunit, in_xunit);
  const std::string ant = read_file(folder + "junit-ant.xml");
  expect_true(ant, in_every_flavour);
  expect_true(ant, in_ant);
  for (const std::string& document : {rich, xunit, ant}) expect_right_counters(every_outcome(), document);
}

TEST(JUnitValidity, SchemaRefusesWhatReadersStumbleOver) {
  SMTPSPEC_NEEDS_XMLLINT();
  const std::string good = junit(every_outcome(), options_of(Flavour::rich));
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    return bad;
  };
  for (const std::string& bad :
       {changed("time=\"5.123\"", "time=\"5.1234\""), changed("time=\"5.123\"", "time=\"1,005.123\""),
        changed(".345Z", ".345"), changed("smtpspec.Violation", "array"), changed(" classname=", " class="),
        changed("file=\"scenarios", "file=\"/scenarios"),
        changed(" message=\"expected", " reason=\"expected"),
        changed("</failure>", "</failure><skipped message=\"x\" type=\"smtpspec.NotRun\">x</skipped>"),
        changed("<testcase ", "<testsuite/><testcase "),
        changed("\"smtpspec.rfc2920\"", "\"smtpspec.rfc1870\"")})
    EXPECT_NE(schema_complaints({bad}), "");
}

TEST(JUnitValidity, HostileOctetsInEveryPlaceGiveAValidHarmlessDocument) {
  SMTPSPEC_NEEDS_XMLLINT();
  std::vector<std::string> hostile = {"]]>",
                                      "<!--",
                                      "&#0;",
                                      "<![CDATA[x]]>",
                                      "<?xml?>",
                                      "##vso[task.setvariable variable=a]b",
                                      "##[error]x",
                                      "::error::x",
                                      "[[ATTACHMENT|/etc/passwd]]",
                                      "##teamcity[x]",
                                      "section_start:1:x",
                                      "\x1b]0;title\a",
                                      "\xe2\x80\xae"
                                      "evil",
                                      "\xef\xbf\xbe",
                                      "\xed\xa0\x80",
                                      "\xc0\xaf",
                                      "\xf4\x90\x80\x80",
                                      "\xef\xbb\xbf",
                                      "a\r\n::error::b",
                                      "\\",
                                      "\\x",
                                      "\\u{",
                                      "\"'<>&",
                                      " ",
                                      "",
                                      "\n",
                                      std::string(35'000, '<')};
  std::vector<std::string> documents;
  for (const std::string& octets : hostile)
    for (const Charset charset : {Charset::utf8, Charset::ascii}) {
      JUnitOptions options = options_of(Flavour::rich, Output::all);
      options.charset = charset;
      options.prefix = options.hostname = octets;
      documents.push_back(junit(run_with(octets), options));
      expect_right_counters(run_with(octets), documents.back());
      expect_harmless(documents.back());
    }
  EXPECT_EQ(schema_complaints(documents), "");
}

TEST(JUnitValidity, EveryOctetInEveryPlaceGivesAValidHarmlessDocument) {
  SMTPSPEC_NEEDS_XMLLINT();
  std::vector<std::string> documents;
  for (int octet = 0; octet < 256; ++octet) {
    const std::string one(1, static_cast<char>(octet));
    result::RunResult run = run_with(one);
    run.cases = {failed_with(one), failed_with("\xc3" + one), failed_with(std::string(399, 'x') + one)};
    for (std::size_t index = 0; index < run.cases.size(); ++index)
      run.cases[index].id = std::to_string(index);
    documents.push_back(junit(run, options_of(Flavour::rich)));
    expect_harmless(documents.back());
  }
  EXPECT_EQ(schema_complaints(documents), "");
}

// A run of anything: any number of cases, findings and entries of any octets.
class AnyRun {
 public:
  explicit AnyRun(unsigned seed) : random_(seed) {}

  result::RunResult make() {
    result::RunResult run = run_with(octets(20));
    if (below(2) == 0) run.trouble.clear();
    run.cases.clear();
    for (std::size_t count = below(12); count > 0; --count) run.cases.push_back(a_case());
    return run;
  }

 private:
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string octets(std::size_t most) {
    static const std::string likely = "<>&\"'\\#[]:|\r\n\t \x1b\x7f\x80\xc3\xa9\xe2\x80\xae";
    std::string text;
    for (std::size_t count = below(most + 1); count > 0; --count)
      text += below(2) == 0 ? likely[below(likely.size())] : static_cast<char>(below(256));
    return text;
  }

  result::CaseResult a_case() {
    result::CaseResult one = failed_with(octets(40));
    one.id = octets(10) + "/" + octets(10);
    one.outcome = result::all_outcomes[below(result::all_outcomes.size())];
    one.findings.resize(below(3));
    for (result::Finding& finding : one.findings) finding.entry = below(200);
    for (std::size_t count = below(120); count > 0; --count) {
      result::Entry entry{.kind = static_cast<result::EntryKind>(below(12)), .octets = octets(60)};
      entry.size = below(10'000);
      entry.cut_at = below(100);
      entry.at = std::chrono::microseconds(below(10'000'000));
      one.transcript.add(entry);
    }
    one.line = below(3);
    one.retried = below(2) == 0;
    if (below(4) == 0)
      one.expectation = {.verdict = static_cast<result::Expectation::Verdict>(below(3)),
                         .finding = octets(20),
                         .reason = octets(20),
                         .link = octets(20)};
    one.duration = result::Duration(static_cast<long>(below(2'000'000)) - 1'000'000);
    return one;
  }

  std::mt19937 random_;
};

TEST(JUnitValidity, AnyRunGivesAValidDocumentWithRightCounters) {
  SMTPSPEC_NEEDS_XMLLINT();
  std::vector<std::string> rich, others;
  AnyRun any(1);
  for (int number = 0; number < 30; ++number) {
    const result::RunResult run = any.make();
    rich.push_back(junit(run, options_of(Flavour::rich, number % 2 == 0 ? Output::all : Output::failed)));
    others.push_back(junit(run, options_of(Flavour::xunit)));
    others.push_back(junit(run, options_of(Flavour::ant)));
    expect_harmless(rich.back());
    if (!run.cases.empty() || run.trouble.empty()) expect_right_counters(run, rich.back());
  }
  EXPECT_EQ(schema_complaints(rich), "");
  EXPECT_EQ(syntax_complaints(others), "");
  for (std::size_t index = 0; index < rich.size(); index += 10) {
    expect_true(rich[index], in_every_flavour);
    expect_true(rich[index], in_rich);
  }
}

}  // namespace
}  // namespace smtpspec::reports
