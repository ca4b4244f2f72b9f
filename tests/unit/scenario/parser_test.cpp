#include "scenario/parser.hpp"

#include "unit/scenario/likeness.hpp"
#include "unit/scenario/reading.hpp"
#include "unit/scenario/whole.hpp"

namespace smtpspec::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Parser, EveryPrefixOfAFileIsReadAsAScenarioOrDiagnosed) {
  for (std::size_t length = 0; length <= whole_file.size(); ++length) {
    const Reading reading = read(std::string(whole_file.substr(0, length)));
    EXPECT_NE(reading.scenario.has_value(), text::has_errors(reading.diagnostics)) << length;
  }
}

TEST(Parser, EveryLineThatIsMissingIsSurvived) {
  for (std::size_t begin = 0; begin < whole_file.size();) {
    const std::size_t end = whole_file.find('\n', begin) + 1;
    std::string rest(whole_file);
    rest.erase(begin, end - begin);
    const Reading reading = read(rest);
    EXPECT_NE(reading.scenario.has_value(), text::has_errors(reading.diagnostics)) << rest;
    begin = end;
  }
}

TEST(Parser, EveryOctetInTheMiddleOfAFileIsSurvived) {
  for (int octet = 0; octet < 256; ++octet) {
    std::string octets(whole_file);
    for (std::size_t at = 0; at < octets.size(); at += 37) octets.insert(at, 1, static_cast<char>(octet));
    const Reading reading = read(octets);
    EXPECT_NE(reading.scenario.has_value(), text::has_errors(reading.diagnostics)) << octet;
  }
}

TEST(Parser, LinesThatEndInCrlfAreTheSameLines) {
  std::string crlf;
  for (const char octet : whole_file) crlf += octet == '\n' ? "\r\n" : std::string(1, octet);
  const Reading left = read(std::string(whole_file)), right = read(crlf);
  ASSERT_TRUE(left.scenario && right.scenario);
  EXPECT_TRUE(likeness::same(*left.scenario, *right.scenario));
}

TEST(Parser, TheLastLineNeedsNoEnding) {
  const std::string with = std::string(header_of_any) + "C: NOOP\nS: 250\n";
  EXPECT_TRUE(likeness::same(scenario_of(with), scenario_of(with.substr(0, with.size() - 1))));
}

TEST(Parser, ARuleOfNoDocumentIsCitedByItsName) {
  const Scenario scenario = scenario_of(
      "# Any rule.\nrequirement \"Acme #1234\" MUST NOT security  # why\njudges server\n"
      "see \"draft-a-b-02, 3.1\" states\n\nC: NOOP\nS: 250\nC: RSET\nS: 250\n   by \"Acme 5\" SHOULD\n");
  EXPECT_EQ(scenario.requirement.clause, (text::Clause{0, "Acme #1234", text::Level::must_not}));
  EXPECT_THAT(scenario.tags, testing::ElementsAre("security"));
  EXPECT_THAT(scenario.see, testing::ElementsAre(text::Clause{0, "draft-a-b-02, 3.1", text::Level::states}));
  EXPECT_THAT(scenario.entries, testing::IsEmpty());
}

TEST(Parser, AStepKeepsItsPlace) {
  const auto steps = steps_of("C: NOOP\nS: 250\n");
  EXPECT_EQ(span_of(steps[1]).position().line, 5U);
  EXPECT_EQ(span_of(steps[1]).octets(), "S: 250");
}

TEST(Parser, AnErrorLeavesNoScenario) {
  const Reading reading = read_steps("C: NOOP\nS: 25O\n");
  EXPECT_FALSE(reading.scenario);
  EXPECT_TRUE(text::has_errors(reading.diagnostics));
}

TEST(Parser, AWarningLeavesTheScenario) {
  const Reading reading = read_steps("C: NOOP\nS: 250\nC: NOOP\n");
  EXPECT_TRUE(reading.scenario);
  EXPECT_EQ(reading.diagnostics.size(), 1U);
}

TEST(Parser, MistakesAreToldInTheOrderOfTheirPlaces) {
  const Reading reading = read_steps("C: <nobody>\nS: 25O\nC: {nothing}\nS: 250\n");
  EXPECT_EQ(messages_of(reading),
            "no content is called 'nobody'\n'25O' is no reply code\nnothing is called 'nothing'\n");
}

TEST(Parser, LinesOfAJudgedRelayNameTheirLegs) {
  const Reading reading = read(
      "# A rule.\nrequirement rfc5321/4.4-1\njudges relay\ngiven in recipient\n"
      "out on RCPT reply 550 5.1.1 no\nin message <body>\nout C: RCPT ...\nreturned to {sender}\n"
      "content body\n| X: {case}\nend\n");
  ASSERT_TRUE(reading.scenario) << text::render(reading.diagnostics);
  const auto& steps = reading.scenario->steps;
  ASSERT_EQ(steps.size(), 8U);  // what is handed in is five of them
  EXPECT_EQ(steps.front().leg, 1U);
  EXPECT_EQ(steps[1].leg, 0U);
  EXPECT_EQ(steps[6].leg, 1U);
  EXPECT_EQ(steps[7].leg, 2U);
}

TEST(Parser, ALineOfAJudgedRelayWithoutALegIsAMistake) {
  const Reading reading =
      read("# A rule.\nrequirement rfc5321/4.4-1\njudges relay\nC: NOOP\nin S: 250\nout S: 220 x\n");
  EXPECT_THAT(messages_of(reading), HasSubstr("this line names no leg"));
  EXPECT_THAT(messages_of(reading), HasSubstr("what the next hop says is not scripted"));
}

TEST(Parser, AJudgedClientIsReadWithItsSidesChanged) {
  const Reading reading = read(
      "# A rule.\nrequirement rfc5321/3.5.1-11\njudges client\nS: 220 {server} "
      "ready\nC: EHLO ...\nserve\nfinally delivered\n");
  ASSERT_TRUE(reading.scenario) << text::render(reading.diagnostics);
  EXPECT_EQ(reading.scenario->judges, Judges::client);
  EXPECT_EQ(reading.scenario->given.state, State::connected);
  EXPECT_TRUE(std::holds_alternative<SendLine>(reading.scenario->steps.at(0).what));
  const auto& expect = std::get<Expect>(reading.scenario->steps.at(1).what);
  const auto& command = std::get<CommandExpected>(expect.alternatives.at(0).what);
  EXPECT_EQ(command.verb, "EHLO");
  EXPECT_TRUE(command.open);
}

}  // namespace
}  // namespace smtpspec::scenario
