// scenarios/FORMAT.md promises; the parser keeps it.
#include <fstream>
#include <sstream>

#include "scenario/dump.hpp"
#include "unit/scenario/reading.hpp"

namespace smtpspec::scenario {
namespace {

std::string page() {
  std::ifstream file(SMTPSPEC_SOURCE_DIR "/scenarios/FORMAT.md", std::ios::binary);
  std::ostringstream octets;
  octets << file.rdbuf();
  return octets.str();
}

// The fenced blocks of the chapter "An example per construct".
std::vector<std::string> examples() {
  const std::string whole = page();
  std::vector<std::string> blocks;
  std::size_t at = whole.find("## An example per construct");
  while (at < whole.size() && (at = whole.find("\n```\n", at)) != std::string::npos) {
    const std::size_t end = whole.find("\n```\n", at + 4);
    blocks.push_back(whole.substr(at + 5, end - at - 4));
    at = end + 4;
  }
  return blocks;
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

TEST(FormatPage, ShowsAnExampleOfEachConstruct) {
  EXPECT_GT(examples().size(), 15U);
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
