// The page as text: what it says, that it hangs together, and that nothing from outside becomes markup.
#include "reports/html.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <regex>
#include <set>

#include "any_run.hpp"
#include "golden.hpp"
#include "html_sample.hpp"
#include "reports/html/assets.hpp"
#include "reports/html/table.hpp"
#include "reports/html/writer.hpp"
#include "sample.hpp"
#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

// Strings of a program that is running do not enter a page without having been escaped.
template <typename Text>
concept EntersAsItIs = requires(page::Writer out, const Text& text) {
  out << text;
};
static_assert(!EntersAsItIs<std::string>);
static_assert(!EntersAsItIs<std::string_view>);
static_assert(!EntersAsItIs<const char*>);
static_assert(EntersAsItIs<page::Escaped>);

std::string body_of(const std::string& page) {
  return page.substr(page.find("</head>"));
}

// From a piece of markup to the next such end, both included.
std::string fragment(const std::string& page, std::string_view begin, std::string_view end) {
  const std::size_t from = page.find(begin);
  const std::size_t to = page.find(end, from);
  if (from == std::string::npos || to == std::string::npos) return fmt::format("no {} ... {}", begin, end);
  return page.substr(from, to + end.size() - from) + "\n";
}

// A tag a line, with the names of its attributes and without their values.
std::string skeleton(const std::string& page) {
  const std::string body = body_of(page);
  static const std::regex value("=(\"[^\"]*\"|[^ >]*)");
  std::string out;
  for (std::size_t at = body.find('<'); at != std::string::npos; at = body.find('<', at + 1)) {
    const std::size_t end = body.find('>', at);
    out += std::regex_replace(body.substr(at, end - at + 1), value, "=") + "\n";
  }
  return out;
}

std::vector<std::string> values_of(const std::string& page, const std::string& attribute) {
  std::vector<std::string> values;
  const std::string body = body_of(page);
  const std::regex pattern(" " + attribute + "=(\"([^\"]*)\"|([^ >\"]+))");
  for (std::sregex_iterator found(body.begin(), body.end(), pattern), end; found != end; ++found)
    values.push_back((*found)[2].matched ? (*found)[2] : (*found)[3]);
  return values;
}

TEST(Html, EveryOutcomeIsShownWithAllThatLedToIt) {
  expect_golden("html-cases.html", fragment(compared_page(), "<section class=cases", "</body>"));
}

TEST(Html, TheMatrixSaysEveryOutcomeByClassSignAndWord) {
  expect_golden("html-matrix.html", fragment(compared_page(), "<table class=matrix>", "</table>"));
}

TEST(Html, TheVerdictComesFirst) {
  const std::string page = compared_page();
  expect_golden("html-verdicts.html", fragment(page, "<table class=verdicts>", "</table>"));
  EXPECT_LT(page.find("class=verdicts"), page.find("class=changes"));
  EXPECT_LT(page.find("class=changes"), page.find("class=matrix"));
}

TEST(Html, ABrokenRuleIsShownWithThoseWhoBreakItBeforeTheMatrix) {
  const std::string page = compared_page();
  expect_golden("html-overview.html", fragment(page, "<div class=overview>", "</div>"));
  EXPECT_LT(page.find("class=overview"), page.find("class=matrix"));
}

TEST(Html, WhatIsOnlyToleratedOrNotRunIsNotBroken) {
  result::RunResult run = every_outcome();
  run.cases = {passed(), tolerated(), not_run(), not_applicable(), blocked()};
  EXPECT_THAT(html(std::span(&run, 1)), HasSubstr("Nothing: no rule was seen to be broken."));
  EXPECT_THAT(html(std::span(&run, 1), {.strictness = result::Strictness::strict}),
              HasSubstr("<a class=\"s tolerated\""));
}

TEST(Html, WhoBreaksARuleUnknownStandsBeforeThoseOfWhomItIsKnown) {
  std::vector<result::RunResult> runs(2, every_outcome());
  runs[0].cases = {known_deviation()};
  runs[1].cases = {failed()};
  runs[1].target = "exim";
  runs[1].cases[0].id = runs[0].cases[0].id;
  const std::string page = html(runs);
  EXPECT_LT(page.find("exim <small>fail</small>"), page.find("postfix <small>known</small>"));
}

