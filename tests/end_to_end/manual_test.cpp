// The manual and the completions are made of the program's own options: none is missing in any of them, and
// what reads them finds no fault.

#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>
#include <set>
#include <sstream>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr const char* bash_file = "bash-completion/completions/smtpspec";
constexpr const char* zsh_file = "zsh/vendor-completions/_smtpspec";
constexpr const char* fish_file = "fish/vendor_completions.d/smtpspec.fish";

class Manual : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = run_program({smtpspec, "manual", scratch_.path("")});
    ASSERT_EQ(made.exit_code, 0) << made.err;
  }

  Scratch scratch_;
};

// The words of a text that match, each once.
std::set<std::string> words_in(const std::string& text, const std::string& pattern) {
  const std::regex word(pattern);
  std::set<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) words.insert((*at)[1]);
  return words;
}

// Those that --help lists: one in a row with a text behind it, or many in a row.
std::set<std::string> options_of(const std::string& command) {
  std::istringstream help(run_program({smtpspec, command, "--help"}).out);
  std::set<std::string> options;
  for (std::string line; std::getline(help, line) && !line.starts_with("Examples:");) {
    if (!line.starts_with("  ")) continue;
    const std::size_t text = line.find("  ", 2);
    options.merge(words_in(line.substr(0, text), "[ ,](--[a-z0-9-]+)"));
  }
  return options;
}

std::set<std::string> commands() {
  const std::string help = run_program({smtpspec, "--help"}).out;
  return words_in(help.substr(help.find("Subcommands:\n")), "\n  ([a-z]+) {2}");
}

std::string without_backslashes(std::string text) {
  std::erase(text, '\\');
  return text;
}

TEST_F(Manual, HasAPageForEachCommandWithEachOfItsOptions) {
  ASSERT_THAT(commands(), IsSupersetOf({"run", "doctor", "baseline", "new", "manual"}));
  const std::string program = without_backslashes(scratch_.read("man/man1/smtpspec.1"));
  std::size_t options = 0;
  for (const std::string& command : commands()) {
    EXPECT_THAT(program, HasSubstr("smtpspec-" + command)) << "not in smtpspec.1";
    const std::string page = without_backslashes(scratch_.read("man/man1/smtpspec-" + command + ".1"));
    for (const std::string& option : options_of(command)) {
      EXPECT_THAT(page, HasSubstr("fB" + option + "fR")) << command;
      ++options;
    }
  }
  EXPECT_GT(options, 80U);
  const std::string baseline = without_backslashes(scratch_.read("man/man1/smtpspec-baseline.1"));
  EXPECT_THAT(baseline, HasSubstr("baseline update"));
  EXPECT_THAT(baseline, HasSubstr("fB--filefR fIFILEfR"));
}

TEST_F(Manual, IsWhatTheFormatterOfManualPagesUnderstands) {
  if (run_program({"/usr/bin/env", "groff", "--version"}).exit_code != 0) {
    EXPECT_EQ(std::getenv("SMTPSPEC_REQUIRE_TOOLS"), nullptr) << "groff is required here";
    GTEST_SKIP() << "groff (Debian: groff-base) is not installed";
  }
  for (const auto& page : std::filesystem::directory_iterator(scratch_.path("man/man1"))) {
    const auto said =
        run_program({"/usr/bin/env", "groff", "-man", "-ww", "-z", "-Tutf8", page.path().string()});
    EXPECT_EQ(said.exit_code, 0);
    EXPECT_THAT(said.err, IsEmpty());
  }
}

TEST_F(Manual, CompletionsKnowEachOption) {
  const std::string bash = scratch_.read(bash_file), zsh = scratch_.read(zsh_file),
                    fish = scratch_.read(fish_file);
  for (const std::string& command : commands())
    for (const std::string& option : options_of(command)) {
      EXPECT_THAT(bash, HasSubstr(option)) << command;
      EXPECT_THAT(zsh, HasSubstr("'*" + option + "[")) << command;
      EXPECT_THAT(fish, HasSubstr("'" + command + "'\" ")) << command;
      EXPECT_THAT(fish, HasSubstr(" -l " + option.substr(2) + " ")) << command;
    }
}

