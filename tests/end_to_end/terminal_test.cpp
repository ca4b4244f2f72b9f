// What a person sees who sits before a terminal: a real pseudo-terminal, and a small model of what it shows.

#include <gmock/gmock.h>

#include <filesystem>
#include <regex>
#include <sstream>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr const char* python_of_the_terminal = "/usr/bin/python3";

// What the program writes to a terminal of so many columns, octet for octet. Python's pty module is the
// terminal's other end.
std::string written_to_terminal(std::vector<std::string> arguments, int columns) {
  const std::string other_end =
      "import fcntl, os, pty, struct, sys, termios\n"
      "pid, fd = pty.fork()\n"
      "if pid == 0: os.execv(sys.argv[2], sys.argv[2:])\n"
      "fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 50, int(sys.argv[1]), 0, 0))\n"
      "while True:\n"
      "    try: octets = os.read(fd, 65536)\n"
      "    except OSError: break\n"
      "    if not octets: break\n"
      "    os.write(1, octets)\n"
      "sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n";
  std::vector<std::string> words = {python_of_the_terminal, "-c", other_end, std::to_string(columns)};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_program(words, {{"TERM", "xterm"},
                             {"COLUMNS", std::to_string(columns)},
                             {"CI", ""},
                             {"GITHUB_ACTIONS", ""},
                             {"NO_COLOR", "1"},
                             {"LC_ALL", "C.UTF-8"}})
      .out;
}

// The lines that stay, as a terminal shows them: a carriage return, the erasing of a line's rest, line ends
// and overwriting are all it knows. Anything else that moves would be left standing, and seen.
std::string scrollback(const std::string& octets) {
  std::string lines, line;
  std::size_t column = 0;
  for (std::size_t at = 0; at < octets.size(); ++at) {
    if (octets.compare(at, 3, "\x1b[K") == 0) {
      line.resize(column);
      at += 2;
    } else if (octets[at] == '\r') {
      column = 0;
    } else if (octets[at] == '\n') {
      lines += line + "\n";
      line.clear();
      column = 0;
    } else {
      if (line.size() <= column) line.resize(column + 1, ' ');
      line[column++] = octets[at];
    }
  }
  return lines + line;
}

// Times and ports differ from run to run.
std::string settled(std::string text) {
  text = std::regex_replace(text, std::regex("[0-9]+\\.[0-9]{3} s"), "TIME s");
  text = std::regex_replace(text, std::regex("[0-9]+\\.[0-9]{3}  "), "TIME  ");
  return std::regex_replace(text, std::regex("127\\.0\\.0\\.1:[0-9]+"), "127.0.0.1:PORT");
}

class TerminalTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(python_of_the_terminal))
      GTEST_SKIP() << "no Python here, which is the terminal's other end";
  }
};

TEST_F(TerminalTest, LiveViewTellsWhatRunsAndLeavesNothingOfItBehind) {
  const std::string octets = written_to_terminal(
      {smtpspec, "run", "rfc1870/*", "--jobs", "2", "--fault", "accepts-oversize-declaration"}, 100);
  EXPECT_THAT(
      octets,
      ContainsRegex(
          "\r\x1b\\[K\\[[0-9]+/[0-9]+\\] 1 failed [12] running: rfc1870/.*  slowest [a-z0-9.-]+ [0-9.]+ s"));
  const std::string left = scrollback(octets);
  EXPECT_THAT(left, Not(HasSubstr("running: ")));
  EXPECT_THAT(left, Not(HasSubstr("\x1b")));
  const std::string text = settled(left);
  // The failure as it came, then the summary, exactly as where nothing moves.
  const std::string still = settled(
      run_program({smtpspec, "run", "rfc1870/*", "--jobs", "2", "--fault", "accepts-oversize-declaration"},
                  {{"LC_ALL", "C.UTF-8"}})
          .out);
  EXPECT_THAT(text, testing::StartsWith(still.substr(0, still.find('\n') + 1) +
                                        "FAIL            rfc1870/declared-size-over-limit-is-refused"));
  // Without the addresses of the transcript, which are ports of their own.
  const std::string summary = still.substr(still.find("\n\n"));
  const std::string verdict = summary.substr(summary.find("Repeat what went wrong"));
  EXPECT_THAT(text, HasSubstr(verdict));
  EXPECT_THAT(text, Not(HasSubstr("pass            rfc1870/")));
}

TEST_F(TerminalTest, NarrowTerminalIsNeverWrapped) {
  const std::string octets = written_to_terminal({smtpspec, "run", "-v", "rfc1870/*"}, 40);
  std::istringstream parts(octets);
  std::size_t drawn = 0;
  for (std::string part; std::getline(parts, part, '\r');) {
    if (!part.starts_with("\x1b[K[")) continue;
    ++drawn;
    EXPECT_LT(part.size() - 3, 40U) << part;
  }
  EXPECT_GT(drawn, 20U);
}

TEST_F(TerminalTest, QuietDrawsNothing) {
  const std::string octets = written_to_terminal({smtpspec, "run", "-q", "rfc1870/*"}, 100);
  EXPECT_THAT(octets, AllOf(Not(HasSubstr("\x1b")), HasSubstr("Verdict: reference conforms")));
}

TEST_F(TerminalTest, FleetShowsEachTargetsShareAndLeavesNothingOfItBehind) {
  const Scratch scratch;
  for (const std::string name : {"one", "two"}) {
    std::filesystem::create_directories(scratch.path(name));
    scratch.write(name + "/profile.toml",
                  "name = \"" + name + "\"\n[start]\ncommand = [\"" + smtpspec +
                      "\", \"serve\", \"--port\", \"{port}\"]\n[stop]\nby = \"SIGTERM\"\n[variables]\n"
                      "client = \"client.test\"\nserver = \"mx.test\"\nsender = \"a@client.test\"\n"
                      "recipient = \"alice@mx.test\"\n");
  }
  const std::string octets =
      written_to_terminal({smtpspec, "run", "rfc1870/*", "--target", scratch.path("one"), "--target",
                           scratch.path("two"), "--no-baseline"},
                          120);
  // One may have ended before the other begins.
  for (const std::string name : {"one", "two"})
    EXPECT_THAT(octets, ContainsRegex("\r\x1b\\[K[^\r]*" + name +
                                      " [0-9]+/[0-9]+[^\r]* slowest [a-z0-9.-]+ [0-9.]+ s"));
  const std::string left = scrollback(octets);
  EXPECT_THAT(left, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("slowest")),
                          HasSubstr("\ntarget     judged  pass  FAIL"), HasSubstr("Verdict: one conforms"),
                          HasSubstr("Verdict: two conforms")));
}

}  // namespace
}  // namespace smtpspec::end_to_end
