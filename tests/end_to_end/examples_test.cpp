// The examples for CI systems: what they call must exist, and what reads them must find no fault.

#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::HasSubstr;

const std::string examples = project + "/reports/examples/";

std::string read_example(const std::string& name) {
  std::ifstream file(examples + name);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The options that stand behind "smtpspec COMMAND", in this line and those it goes on in.
std::set<std::string> options_of(const std::string& text, const std::string& command) {
  static const std::regex option("--[a-z][a-z-]*");
  std::set<std::string> options;
  for (std::size_t at = text.find("smtpspec " + command + " "); at != text.npos;
       at = text.find("smtpspec " + command + " ", at + 1)) {
    std::size_t end = at;
    do end = text.find('\n', end + 1);
    while (end != text.npos &&
           (text[end - 1] == '\\' || text.compare(text.find_first_not_of(" \n", end), 2, "--") == 0));
    const std::string words = text.substr(at, end - at);
    for (std::sregex_iterator found(words.begin(), words.end(), option), none; found != none; ++found)
      options.insert(found->str());
  }
  return options;
}

TEST(Examples, TheOptionsThatTheyUseExist) {
  std::size_t seen = 0;
  for (const std::string command : {"run", "report"}) {
    const std::string help = run_program({smtpspec, command, "--help"}).out;
    for (const std::string name : {"github-workflow.yml", ".gitlab-ci.yml", "Jenkinsfile", "README.md"})
      for (const std::string& option : options_of(read_example(name), command)) {
        EXPECT_THAT(help, HasSubstr(option)) << name << ", smtpspec " << command;
        ++seen;
      }
  }
  EXPECT_GT(seen, 12U);
}

// The system's own Python, whose packages `./dev test` installs.
TEST(Examples, TheirShellIsRightAndWhatTheyCollectIsWritten) {
  const std::string script = project + "/tests/support/examples_offline.py";
  if (run_program({"/usr/bin/python3", "-c", "import yaml"}).exit_code != 0) {
    EXPECT_EQ(std::getenv("SMTPSPEC_REQUIRE_TOOLS"), nullptr) << "Python's yaml is required here";
    GTEST_SKIP() << "Python's yaml (Debian: python3-yaml) is not installed";
  }
  const auto check = run_program({"/usr/bin/python3", "-B", script, examples});
  EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
  const Scratch scratch;  // the same with a mistake in each
  const auto spoil = [&](const std::string& name, const std::string& from, const std::string& to) {
    std::string text = read_example(name);
    text.replace(text.find(from), from.size(), to);
    scratch.write(name, text);
  };
  spoil("github-workflow.yml", "set -f", "if set -f");
  spoil(".gitlab-ci.yml", "junit: junit-", "junit: unit-");
  spoil("Jenkinsfile", "--junit report/junit.xml", "--junit report.xml");
  const auto spoilt = run_program({"/usr/bin/python3", "-B", script, scratch.path("")});
  EXPECT_EQ(spoilt.exit_code, 1);
  for (const char* words :
       {"github-workflow.yml, judge: bash: ", ".gitlab-ci.yml, judge: nobody writes unit-",
        "Jenkinsfile: nobody writes report/junit.xml"})
    EXPECT_THAT(spoilt.out, HasSubstr(words));
}

TEST(Examples, TheirReadersFindNoFault) {
  const auto check = run_program({examples + "check", "--fetched"});
  if (check.exit_code == 77)
    GTEST_SKIP() << "the checkers are not there; reports/examples/check fetches them";
  EXPECT_EQ(check.exit_code, 0) << check.err;
}

}  // namespace
}  // namespace smtpspec::end_to_end