TEST(Html, ManyBrokenRulesAreFolded) {
  result::RunResult run = every_outcome();
  run.cases.clear();
  for (int count = 0; count < 40; ++count) {
    run.cases.push_back(failed());
    run.cases.back().id = fmt::format("rfc1870/{:02}", count);
    run.cases.back().findings.front().got = fmt::format("5{:02} no", count);
  }
  EXPECT_THAT(html(std::span(&run, 1)), HasSubstr("<details><summary>28 more</summary>"));
}

TEST(Html, WhatBreaksInTheSameWayIsOneRow) {
  std::vector<result::RunResult> runs(2, every_outcome());
  for (result::RunResult& run : runs) {
    run.cases.clear();
    for (int count = 0; count < 5; ++count) {
      run.cases.push_back(failed());
      run.cases.back().id = fmt::format("rfc1870/{:02}", count);
      run.cases.back().title = fmt::format("Rule {}.", count);
      run.cases.back().findings.front().got = "550 no";
    }
  }
  runs[1].target = "exim";
  runs[1].cases[4].findings.front().got = "554 no";  // nothing of what the others show
  const std::string broken = fragment(html(runs), "<section class=broken", "</section>");
  EXPECT_THAT(broken,
              HasSubstr("<summary>The same in 3 more cases</summary><ul>\n<li><a href=\"#rfc1870/01\">"));
  EXPECT_THAT(broken, HasSubstr("<tr><td><a class=\"s fail\" href=\"#rfc1870/04@"));
}

TEST(Html, WhatIsGraverStandsFirst) {
  result::RunResult run = every_outcome();
  run.cases = {failed_by_silence(), failed_by_close()};
  run.cases.back().id = "rfc9999/last";
  run.cases.back().tags = {"security"};
  const std::string broken = fragment(html(std::span(&run, 1)), "<section class=broken", "</section>");
  EXPECT_LT(broken.find("#rfc9999/last"), broken.find("#rfc5321/4.2-replies/noop-is-answered"));
}

TEST(Html, ManyTargetsAreCountedInTheTitle) {
  const std::vector<result::RunResult> runs(5, every_outcome());
  EXPECT_THAT(html(runs), HasSubstr("<h1>SMTP conformance of 5 targets</h1>"));
}

TEST(Html, ATargetHasItsFactsItsFailuresAndItsLog) {
  expect_golden("html-targets.html", fragment(compared_page(), "<section class=targets", "</section>"));
}

TEST(Html, AComparisonSaysWhatChangedAndHow) {
  expect_golden("html-changes.html", fragment(compared_page(), "<section class=changes", "</section>"));
}

TEST(Html, ARunWithoutAnEarlierOneComparesNothing) {
  const std::vector runs = {every_outcome()};
  const std::string page = body_of(html(runs));
  EXPECT_THAT(page, Not(HasSubstr("class=changes")));
  EXPECT_THAT(page, Not(HasSubstr("data-change")));
}

TEST(Html, ARunThatCameAsBeforeSaysSo) {
  const std::vector runs = {every_outcome()};
  EXPECT_THAT(html(runs, {.earlier = runs}), HasSubstr("every case came as before"));
}

TEST(Html, EarlierRunsAreFoundByTheTargetsNameOrBecauseThereIsOneOnly) {
  result::RunResult other = every_outcome();
  other.target = "postfix of last week";
  const std::vector now = {every_outcome()}, then = {other};
  EXPECT_TRUE(page::table_of(now, {.earlier = then}).compared);
  const std::vector two = {every_outcome(), other};
  const page::Table table = page::table_of(two, {.earlier = then});
  EXPECT_EQ(table.columns[0].earlier, nullptr);
  EXPECT_EQ(table.columns[1].earlier, &then[0]);
}