// What bash proposes for the last of these words.
std::vector<std::string> proposed(const Scratch& scratch, const std::string& words) {
  const std::string script =
      "source '" + scratch.path(bash_file) + "'; COMP_WORDS=(smtpspec " + words +
      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _smtpspec; printf '%s\n' \"${COMPREPLY[@]}\"";
  const std::string folder = std::filesystem::path(smtpspec).parent_path().string();
  const auto said = run_program({"/bin/bash", "-c", script}, {{"PATH", folder + ":/usr/bin:/bin"}});
  EXPECT_THAT(said.err, IsEmpty());
  std::vector<std::string> lines;
  for (std::size_t at = 0, end = 0; (end = said.out.find('\n', at)) != said.out.npos; at = end + 1)
    lines.push_back(said.out.substr(at, end - at));
  return lines;
}

TEST_F(Manual, BashProposesCommandsOptionsValuesAndIds) {
  EXPECT_THAT(proposed(scratch_, "ru"), ElementsAre("run"));
  EXPECT_THAT(proposed(scratch_, "baseline up"), ElementsAre("update"));
  EXPECT_THAT(proposed(scratch_, "baseline update --fi"), ElementsAre("--file"));
  EXPECT_THAT(proposed(scratch_, "run --over st"), ElementsAre("starttls"));
  EXPECT_THAT(proposed(scratch_, "run --connect x --max-b"), ElementsAre("--max-blocked"));
  EXPECT_THAT(proposed(scratch_, "run rfc1870/size-zero"), ElementsAre("rfc1870/size-zero-is-accepted"));
  EXPECT_THAT(proposed(scratch_, "run --retries x"), ElementsAre("")) << "nobody knows how many";
}

TEST_F(Manual, OtherShellsReadTheirCompletions) {
  for (const auto& [shell, file] : {std::pair("zsh", zsh_file), std::pair("fish", fish_file)}) {
    if (run_program({"/usr/bin/env", shell, "--version"}).exit_code != 0) continue;
    const auto said = run_program({"/usr/bin/env", shell, "-n", scratch_.path(file)});
    EXPECT_EQ(said.exit_code, 0) << said.err;
  }
}

TEST(NewScenario, HasNoMistakeAndIsKeptByTheReferencePeers) {
  const Scratch scratch;
  for (const std::string whom : {"server", "client"}) {
    const auto made =
        run_program({smtpspec, "new", "--into", scratch.path("own"), "rfc3207/of-" + whom, "--judges", whom});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("own/rfc3207/of-" + whom + ".smtp is written"));
    EXPECT_THAT(scratch.read("own/rfc3207/of-" + whom + ".smtp"), HasSubstr("requirement  rfc3207/"));
  }
  EXPECT_EQ(run_program({smtpspec, "check", scratch.path("own")}).exit_code, 0);
  const auto run = run_program({smtpspec, "run", "--scenarios", scratch.path("own"), "rfc3207"});
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr("judged 2 of 2 scenarios"));
}

TEST(NewScenario, TakesNoPlaceOfAnotherAndNoIdThatIsNone) {
  const Scratch scratch;
  const std::vector<std::string> words = {smtpspec, "new", "--into", scratch.path("own"), "noop"};
  EXPECT_EQ(run_program(words).exit_code, 0);
  const auto again = run_program(words);
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("is there already"));
  for (const char* const wrong : {"NOOP", "/noop", "a//b", "a/../b", "noop.smtp", "a/"})
    EXPECT_EQ(run_program({smtpspec, "new", "--into", scratch.path("own"), wrong}).exit_code, 2) << wrong;
}

}  // namespace
}  // namespace smtpspec::end_to_end
