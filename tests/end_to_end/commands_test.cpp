// The commands as a user types them: what they print, and how they exit.

#include <gmock/gmock.h>

#include <regex>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

TEST(Commands, ARunAgainstTheReferenceServerConforms) {
  const Scratch scratch;
  const auto run = run_program({smtpspec, "run", "--junit", scratch.path("sub/junit.xml")});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("conforms"));
  EXPECT_THAT(run.err, IsEmpty());
  EXPECT_THAT(scratch.read("sub/junit.xml"),
              AllOf(HasSubstr("<testsuites"), HasSubstr("failures=\"0\" errors=\"0\"")));
}

TEST(Commands, ImplicitTlsAndIpVersion6ConformToo) {
  EXPECT_EQ(run_program({smtpspec, "run", "-q", "--over", "tls"}).exit_code, 0);
  const auto v6 = run_program({smtpspec, "run", "-q", "--ip", "6"});
  if (v6.err.find("::1") != v6.err.npos || v6.out.find("Cannot assign") != v6.out.npos)
    GTEST_SKIP() << "no IPv6 loopback here";
  EXPECT_EQ(v6.exit_code, 0) << v6.out << v6.err;
}

TEST(Commands, AFaultFailsWithTheAuthorsLineTheClauseAndTheOctets) {
  const auto failed = run_program({smtpspec, "run", "--fault", "closes-on-unknown-command"});
  EXPECT_EQ(failed.exit_code, 1);
  EXPECT_THAT(failed.out, AllOf(HasSubstr("the connection was closed"), HasSubstr("S: "), HasSubstr("^~"),
                                HasSubstr("clause:"), HasSubstr("\\r\\n"),
                                HasSubstr("smtpspec run --fault closes-on-unknown-command rfc5321/")));
}

TEST(Commands, AToleratedCaseFailsOnlyAStrictRun) {
  const std::vector<std::string> words = {smtpspec, "run", "rfc1870/size-is-declared-once", "--fault",
                                          "accepts-size-twice"};
  const auto run = run_program(words);
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.out, HasSubstr("tolerated           1"));
  std::vector<std::string> strict = words;
  strict.push_back("--strict");
  EXPECT_EQ(run_program(strict).exit_code, 1);
}

TEST(Commands, AWrongCommandLineExitsWith2AndSaysWhatWasMeant) {
  EXPECT_EQ(run_program({smtpspec, "run", "--no-such-option"}).exit_code, 2);
  const auto told = [](std::vector<std::string> words) {
    words.insert(words.begin(), smtpspec);
    const auto run = run_program(words);
    EXPECT_EQ(run.exit_code, 2);
    return run.err;
  };
  EXPECT_THAT(told({"frobnicate"}), HasSubstr("there is no command 'frobnicate'; known here: run, "));
  EXPECT_THAT(told({"prov"}), HasSubstr("did you mean 'prove'?"));
  EXPECT_THAT(told({"baseline", "updat", "x.json"}), HasSubstr("did you mean 'update'?"));
  EXPECT_THAT(told({"run", "--conect", "127.0.0.1:25"}), HasSubstr("did you mean --connect?"));
  EXPECT_THAT(told({"run", "--set", "recipent=x@y"}), HasSubstr("did you mean 'recipient'?"));
  EXPECT_EQ(run_program({smtpspec, "run", "rfc1870", "--set", "x-own=1"}).exit_code, 0);
  EXPECT_EQ(run_program({smtpspec, "version"}).out, run_program({smtpspec, "--version"}).out);
  EXPECT_EQ(run_program({smtpspec, "help", "run"}).out, run_program({smtpspec, "run", "--help"}).out);
  EXPECT_EQ(run_program({smtpspec}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "run", "--connect", "127.0.0.1"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "list", "--level", "musty"}).exit_code, 2);
  const auto fault = run_program({smtpspec, "run", "--fault", "codes-difer"});
  EXPECT_EQ(fault.exit_code, 2);
  EXPECT_THAT(fault.err, HasSubstr("did you mean 'codes-differ'?"));
  const auto target = run_program({smtpspec, "run", "--target", "postfixx"});
  EXPECT_EQ(target.exit_code, 2);
  EXPECT_THAT(target.err, HasSubstr("postfixx"));
}