TEST(Html, SectionsAreInTheOrderOfTheRfc) {
  result::RunResult run;
  run.target = "postfix";
  for (const std::string section : {"4.10", "4.2", "4.2.1", "10", "3 (4)", "3"}) {
    result::CaseResult one = passed();
    one.id = "rfc1870/in-" + section;
    one.clause.section = section;
    run.cases.push_back(one);
  }
  const page::Table table = page::table_of(std::span(&run, 1), {});
  std::vector<std::string> sections;
  for (const page::Row& row : table.groups.at(0).rows) sections.push_back(row.about->clause.section);
  EXPECT_THAT(sections, ElementsAre("3", "3 (4)", "4.2", "4.2.1", "4.10", "10"));
}

TEST(Html, RulesForClientsStandByRfcBehindThoseForServers) {
  result::RunResult run;
  run.target = "swaks";
  for (const std::string id : {"watch/no-space", "relay/rfc3461/a", "client/rfc3207/a", "client/rfc1870/a",
                               "rfc5321/a", "client/b"}) {
    run.cases.push_back(passed());
    run.cases.back().id = id;
    run.cases.back().clause.rfc = 3207;
  }
  const page::Table table = page::table_of(std::span(&run, 1), {});
  std::vector<std::string> names;
  for (const page::Group& group : table.groups) names.push_back(group.name);
  EXPECT_THAT(names,
              ElementsAre("client", "rfc5321", "client/rfc1870", "client/rfc3207", "relay/rfc3461", "watch"));
  EXPECT_EQ(page::short_title_of("relay/rfc3461"), "RFC 3461 for relays: Delivery Status Notifications");
  EXPECT_EQ(page::title_of("client/rfc3207"),
            "RFC 3207 for clients: SMTP Service Extension for Secure SMTP over Transport Layer Security");
  EXPECT_EQ(page::short_title_of("client/rfc1870"), "RFC 1870 for clients: Message Size Declaration");
  const std::string page = html(std::span(&run, 1));
  EXPECT_THAT(page, HasSubstr("data-rfc=\"client/rfc3207 rfc3207\""));
  EXPECT_THAT(page, HasSubstr("<option value=\"client/rfc3207\">RFC 3207 for clients</option>"));
}

TEST(Html, ADutyIsShownWithTheCasesThatCiteItAndWhatEachTargetMadeOfThem) {
  const std::string page = compared_page();
  expect_golden("html-duties.html", fragment(page, "<tr id=\"-rfc1870/6.1-2\">", "</tr>") +
                                        fragment(page, "<tr id=\"-rfc1870/6.1-3\">", "</tr>") +
                                        fragment(page, "<tr id=\"-rfc1870/6.1-4\">", "</tr>") +
                                        fragment(page, "<tr id=\"-rfc1870/3-4\">", "</tr>"));
  EXPECT_NE(page.find("<a class=entry href=\"#-rfc1870/6.1-3\">rfc1870/6.1-3</a>"), std::string::npos);
}

TEST(Html, ADocumentOfTheLedgerSaysHowManyOfItsDutiesWereBrokenByWhom) {
  EXPECT_THAT(
      fragment(compared_page(), "<details id=\"-rfc1870\">", "</summary>"),
      AllOf(HasSubstr("<span class=\"s fail\">✗ 1 postfix</span>"),
            HasSubstr("<span class=\"s known-deviation\">≠ 1 postfix</span>"), Not(HasSubstr("aiosmtpd"))));
}

TEST(Html, ARunThatCitesNoEntryHasNothingByRfc) {
  result::RunResult run;
  run.cases = {passed()};
  EXPECT_EQ(html(std::span(&run, 1)).find("-duties"), std::string::npos);
}

TEST(Html, AnEntryThatTheLedgerDoesNotHaveIsAText) {
  result::RunResult run;
  run.cases = {passed()};
  run.cases.front().entries = {"acme/1-1\"><script>"};
  const std::string page = html(std::span(&run, 1));
  EXPECT_NE(page.find("<span class=entry>acme/1-1&quot;&gt;&lt;script&gt;</span>"), std::string::npos);
  EXPECT_EQ(page.find("-duties"), std::string::npos);
}

