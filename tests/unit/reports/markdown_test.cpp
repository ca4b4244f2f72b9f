#include "reports/markdown.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "any_run.hpp"
#include "golden.hpp"
#include "reports/markdown_text.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using result::CaseResult;
using result::RunResult;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string markdown_of(const RunResult& run, const MarkdownOptions& options = {}) {
  return markdown(std::span(&run, 1), options);
}

TEST(Markdown, EveryOutcome) {
  expect_golden("summary.md", markdown_of(every_outcome()));
}

TEST(Markdown, SeveralTargets) {
  RunResult exim = every_outcome();
  exim.target = "exim";
  exim.target_software = "Exim 4.96";
  exim.trouble = "exim did not start";
  exim.cases = {passed(), not_run()};
  RunResult conforming = every_outcome();
  conforming.target = "haraka";
  conforming.shard.reset();
  conforming.cases = {passed(), tolerated()};
  expect_golden("summary-several.md", markdown(std::vector{exim, conforming}));
}

TEST(Markdown, ExtensionsStandBesideTargets) {
  const auto about = [](CaseResult one, std::vector<std::string> entries) {
    one.entries = std::move(entries);
    return one;
  };
  RunResult old = every_outcome(), mended = every_outcome();
  old.target = "exim";
  mended.target = "exim-next";
  old.cases = {about(known_deviation(), {"rfc1870/6.1-1"}), about(tolerated(), {"rfc1870/6.1-2"}),
               about(not_run(), {"rfc3461/4.1-1"})};
  mended.cases = {about(passed(), {"rfc1870/6.1-1"}), about(passed(), {"rfc1870/6.1-2", "rfc6152/3-1"}),
                  about(failed(), {"rfc3461/4.1-1"})};
  const std::string text = markdown(std::vector{old, mended});
  EXPECT_THAT(text, HasSubstr("| extension | <code>exim</code> | <code>exim-next</code> |\n"));
  EXPECT_THAT(text, HasSubstr("| SIZE | ≈ 1 ≠ 1 | ✓ 2 |\n"));
  EXPECT_THAT(text, HasSubstr("| 8BITMIME | – | ✓ 1 |\n"));
  EXPECT_THAT(text, HasSubstr("| DSN | ? 1 | ✗ 1 |\n"));
  EXPECT_THAT(text, Not(HasSubstr("| ETRN |")));
  EXPECT_THAT(markdown_of(mended), Not(HasSubstr("| extension |")));
}

TEST(Markdown, StrictnessIsThatOfTheRun) {
  RunResult run = every_outcome();
  run.cases = {tolerated()};
  EXPECT_THAT(markdown_of(run), AllOf(HasSubstr("### Tolerated"), Not(HasSubstr("### Not as expected"))));
  const std::string strict = markdown_of(run, {.strictness = result::Strictness::strict});
  EXPECT_THAT(strict, AllOf(HasSubstr("### Not as expected"), Not(HasSubstr("### Tolerated"))));
}

TEST(Markdown, AReasonIsNotSaidTwice) {
  RunResult run = every_outcome();
  run.cases = {tolerated()};
  run.cases[0].findings[0].message = run.cases[0].findings[0].reason =
      "555 is for parameters not known at all";
  const std::string text = markdown_of(run);
  EXPECT_EQ(text.find("555 is for parameters"), text.rfind("555 is for parameters"));
}

TEST(Markdown, NothingAtAllIsADocument) {
  EXPECT_EQ(markdown({}), "# smtpspec\n\n");
  EXPECT_THAT(markdown_of({}), HasSubstr("none, nothing was selected"));
}

TEST(MarkdownText, PunctuationBecomesReferencesAndWordsStayReadable) {
  EXPECT_EQ(markdown_words("RFC 5321 section 4.2 (MUST)"), "RFC 5321 section 4.2 (MUST)");
  EXPECT_EQ(markdown_words("a|b`c*d_e<f>&g#1@x:[y]!~\\"),
            "a&#124;b&#96;c&#42;d&#95;e&#60;f&#62;&#38;g&#35;1&#64;x&#58;&#91;y&#93;&#33;&#126;&#92;");
  EXPECT_EQ(markdown_code(""), "");
  EXPECT_EQ(markdown_code("Gr\xc3\xb6\xc3\x9f"
                          "e"),
            "<code>Gr\xc3\xb6\xc3\x9f"
            "e</code>");
}

TEST(MarkdownText, FenceIsLongerThanAnyInIt) {
  EXPECT_EQ(markdown_fence("a\n"), "```text\na\n```\n");
  EXPECT_EQ(markdown_fence("a ```` b"), "`````text\na ```` b\n`````\n");
}

TEST(MarkdownText, OnlyAddressesOfTheWebBecomeLinks) {
  EXPECT_EQ(markdown_link("a b", "https://x.test/a#b-1"), "[a b](https://x.test/a#b-1)");
  for (const std::string bad :
       {"javascript:alert(1)", "https://x.test/)[x](http://evil", "https://x.test/ \"t\"",
        "https://x.test/\n# heading", "https://x.test/<b>", ""})
    EXPECT_EQ(markdown_link("words", bad), "words") << bad;
}

// What is left once fences, code and our own markup are taken away.
std::string outside_of_quotes(std::string text) {
  text = std::regex_replace(text, std::regex("\n(`{3,})text\n(.|\n)*?\n\\1\n"), "\n");
  return std::regex_replace(text, std::regex("<code>[^<`]*</code>|</?details>|</?summary>"), "");
}

void expect_no_foreign_markup(const std::string& text) {
  const std::string rest = outside_of_quotes(text);
  for (const std::string_view markup : {"<", "@", "`", "![", "<!--", "javascript:"})
    EXPECT_EQ(rest.find(markup), std::string::npos) << markup << " in " << rest;
}

TEST(Markdown, HostileTextIsNeverMarkup) {
  for (const std::string octets :
       {"<script>alert(1)</script>", "@team", "#1", "![x](http://evil.test/x.png)", "[x](javascript:1)",
        "```\n# heading\n", "``````````", "| a | b |", "</details>", "</code><b>", "<!--", "&lt;",
        "http://evil.test", "\n\n# heading\n", "::error::x", "\x1b[31m", "`code` *b* _i_ ~~s~~", "---"}) {
    SCOPED_TRACE(octets);
    expect_no_foreign_markup(markdown_of(run_with(octets)));
  }
}

TEST(Markdown, AnyRunStaysWithinItsLimitAndItsMarkup) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const std::vector<RunResult> runs = {any_run(seed), any_run(seed + 1000)};
    expect_no_foreign_markup(markdown(runs));
    for (const std::size_t limit : {std::size_t{32'768}, std::size_t{65'536}})
      EXPECT_LE(markdown(runs, {.size_limit = limit}).size(), limit);
  }
}

TEST(Markdown, TextsOfFailuresGoBeforeEntriesOfLists) {
  RunResult run = every_outcome();
  run.cases.clear();
  for (int number = 0; number < 300; ++number) {
    run.cases.push_back(failed());
    run.cases.push_back(tolerated());
  }
  const std::string shortened = markdown_of(run, {.size_limit = 100'000});
  EXPECT_LE(shortened.size(), 100'000U);
  EXPECT_THAT(shortened, HasSubstr("<details>"));
  EXPECT_THAT(shortened, HasSubstr("cases are left out here"));
  const auto count = [](const std::string& text, std::string_view word) {
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count(shortened, "\n- <code>rfc1870/no-value</code>"), 300U);
  EXPECT_LT(count(shortened, "<details>"), 300U);
}

}  // namespace
}  // namespace smtpspec::reports