TEST(Commands, AddressesBeyondThisMachineNeedToBeAllowed) {
  const auto run = run_program({smtpspec, "run", "--connect", "192.0.2.1:25"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.err, HasSubstr("--allow-remote"));
}

TEST(Commands, EveryMistakeOfAFileIsToldAtOnceWithPlaceAndRemedy) {
  const Scratch scratch;
  const std::string path = scratch.write("five.smtp",
                                         "# Five mistakes.\n"
                                         "requirement  RFC 1870 section 6.1 must\n"
                                         "judges       server\n"
                                         "given        greeted\n"
                                         "neds         SIZE > 0\n"
                                         "\n"
                                         "C: MAIL FROM:<{sendr}> SIZE={ehlo.SIZE + 1}\n"
                                         "S: 25O\n"
                                         "C: RSET\n"
                                         "S: 250\n"
                                         "   tollerate 252\n");
  const auto checked = run_program({smtpspec, "check", path});
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_EQ(count(checked.err, ": error: "), 5U) << checked.err;
  EXPECT_EQ(count(checked.err, "= help: "), 5U) << checked.err;
  EXPECT_THAT(checked.err, HasSubstr("5 errors"));
  for (const char* place : {":2:", ":5:", ":7:", ":8:", ":11:"})
    EXPECT_THAT(checked.err, HasSubstr(path + place));
  const auto run = run_program({smtpspec, "run", "--scenarios", path});
  EXPECT_EQ(run.exit_code, 3);
}

TEST(Commands, TheCatalogueHasNoMistake) {
  const auto checked = run_program({smtpspec, "check", project + "/scenarios"});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.err, IsEmpty());
}

TEST(Commands, AnEmptySelectionIsNoSuccess) {
  const auto run = run_program({smtpspec, "run", "rfc1870/size-zero-is-acepted"});
  EXPECT_EQ(run.exit_code, 5);
  EXPECT_THAT(run.err, HasSubstr("did you mean 'rfc1870/size-zero-is-accepted'?"));
  const auto rfc = run_program({smtpspec, "list", "--rfc", "9999"});
  EXPECT_EQ(rfc.exit_code, 5);
  EXPECT_THAT(rfc.err, HasSubstr("no scenario is about RFC '9999'; known here: "));
  const auto tag = run_program({smtpspec, "list", "--tag", "securty"});
  EXPECT_EQ(tag.exit_code, 5);
  EXPECT_THAT(tag.err, HasSubstr("no scenario has the tag 'securty'; did you mean 'security'?"));
}

TEST(Commands, AFolderIsSelectedByItsNameAndASlipIsNotPassedOver) {
  const auto folder = run_program({smtpspec, "list", "rfc1870/"});
  EXPECT_EQ(folder.exit_code, 0);
  EXPECT_THAT(folder.out, AllOf(HasSubstr("rfc1870/"), Not(HasSubstr("rfc5321/"))));
  EXPECT_EQ(folder.out, run_program({smtpspec, "list", "rfc1870/*"}).out);
  const auto slip = run_program({smtpspec, "list", "rfc1870", "rfc1879"});
  EXPECT_EQ(slip.exit_code, 5);
  EXPECT_THAT(slip.err, HasSubstr("no scenario is called 'rfc1879'"));
}

TEST(Commands, AFolderOfYourOwnIsReadInsteadOfTheCatalogueOrBesideIt) {
  const Scratch scratch;
  scratch.write_scenario("own/vendor/noop.smtp", "greeted", "C: NOOP\nS: 250\n");
  scratch.write("own/README.md", "No scenario.\n");
  const std::string own = scratch.path("own");
  const auto alone = run_program({smtpspec, "list", "--scenarios", own});
  EXPECT_EQ(alone.exit_code, 0) << alone.err;
  EXPECT_THAT(alone.out, AllOf(HasSubstr("vendor/noop"), HasSubstr("\n1 scenario\n")));
  const auto both =
      run_program({smtpspec, "run", "--scenarios", own, "--with-catalogue", "vendor", "rfc1870/size-zero*"});
  EXPECT_EQ(both.exit_code, 0) << both.err;
  EXPECT_THAT(both.out, HasSubstr("judged 2 of 2 scenarios"));
  EXPECT_EQ(run_program({smtpspec, "run", "--with-catalogue"}).exit_code, 2);
}

TEST(Commands, ScenariosThatAreCalledAlikeAreAMistake) {
  const Scratch scratch;
  scratch.write_scenario("own/rfc1870/size-zero-is-accepted.smtp", "greeted", "C: NOOP\nS: 250\n");
  const auto run = run_program({smtpspec, "run", "--scenarios", scratch.path("own"), "--with-catalogue"});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, AllOf(HasSubstr("'rfc1870/size-zero-is-accepted' is what"),
                             HasSubstr("is called as well"), HasSubstr("rename one of them")));
}

