#include "scenario/layout.hpp"

#include <algorithm>

#include "scenario/catalogue.hpp"
#include "support/places.hpp"
#include "unit/scenario/reading.hpp"
#include "unit/scenario/whole.hpp"

namespace smtpspec::scenario {
namespace {

using testing::IsEmpty;

// The file's text as it is laid out; what is laid out says the same, and is laid out already.
std::string laid_out(const std::string& octets) {
  const Scenario scenario = scenario_of(octets);
  if (!scenario.source) return "mistakes";
  const LaidOut once = lay_out(scenario);
  EXPECT_TRUE(says_the_same(scenario, once.octets, ledger::embedded())) << once.octets;
  const Scenario again = scenario_of(once.octets);
  if (!again.source) return once.octets;
  const LaidOut twice = lay_out(again);
  EXPECT_EQ(twice.octets, once.octets);
  EXPECT_THAT(twice.changes, IsEmpty());
  return once.octets;
}

const std::string top = "# Any rule.\nrequirement  rfc5321/4.2-1\njudges       server\n\n";

std::string steps_laid_out(const std::string& steps) {
  const std::string all = laid_out(top + steps);
  EXPECT_TRUE(all.starts_with(top)) << all;
  return all.substr(std::min(top.size(), all.size()));
}

TEST(Layout, TheWordsOfTheHeaderStandInOneColumnAndWhatTheySayInAnother) {
  EXPECT_EQ(
      laid_out("\n# Any rule.  \n\n\nrequirement rfc5321/4.2-1   security # why\n"
               "judges  server\nneeds SIZE >  0,  AUTH PLAIN\n\n\ngiven   mail with   SIZE=1  BODY=7BIT \n"
               "fault x\nalone  \nC: NOOP\nS: 250"),
      "# Any rule.\nrequirement  rfc5321/4.2-1 security  # why\njudges       server\n"
      "needs        SIZE > 0, AUTH PLAIN\n\ngiven        mail with   SIZE=1  BODY=7BIT\n"
      "fault        x\nalone\n\nC: NOOP\nS: 250\n");
}

TEST(Layout, AnEmptyLineBelowTheTitleStaysWhereAnotherCommentFollows) {
  const std::string text =
      "# Any rule.\n\n# More about it.\nrequirement  rfc5321/4.2-1\njudges       server\n\nC: NOOP\nS: 250\n";
  EXPECT_EQ(laid_out(text), text);
}

TEST(Layout, BlocksAreIndentedByTwoAndModifiersByThree) {
  EXPECT_EQ(steps_laid_out("C:  RSET\neither\nS:   250  or   25z\n      tolerate 4yz # later\nrepeat 2\n"
                           "# Twice.\n  C: NOOP\nend\n repeat 2\n S: 250\n# Here.\n\n single-line\n end\n"
                           "or tolerate # that\nS: 501\nend\n\n\n"),
            "C:  RSET\neither\n  S: 250 or 25z\n     tolerate 4yz          # later\n  repeat 2\n"
            "    # Twice.\n    C: NOOP\n  end\n  repeat 2\n    S: 250\n       # Here.\n\n       "
            "single-line\n  end\n"
            "or tolerate                # that\n  S: 501\nend\n");
}

TEST(Layout, EveryOctetThatIsSentStays) {
  const std::string steps =
      "C:\nC:   three blanks in front, and one behind \nC: a  #  b\nC: \"a  # b\" | \"c\\r\\n\"\n"
      "S: 500\nS: 500\nS: 500\nS: 500\n";
  EXPECT_EQ(steps_laid_out(steps), steps);
  EXPECT_EQ(steps_laid_out("C: \nC: \"x\\r\\n\" # a remark\nS: 500\nS: 500\n"),
            "C:\nC: \"x\\r\\n\"                 # a remark\nS: 500\nS: 500\n");
}

TEST(Layout, RemarksStandInTheColumnOfMostOfThem) {
  EXPECT_EQ(steps_laid_out("C: NOOP\nS: 250 # one\n   or 251               # two\n"
                           "   or 252                  # three\n   or 253               # four\n"
                           "   tolerate 550 or tolerate 551    # long\n"
                           "   tolerate 552 or tolerate 553 # longer\n"),
            "C: NOOP\nS: 250                  # one\n   or 251               # two\n"
            "   or 252               # three\n   or 253               # four\n"
            "   tolerate 550 or tolerate 551    # long\n"
            "   tolerate 552 or tolerate 553  # longer\n");
  EXPECT_EQ(steps_laid_out("C: NOOP\nS: 250 # one\n"), "C: NOOP\nS: 250                     # one\n");
}

TEST(Layout, ContentsStayAsTheyAre) {
  const std::string content =
      "content body\n| Subject:  {case} \n|\n# A comment, no line.\n\"a  b\" * 3   # x\nend\n";
  EXPECT_EQ(steps_laid_out("C: DATA\nS: 354 or blocked\nC: <body>   stuffed # x\nC: .\nS: 250\n" + content),
            "C: DATA\nS: 354 or blocked\nC: <body>   stuffed        # x\nC: .\nS: 250\n" + content);
}

TEST(Layout, LineEndsStayThoseOfTheFile) {
  EXPECT_EQ(
      laid_out("# Any rule.\r\nrequirement rfc5321/4.2-1\r\njudges server\r\n\r\nC: NOOP\r\nS: 250\r\n"),
      "# Any rule.\r\nrequirement  rfc5321/4.2-1\r\njudges       server\r\n\r\nC: NOOP\r\nS: 250\r\n");
}

TEST(Layout, OfAClientTheTextsStay) {
  const std::string header =
      "# Any rule.\nrequirement  rfc5321/3.5.1-11\njudges       client\n"
      "submit       to \"a  # b\"\n\n";
  EXPECT_EQ(laid_out(header + "on MAIL reply 452   later # this is said \nserve   # the rest\n"
                              "finally delivered or   refused\n  tolerate deferred # x\n"),
            header +
                "on MAIL reply 452   later # this is said \nserve                      # the rest\n"
                "finally delivered or   refused\n   tolerate deferred       # x\n");
}

TEST(Layout, TellsEachLineThatIsNotAsItWas) {
  using Kind = LaidOut::Change::Kind;
  const LaidOut out =
      lay_out(scenario_of("# Any rule.\n\nrequirement rfc5321/4.2-1\njudges       server\n"
                          "C: NOOP\nS: 250\n\n"));
  std::vector<std::tuple<std::size_t, Kind, std::string, std::string>> changes;
  for (const LaidOut::Change& one : out.changes)
    changes.emplace_back(one.number, one.kind, one.before, one.after);
  EXPECT_THAT(changes,
              testing::ElementsAre(
                  std::tuple(2U, Kind::taken_away, "", ""),
                  std::tuple(3U, Kind::changed, "requirement rfc5321/4.2-1", "requirement  rfc5321/4.2-1"),
                  std::tuple(5U, Kind::added, "", ""), std::tuple(7U, Kind::taken_away, "", "")));
}

TEST(Layout, SaysTheSameNoticesAWordABlankAndAnOctet) {
  const Scenario scenario = scenario_of(top + "C: NOOP a b\nS: 250\n");
  const auto same = [&](const std::string& steps) {
    return says_the_same(scenario, top + steps, ledger::embedded());
  };
  EXPECT_TRUE(same("C: NOOP a b\n\nS:  250\n"));
  EXPECT_FALSE(same("C: NOOP a  b\nS: 250\n"));
  EXPECT_FALSE(same("C: NOOP a b\nS: 251\n"));
  EXPECT_FALSE(same("C: NOOP a b\nS: 250  # lost?\n"));
}

TEST(Layout, HoldsForAFileWithEverything) {
  for (const std::string_view file : {whole_file, whole_client_file}) {
    Reading reading = read(std::string(file));
    ASSERT_TRUE(reading.scenario) << text::render(reading.diagnostics);
    const LaidOut once = lay_out(*reading.scenario);
    EXPECT_TRUE(says_the_same(*reading.scenario, once.octets, ledger::embedded())) << once.octets;
    const Reading again = read(once.octets);
    ASSERT_TRUE(again.scenario) << text::render(again.diagnostics);
    EXPECT_EQ(lay_out(*again.scenario).octets, once.octets);
  }
}

// Whoever lays one out differently hears it here; smtpspec fmt scenarios mends it.
TEST(Layout, TheWholeCatalogueIsLaidOutAndSaysTheSame) {
  const Catalogue catalogue = read_catalogue(support::in_project("scenarios"));
  ASSERT_GT(catalogue.scenarios.size(), 800U);
  for (const ScenarioPtr& one : catalogue.scenarios) {
    const LaidOut out = lay_out(*one);
    EXPECT_TRUE(says_the_same(*one, out.octets, catalogue.ledger)) << one->id;
    EXPECT_EQ(out.octets, one->source->octets()) << one->id;
  }
}

}  // namespace
}  // namespace smtpspec::scenario
