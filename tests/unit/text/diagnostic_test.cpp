#include "text/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace smtpspec::text {
namespace {

using testing::HasSubstr;

// The part of `octets` between two bars is the span.
Span marked(std::string octets) {
  const std::size_t begin = octets.find('|');
  octets.erase(begin, 1);
  const std::size_t end = octets.find('|');
  octets.erase(end, 1);
  return {std::make_shared<Source>("dir/a.smtp", octets), begin, end};
}

struct Lines {
  std::string source, caret;
};

// The two lines behind their margin.
Lines excerpt_lines(const Span& span) {
  const std::string both = excerpt(span);
  const std::size_t first_end = both.find('\n');
  EXPECT_TRUE(both.ends_with('\n'));
  return {both.substr(7, first_end - 7), both.substr(first_end + 8, both.size() - first_end - 9)};
}

TEST(Diagnostic, HasTheCompilersForm) {
  const Diagnostic one{.span = marked("\n\n\nneeds        |PIPLINING|\n"),
                       .message = "no SMTP extension is called 'PIPLINING'",
                       .hint = "did you mean 'PIPELINING'?"};
  EXPECT_EQ(render(one),
            "dir/a.smtp:4:14: error: no SMTP extension is called 'PIPLINING'\n"
            "   4 | needs        PIPLINING\n"
            "     |              ^~~~~~~~~\n"
            "     = help: did you mean 'PIPELINING'?\n");
}

TEST(Diagnostic, WarningWithoutHintIsThreeLines) {
  EXPECT_EQ(render(Diagnostic{.severity = Severity::warning, .span = marked("|C|: NOOP"), .message = "odd"}),
            "dir/a.smtp:1:1: warning: odd\n"
            "   1 | C: NOOP\n"
            "     | ^\n");
}

TEST(Diagnostic, WithoutAPlaceIsItsMessage) {
  EXPECT_EQ(render(Diagnostic{.message = "no file", .hint = "name one"}),
            "error: no file\n     = help: name one\n");
  EXPECT_EQ(excerpt({}), "");
}

TEST(Excerpt, EmptySpanHasACaret) {
  EXPECT_EQ(excerpt_lines(marked("abc||\n")).caret, "   ^");
  EXPECT_EQ(excerpt_lines(marked("||\n")).caret, "^");
  EXPECT_EQ(excerpt_lines(marked("||")).caret, "^");
}

TEST(Excerpt, SpanOverSeveralLinesIsMarkedToTheEndOfTheFirst) {
  const Lines lines = excerpt_lines(marked("a |bc\nd|e\n"));
  EXPECT_EQ(lines.source, "a bc");
  EXPECT_EQ(lines.caret, "  ^~");
}

TEST(Excerpt, LineEndIsNotShown) {
  EXPECT_EQ(excerpt_lines(marked("a |b|\r\nc")).source, "a b");
  EXPECT_EQ(excerpt_lines(marked("a b|\r|\nc")).caret, "   ^");
}

TEST(Excerpt, CaretStandsBelowItsCharacterBehindTabsAndUtf8) {
  EXPECT_EQ(excerpt_lines(marked("\ta\t|b|")).source, " a b");
  EXPECT_EQ(excerpt_lines(marked("\ta\t|b|")).caret, "   ^");
  EXPECT_EQ(excerpt_lines(marked("gr\xC3\xBC\xC3\x9F |\xE2\x82\xAC\xE2\x82\xAC| x")).source,
            "gr\xC3\xBC\xC3\x9F \xE2\x82\xAC\xE2\x82\xAC x");
  EXPECT_EQ(excerpt_lines(marked("gr\xC3\xBC\xC3\x9F |\xE2\x82\xAC\xE2\x82\xAC| x")).caret, "     ^~");
}

TEST(Excerpt, ControlCharactersKeepOneColumn) {
  const Lines lines = excerpt_lines(marked("a\x1b[31m\x7f|b|"));
  EXPECT_EQ(lines.source, "a?[31m?b");
  EXPECT_EQ(lines.caret, "       ^");
}

TEST(Excerpt, OctetsThatAreNoUtf8KeepOneColumn) {
  const Lines lines = excerpt_lines(marked("\xFC\xDF\\\t|b|"));
  EXPECT_EQ(lines.source, "??\\ b");
  EXPECT_EQ(lines.caret, "    ^");
}

TEST(Excerpt, LongLineIsCutAroundTheCaret) {
  const Lines middle = excerpt_lines(marked(std::string(200, 'a') + "|bcd|" + std::string(200, 'e')));
  EXPECT_EQ(middle.source, "..." + std::string(60, 'a') + "bcd" + std::string(97, 'e') + "...");
  EXPECT_EQ(middle.caret, std::string(63, ' ') + "^~~");
  const Lines begin = excerpt_lines(marked("|bcd|" + std::string(200, 'e')));
  EXPECT_EQ(begin.source, "bcd" + std::string(157, 'e') + "...");
  EXPECT_EQ(begin.caret, "^~~");
  const Lines end = excerpt_lines(marked(std::string(200, 'a') + "|bcd|"));
  EXPECT_EQ(end.source, "..." + std::string(60, 'a') + "bcd");
  EXPECT_EQ(end.caret, std::string(63, ' ') + "^~~");
}

TEST(Excerpt, LongSpanIsMarkedAsFarAsTheLineIsShown) {
  const Lines lines = excerpt_lines(marked(std::string(100, 'a') + "|" + std::string(300, 'b') + "|"));
  EXPECT_EQ(lines.source, "..." + std::string(60, 'a') + std::string(100, 'b') + "...");
  EXPECT_EQ(lines.caret, std::string(63, ' ') + "^" + std::string(99, '~'));
}

TEST(Excerpt, LongLineIsCutBetweenCharacters) {
  std::string umlauts;
  for (int count = 0; count < 100; ++count) umlauts += "\xC3\xBC";
  for (const std::string& before : {umlauts, "x" + umlauts}) {
    const Lines lines = excerpt_lines(marked(before + "|bcd|" + umlauts));
    const std::size_t caret = lines.caret.find('^');
    EXPECT_EQ(lines.source.find('\\'), std::string::npos);
    EXPECT_EQ(lines.source.find('?'), std::string::npos);
    // Behind "..." each column before the caret is a character of two octets.
    EXPECT_EQ(lines.source.substr(3 + (caret - 3) * 2, 3), "bcd");
  }
}

Diagnostic at(const SourcePtr& source, std::size_t offset, std::string message) {
  Diagnostic one;
  one.span = {source, offset, offset + 1};
  one.message = std::move(message);
  return one;
}

TEST(Diagnostics, AreSortedByPlaceAndCounted) {
  const auto source = std::make_shared<Source>("a", "x\ny\nz\n");
  Diagnostics all;
  all.push_back(at(source, 4, "third"));
  all.push_back(at(source, 2, "second"));
  all.push_back(at(source, 0, "first"));
  all[1].severity = Severity::warning;
  const std::string text = render(all);
  EXPECT_LT(text.find("first"), text.find("second"));
  EXPECT_LT(text.find("second"), text.find("third"));
  EXPECT_TRUE(text.ends_with("\n2 errors, 1 warning\n"));
}

TEST(Diagnostics, OfOneKindAreCountedAlone) {
  EXPECT_THAT(render(Diagnostics{{.message = "a"}}), HasSubstr("\n1 error\n"));
  EXPECT_THAT(render(Diagnostics{{.severity = Severity::warning, .message = "a"},
                                 {.severity = Severity::warning, .message = "b"}}),
              HasSubstr("\n2 warnings\n"));
  EXPECT_EQ(render(Diagnostics{}), "");
}

TEST(Diagnostics, HaveErrorsIfOneIs) {
  EXPECT_FALSE(has_errors({}));
  EXPECT_FALSE(has_errors({{.severity = Severity::warning}}));
  EXPECT_TRUE(has_errors({{.severity = Severity::warning}, {.severity = Severity::error}}));
}

}  // namespace
}  // namespace smtpspec::text