TEST(Commands, APathStandsForTheScenariosThatLieThere) {
  const Scratch scratch;
  const std::string path = scratch.write_scenario("own/vendor/my.smtp", "greeted", "C: NOOP\nS: 250\n");
  const auto run = run_program({smtpspec, "run", path});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("judged 1 of 1 scenario\n"));
  const auto both = run_program({smtpspec, "run", scratch.path("own"), "rfc1870/size-zero*"});
  EXPECT_EQ(both.exit_code, 0) << both.err;
  EXPECT_THAT(both.out, HasSubstr("judged 2 of 2 scenarios"));
  const auto ours =
      run_program({smtpspec, "list", project + "/scenarios/rfc1870/size-zero-is-accepted.smtp"});
  EXPECT_THAT(ours.out, AllOf(HasSubstr("rfc1870/size-zero-is-accepted"), HasSubstr("\n1 scenario\n")));
  const auto folder = run_program({smtpspec, "list", project + "/scenarios/rfc1870/"});
  EXPECT_EQ(folder.out, run_program({smtpspec, "list", "rfc1870"}).out);
  const auto missing = run_program({smtpspec, "run", scratch.path("other.smtp")});
  EXPECT_EQ(missing.exit_code, 5);
  EXPECT_THAT(missing.err, HasSubstr("there is no file '" + scratch.path("other.smtp") + "'"));
}

TEST(Commands, ListShowsWhatIsSelected) {
  const auto folders = run_program({smtpspec, "list"});
  EXPECT_EQ(folders.exit_code, 0);
  EXPECT_THAT(folders.out, AllOf(HasSubstr("\nrfc1870 "), HasSubstr("Message Size Declaration"),
                                 Not(HasSubstr("rfc1870/"))));
  const auto all = run_program({smtpspec, "list", "**"});
  EXPECT_EQ(all.exit_code, 0);
  EXPECT_THAT(all.out,
              AllOf(HasSubstr("rfc1870/declared-size-over-limit-is-refused"), HasSubstr("RFC 3207 section")));
  const auto some = run_program({smtpspec, "list", "--extension", "chunking", "--level", "MUST", "--json"});
  EXPECT_EQ(some.exit_code, 0);
  EXPECT_THAT(some.out, AllOf(testing::StartsWith("[{\"id\":"), HasSubstr("\"level\":\"MUST\""),
                              testing::Not(HasSubstr("\"SHOULD\""))));
}

constexpr std::size_t screen_rows = 48, screen_columns = 80;

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    longest = std::max(longest, end - at);
  }
  return longest;
}

TEST(Commands, HelpFitsAScreenAndEndsWithExamplesThatWork) {
  const auto main = run_program({smtpspec, "--help"});
  EXPECT_LE(count(main.out, "\n"), screen_rows) << main.out;
  EXPECT_LE(longest_line(main.out), screen_columns) << main.out;
  for (const std::string command : {"run", "doctor", "report", "check", "list", "explain", "coverage",
                                    "prove", "serve", "send", "baseline", "new", "manual"}) {
    const auto help = run_program({smtpspec, command, "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(main.out, HasSubstr("\n  " + command + " "));
    EXPECT_LE(count(help.out, "\n"), screen_rows) << help.out;
    EXPECT_LE(longest_line(help.out), screen_columns) << help.out;
    EXPECT_THAT(help.out, HasSubstr("Examples:\n"));
  }
  EXPECT_EQ(run_program({smtpspec, "run", "rfc1870/*", "--fault", "limit-off-by-one"}).exit_code, 1);
  EXPECT_EQ(run_program({smtpspec, "list", "--rfc", "3030"}).exit_code, 0);
  EXPECT_EQ(run_program({smtpspec, "serve", "--faults"}).exit_code, 0);
}

TEST(Commands, AReportOnStandardOutputIsAloneThere) {
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "--junit", "-"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.out, testing::StartsWith("<?xml"));
  EXPECT_THAT(run.err, HasSubstr("conforms"));
}

TEST(Commands, OutputThatIsLostIsNoSuccess) {
  for (const char* command : {"list", "coverage", "--help", "serve --faults"}) {
    const auto lost = run_program({"/bin/sh", "-c", smtpspec + " " + command + " >/dev/full"});
    EXPECT_EQ(lost.exit_code, 4) << command;
    EXPECT_THAT(lost.err, HasSubstr("cannot write to")) << command;
  }
  const auto head = run_program({"/bin/sh", "-c", smtpspec + " run rfc1870 | head -1"});
  EXPECT_EQ(head.err, "");
  // Who closes it wants none.
  EXPECT_EQ(run_program({"/bin/sh", "-c", smtpspec + " run rfc1870 >&- 2>&- <&-"}).exit_code, 0);
}

TEST(Commands, AReportThatCannotBeWrittenIsToldBeforeAnythingRuns) {
  const auto run = run_program({smtpspec, "run", "--junit", "/proc/no/junit.xml"});
  EXPECT_EQ(run.exit_code, 4);
  EXPECT_THAT(run.err, HasSubstr("/proc/no"));
}

}  // namespace
}  // namespace smtpspec::end_to_end