TEST(Html, ManyTargetsAndCasesStayLight) {
  std::vector<result::RunResult> runs(10, every_outcome());
  for (std::size_t target = 0; target < runs.size(); ++target) {
    runs[target].target = fmt::format("target-{}", target);
    runs[target].cases.assign(500, passed());
    for (std::size_t number = 0; number < 500; ++number)
      runs[target].cases[number].id = fmt::format("rfc5321/{:03}", number);
  }
  const std::string page = html(runs);
  const auto elements = std::count(page.begin(), page.end(), '<') / 2;
  EXPECT_LT(elements / 5000, 20) << "elements for each case: a browser takes time for each of them";
  EXPECT_LT(page.size() / 5000, 1500U) << "octets for each case";
}

TEST(Html, EveryLinkWithinThePageLeadsSomewhereAndNoPlaceIsThereTwice) {
  result::RunResult again = every_outcome();
  const std::vector runs = {every_outcome(), again, run_with("a\"b c")};
  const std::string page = html(runs, {.earlier = runs});
  const std::vector<std::string> ids = values_of(page, "id");
  const std::set<std::string> places(ids.begin(), ids.end());
  EXPECT_EQ(places.size(), ids.size());
  for (const std::string& link : values_of(page, "href"))
    EXPECT_TRUE(link.starts_with("https://www.rfc-editor.org/") ||
                link.starts_with("https://www.postfix.org/") ||
                (link.starts_with('#') && places.contains(link.substr(1))))
        << link;
  EXPECT_THAT(ids,
              IsSupersetOf({"rfc1870/declared-size-over-limit", "rfc1870/declared-size-over-limit@postfix"}));
}

TEST(Html, ThePageAsksNothingOfTheNetwork) {
  const std::string page = compared_page();
  for (const std::string attribute :
       {"src", "srcset", "action", "data", "poster", "style", "onclick", "onload"})
    EXPECT_THAT(values_of(page, attribute), IsEmpty()) << attribute;
  for (const std::string_view words :
       {"<link", "<iframe", "<object", "<base", "@import", "url(", "http-equiv=refresh"})
    EXPECT_EQ(page.find(words), std::string::npos) << words;
  EXPECT_THAT(page, HasSubstr("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"));
}

