// Every document is checked by another parser, against a schema and by counting again.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "any_run.hpp"
#include "golden.hpp"
#include "reports/junit.hpp"
#include "sample.hpp"
#include "second_opinion.hpp"
#include "support/places.hpp"

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
  const std::size_t troubled = run.trouble.empty() ? 0 : 1;  // told by a case of its own
  const auto repeated = static_cast<std::size_t>(
      std::count_if(run.cases.begin(), run.cases.end(), [](const result::CaseResult& one) {
        return one.outcome == Outcome::unstable && !one.expectation && !one.retried;
      }));
  EXPECT_EQ(occurrences(document, "<testcase "), tally.total() + troubled);
  EXPECT_EQ(occurrences(document, "<failure "),
            tally.of(Status::fail) + tally.of(Status::unexpected_pass) + repeated);
  EXPECT_EQ(occurrences(document, "<error "), tally.of(Status::error) + tally.of(Status::crash) + troubled);
  EXPECT_EQ(occurrences(document, "<skipped "), tally.of(Status::not_applicable) + tally.of(Status::blocked) +
                                                    tally.of(Status::not_run) +
                                                    tally.of(Status::known_deviation));
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

const std::vector<std::string_view> in_ant = {"not(//testsuite[@id != count(preceding-sibling::testsuite)])"};

TEST(JUnitValidity, GoldenDocumentsAreValidAndTheirCountersRight) {
  SMTPSPEC_NEEDS_XMLLINT();
  const std::string folder = support::in_project("tests/golden/reports/");
  const std::string rich = read_file(folder + "junit-rich.xml");
  EXPECT_EQ(schema_complaints({rich, junit(every_outcome(), options_of(Flavour::rich, Output::all))}), "");
  expect_true(rich, in_every_flavour);
  expect_true(rich, in_rich);
  const std::string xunit = read_file(folder + "junit-xunit.xml");
  expect_true(xunit, in_every_flavour);
  EXPECT_EQ(schema_complaints({xunit}, "junit-xunit.xsd"), "");
  EXPECT_NE(schema_complaints({rich}, "junit-xunit.xsd"), "");
  const std::string ant = read_file(folder + "junit-ant.xml");
  expect_true(ant, in_every_flavour);
  expect_true(ant, in_ant);
  EXPECT_EQ(schema_complaints({ant}, "junit-ant.xsd"), "");
  EXPECT_NE(schema_complaints({xunit}, "junit-ant.xsd"), "");
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

TEST(JUnitValidity, AnyRunGivesAValidDocumentWithRightCountersInEveryFlavour) {
  SMTPSPEC_NEEDS_XMLLINT();
  std::vector<std::string> rich, xunit, ant;
  for (unsigned seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const result::RunResult run = any_run(seed);
    const Output output = seed % 2 == 0 ? Output::all : Output::failed;
    rich.push_back(junit(run, options_of(Flavour::rich, output)));
    xunit.push_back(junit(run, options_of(Flavour::xunit, output)));
    ant.push_back(junit(run, options_of(Flavour::ant, output)));
    for (const std::string& document : {rich.back(), xunit.back(), ant.back()}) {
      expect_harmless(document);
      if (!run.cases.empty() || run.trouble.empty()) expect_right_counters(run, document);
    }
  }
  EXPECT_EQ(schema_complaints(rich), "");
  EXPECT_EQ(schema_complaints(xunit, "junit-xunit.xsd"), "");
  EXPECT_EQ(schema_complaints(ant, "junit-ant.xsd"), "");
  for (std::size_t index = 0; index < rich.size(); index += 10) {
    expect_true(rich[index], in_every_flavour);
    expect_true(rich[index], in_rich);
    expect_true(ant[index], in_every_flavour);
  }
}

}  // namespace
}  // namespace smtpspec::reports
