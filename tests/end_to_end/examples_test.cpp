// The examples for CI systems: what they call must exist, and what reads them must find no fault.

#include <gmock/gmock.h>

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

TEST(Examples, TheirReadersFindNoFault) {
  const auto check = run_program({examples + "check", "--fetched"});
  if (check.exit_code == 77)
    GTEST_SKIP() << "the checkers are not there; reports/examples/check fetches them";
  EXPECT_EQ(check.exit_code, 0) << check.err;
}

}  // namespace
}  // namespace smtpspec::end_to_end