TEST(Html, APolicyNamesASourceByTheHashOfItsOctets) {
  // RFC 6234 test vector: SHA-256("abc").
  EXPECT_EQ(page::policy_source({"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}),
            "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
}

// What a target says becomes text: the page has the same tags and attributes whatever it says.
TEST(Html, HostileOctetsStayTexts) {
  const std::vector harmless = {run_with("x")};
  const std::string expected = skeleton(html(harmless));
  for (const std::string octets : {"<script>document.title='owned'</script>",
                                   "</script><script>alert(1)</script>",
                                   "</pre></details><h1>",
                                   "<!--",
                                   "-->",
                                   "<![CDATA[",
                                   "\" onmouseover=\"alert(1)",
                                   "' autofocus onfocus='alert(1)",
                                   "<img src=x onerror=alert(1)>",
                                   "javascript:alert(1)",
                                   "&lt;b&gt; &amp; &#60;script&#62;",
                                   "</title></style><svg/onload=alert(1)>",
                                   "<plaintext>",
                                   "a>b",
                                   "<",
                                   "&",
                                   "\\",
                                   "{{constructor}}",
                                   "${1}",
                                   "`"}) {
    const std::vector runs = {run_with(octets)};
    const std::string page = html(runs);
    EXPECT_EQ(skeleton(page), expected) << octets;
    if (octets.size() > 1 && octets.find_first_of("<>\"'&") != std::string::npos) {
      EXPECT_THAT(body_of(page), Not(HasSubstr(octets)));
    }
  }
}

TEST(Html, AnyOctetsGivePrintableUtf8) {
  std::mt19937 random(5321);  // the same every time
  for (int round = 0; round < 200; ++round) {
    std::string octets = "<\"'&>";
    for (int count = 0; count < 40; ++count) octets += static_cast<char>(random());
    const std::vector runs = {run_with(octets)};
    const std::string page = html(runs, {.earlier = runs});
    ASSERT_TRUE(text::is_utf8(page)) << text::visible(octets);
    const auto control = std::find_if(page.begin(), page.end(), [](char octet) {
      const auto value = static_cast<unsigned char>(octet);
      return value != '\n' && (value < 0x20 || value == 0x7F);
    });
    ASSERT_EQ(control, page.end()) << text::visible(octets);
    const std::string tags = skeleton(page);
    ASSERT_THAT(tags, Not(HasSubstr("<script"))) << text::visible(octets);
    ASSERT_EQ(std::count(tags.begin(), tags.end(), '\n') > 100, true);
  }
}

// What is opened is closed again, in the right order; a browser would mend it, each in its own way.
std::string wrong_nesting_in(const std::string& page) {
  static const std::regex tag("</?([a-z][a-z0-9]*)[^>]*>");
  static const std::set<std::string> never_closed = {"meta", "input"};
  const std::string body = body_of(page);
  std::vector<std::string> open;
  for (std::sregex_iterator found(body.begin() + 7, body.end(), tag), end; found != end; ++found) {
    const std::string text = found->str(), name = (*found)[1];
    if (never_closed.contains(name) || text.ends_with("/>")) continue;
    if (!text.starts_with("</")) {
      open.push_back(name);
    } else {
      if (open.empty()) return text == "</html>" ? "" : text + " behind the end";
      if (open.back() != name) return fmt::format("{} inside <{}>", text, open.back());
      open.pop_back();
    }
  }
  return "no end";
}

TEST(Html, AnyRunGivesAWellFormedPage) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const std::vector runs = {any_run(seed), any_run(seed + 100)}, earlier = {any_run(seed + 200)};
    EXPECT_EQ(wrong_nesting_in(html(runs, {.earlier = earlier})), "") << "seed " << seed;
  }
  EXPECT_EQ(wrong_nesting_in(compared_page()), "");
  EXPECT_EQ(wrong_nesting_in("</head><p><b></p>"), "</p> inside <b>");
}

TEST(Html, OnlyLinksOfTheWebAreLinks) {
  result::RunResult run;
  for (const std::string link : {"https://bugs.example/1", "javascript:alert(1)", "data:text/html,x"}) {
    result::CaseResult one = known_deviation();
    one.id = "rfc5321/" + std::to_string(run.cases.size());
    one.expectation->link = link;
    run.cases.push_back(one);
  }
  const std::string page = html(std::span(&run, 1));
  EXPECT_THAT(values_of(page, "href"), Contains("https://bugs.example/1"));
  EXPECT_THAT(page, HasSubstr("<dd>javascript:alert(1)</dd>"));
}

TEST(Html, ALogThatSeveralCasesShareIsThereOnce) {
  result::RunResult run = every_outcome();
  for (result::CaseResult& one : run.cases) one.target_log = "warning: this very line\n";
  run.cases.back().target_log = "a line of its own\n";
  const std::string page = html(std::span(&run, 1));
  const std::size_t first = page.find("this very line");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(page.find("this very line", first + 1), std::string::npos);
  EXPECT_THAT(page, HasSubstr("a line of its own"));
}

TEST(Html, AWireRuleIsRepeatedByTheSessionThatBrokeIt) {
  result::RunResult run = every_outcome();
  result::CaseResult kept = passed(), broken = failed();
  kept.id = "watch/codes-differ";
  broken.id = "watch/no-space";
  broken.seen_in = "rfc1870/exact-limit";
  run.cases = {kept, broken};
  const std::string page = html(std::span(&run, 1));
  EXPECT_THAT(page, HasSubstr("<pre class=repeat>smtpspec run --target postfix rfc1870/exact-limit</pre>"));
  EXPECT_THAT(page, Not(HasSubstr("postfix watch/")));
}

TEST(Html, ARunWithoutCasesIsAPageToo) {
  result::RunResult run;
  run.target = "postfix";
  run.trouble = "the target did not start";
  const std::string page = html(std::span(&run, 1));
  EXPECT_THAT(page, HasSubstr("none, the run could not be made"));
  EXPECT_THAT(page, HasSubstr("Trouble: the target did not start"));
}

}  // namespace
}  // namespace smtpspec::reports
