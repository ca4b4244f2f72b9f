// scenarios/FORMAT.md promises; the parser keeps it.
#include <fstream>
#include <set>
#include <sstream>

#include "scenario/dump.hpp"
#include "scenario/expectations.hpp"
#include "scenario/first_words.hpp"
#include "scenario/tls_lines.hpp"
#include "support/places.hpp"
#include "unit/scenario/reading.hpp"

namespace smtpspec::scenario {
namespace {

std::string page() {
  std::ifstream file(support::in_project("scenarios/FORMAT.md"), std::ios::binary);
  std::ostringstream octets;
  octets << file.rdbuf();
  return octets.str();
}

constexpr std::string_view client_chapter = "## Judging a client";
constexpr std::string_view relay_chapter = "## Judging a relay";

// The fenced blocks of the chapter "An example per construct", and those of the same about clients.
std::vector<std::string> examples_in(const std::string& whole) {
  std::vector<std::string> blocks;
  std::size_t at = whole.find("## An example per construct");
  while (at < whole.size() && (at = whole.find("\n```\n", at)) != std::string::npos) {
    const std::size_t end = whole.find("\n```\n", at + 4);
    blocks.push_back(whole.substr(at + 5, end - at - 4));
    at = end + 4;
  }
  return blocks;
}

std::vector<std::string> examples() {
  const std::string whole = page();
  return examples_in(whole.substr(0, whole.find(client_chapter)));
}

std::vector<std::string> client_examples() {
  const std::string whole = page();
  const std::size_t begin = whole.find(client_chapter);
  return examples_in(whole.substr(begin, whole.find(relay_chapter) - begin));
}

std::vector<std::string> relay_examples() {
  const std::string whole = page();
  return examples_in(whole.substr(whole.find(relay_chapter)));
}

// A page of examples needs no step for the header, no essential line and no content for a step.
std::string whole_scenario(const std::string& example) {
  const std::string some_step = "C: NOOP\nS: 250\n";
  std::string octets =
      example.starts_with("# ") ? example + some_step : std::string(header_of_any) + some_step + example;
  if (octets.find("<body>") != std::string::npos && octets.find("content body") == std::string::npos)
    octets += "\ncontent body\n| X-Case: {case}\nend\n";
  return octets;
}

std::string whole_client_scenario(const std::string& example) {
  const bool header = example.starts_with("submit");
  const bool over = example.find("finally") != std::string::npos;
  std::string octets = "# A client.\nrequirement rfc5321/3.5.1-11\njudges client\n";
  octets += header ? example + "serve\nfinally delivered\n"
                   : "submit message <body>\n\n" + example + (over ? "" : "finally delivered\n");
  if (octets.find("content body") == std::string::npos) octets += "\ncontent body\n| X-Case: {case}\nend\n";
  return octets;
}

TEST(FormatPage, EveryExampleOfAClientIsReadAndSurvivesTheRoundTrip) {
  EXPECT_GE(client_examples().size(), 8U);
  for (const std::string& example : client_examples()) {
    const Reading reading = read(whole_client_scenario(example));
    ASSERT_TRUE(reading.scenario.has_value()) << text::render(reading.diagnostics);
    const std::string dumped = dump(*reading.scenario);
    const Reading again = read(dumped);
    ASSERT_TRUE(again.scenario.has_value()) << dumped << text::render(again.diagnostics);
    EXPECT_EQ(dump(*again.scenario), dumped);
  }
}

TEST(FormatPage, EveryExampleOfARelayIsReadAndSurvivesTheRoundTrip) {
  EXPECT_GE(relay_examples().size(), 3U);
  for (const std::string& example : relay_examples()) {
    const Reading reading = read("# A relay.\nrequirement rfc5321/4.4-1\njudges relay\nalone\n\n" + example +
                                 "\ncontent body\n| X-Case: {case}\nend\n");
    ASSERT_TRUE(reading.scenario.has_value()) << text::render(reading.diagnostics);
    const std::string dumped = dump(*reading.scenario);
    const Reading again = read(dumped);
    ASSERT_TRUE(again.scenario.has_value()) << dumped << text::render(again.diagnostics);
    EXPECT_EQ(dump(*again.scenario), dumped);
  }
}

TEST(FormatPage, ShowsAnExampleOfEachConstruct) {
  EXPECT_GT(examples().size(), 15U);
}

// What the parser knows and no example shows is not documented.
TEST(FormatPage, ShowsEveryWordInAnExample) {
  std::set<std::string, std::less<>> shown;
  for (const std::vector<std::string>& blocks : {examples(), client_examples(), relay_examples()})
    for (const std::string& block : blocks) {
      std::istringstream words(block);
      for (std::string word; words >> word;) shown.insert(word);
    }
  for (const auto& known : {first_words(), expectation_modifiers(), tls_modifiers()})
    for (const std::string_view word : known) EXPECT_TRUE(shown.contains(word)) << word;
}

TEST(FormatPage, EveryExampleIsReadWithoutAnError) {
  for (const std::string& example : examples()) {
    const Reading reading = read(whole_scenario(example));
    EXPECT_TRUE(reading.scenario.has_value()) << text::render(reading.diagnostics);
  }
}

TEST(FormatPage, EveryExampleSurvivesTheRoundTrip) {
  for (const std::string& example : examples()) {
    const Reading reading = read(whole_scenario(example));
    ASSERT_TRUE(reading.scenario.has_value());
    const std::string dumped = dump(*reading.scenario);
    const Reading again = read(dumped);
    ASSERT_TRUE(again.scenario.has_value()) << dumped << text::render(again.diagnostics);
    EXPECT_EQ(dump(*again.scenario), dumped);
  }
}

}  // namespace
}  // namespace smtpspec::scenario
