#include "scenario/dump.hpp"

#include "unit/scenario/likeness.hpp"
#include "unit/scenario/reading.hpp"
#include "unit/scenario/whole.hpp"

namespace smtpspec::scenario {
namespace {

Scenario whole() {
  Reading reading = read(std::string(whole_file));
  EXPECT_FALSE(text::has_errors(reading.diagnostics)) << text::render(reading.diagnostics);
  return reading.scenario.value_or(Scenario{});
}

TEST(Dump, WhatIsReadFromADumpIsWhatWasDumped) {
  const Scenario first = whole();
  const std::string dumped = dump(first);
  const Reading again = read(dumped);
  ASSERT_TRUE(again.scenario) << text::render(again.diagnostics) << dumped;
  EXPECT_TRUE(likeness::same(first, *again.scenario)) << dumped;
}

TEST(Dump, TheSameOfAScenarioThatJudgesAClient) {
  const Reading first = read(std::string(whole_client_file));
  ASSERT_TRUE(first.scenario) << text::render(first.diagnostics);
  const std::string dumped = dump(*first.scenario);
  const Reading again = read(dumped);
  ASSERT_TRUE(again.scenario) << text::render(again.diagnostics) << dumped;
  EXPECT_TRUE(likeness::same(*first.scenario, *again.scenario)) << dumped;
}

TEST(Dump, LikenessSeesADifference) {
  Scenario first = whole(), second = whole();
  EXPECT_TRUE(likeness::same(first, second));
  std::get<Pause>(std::find_if(second.steps.begin(), second.steps.end(),
                               [](const Step& step) { return std::holds_alternative<Pause>(step.what); })
                      ->what)
      .duration = std::chrono::milliseconds(7);
  EXPECT_FALSE(likeness::same(first, second));
}

TEST(Dump, OctetsThatAreSentAreWrittenInAscii) {
  const auto steps = steps_of("C: \"\\xff{{\\\"\\\\\\r\\n\"\nS: 500\n");
  Scenario scenario = whole();
  scenario.steps = steps;
  EXPECT_THAT(dump(scenario), testing::HasSubstr("C: \"\\xFF{{\\\"\\\\\\r\\n\"\n"));
}

TEST(Dump, ATextIsWrittenAsItStands) {
  const Scenario scenario = scenario_of(std::string(header_of_any) + "C: {{a} {sender}\nS: 250\n");
  EXPECT_EQ(dump(std::get<SendLine>(scenario.steps.front().what).text), "{{a} {sender}");
}

}  // namespace
}  // namespace smtpspec::scenario
