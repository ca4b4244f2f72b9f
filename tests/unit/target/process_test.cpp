#include "target/process.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>

#include "fake_target.hpp"
#include "unit/target/times.hpp"

namespace smtpspec::target {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

// Runs, or is a zombie that nobody has reaped yet.
bool runs(int id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/stat");
  std::string stat;
  std::getline(file, stat);
  return !stat.empty() && stat.find(") Z ") == std::string::npos;
}

bool ends_soon(int id) {
  const auto deadline = std::chrono::steady_clock::now() + ample;
  while (runs(id))
    if (std::chrono::steady_clock::now() > deadline) return false;
  return true;
}

void wait_for_log(const Process& process, const std::string& words) {
  const auto deadline = std::chrono::steady_clock::now() + ample;
  while (process.log().find(words) == std::string::npos && std::chrono::steady_clock::now() < deadline)
    process.wait(1ms);
}

// A file tells that all is written: by then the words may still be in the pipe.
TEST(Process, LogCatchesUpWithWhatIsWritten) {
  const std::string done = testing::TempDir() + "process_test." + std::to_string(::getpid());
  for (int round = 0; round < 20; ++round) {
    std::remove(done.c_str());
    const Process process(shell("seq 1 3000; echo last; : >" + done + "; exec sleep 60"));
    const auto deadline = std::chrono::steady_clock::now() + ample;
    while (!std::ifstream(done) && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    process.catch_up(ample);
    EXPECT_THAT(process.log(), EndsWith("\n3000\nlast\n"));
  }
  std::remove(done.c_str());
}

TEST(Process, RunsAtALowerPriorityThanTheHarness) {
  const Process process(shell("nice"));
  ASSERT_TRUE(process.wait(ample));
  constexpr int lowest = 19;
  EXPECT_EQ(process.log(), std::to_string(std::min(::getpriority(PRIO_PROCESS, 0) + 5, lowest)) + "\n");
}

TEST(Process, LogOfOneThatHasEndedIsCaughtUpWith) {
  const Process process(shell("echo last"));
  ASSERT_TRUE(process.wait(ample));
  process.catch_up(ample);
  EXPECT_EQ(process.log(), "last\n");
}

TEST(Process, ExitStatusAndOutputOfBothKindsAreKept) {
  const Process process(shell("echo one; echo two >&2; exit 3"));
  ASSERT_TRUE(process.wait(ample));
  EXPECT_EQ(process.exit()->code, 3);
  EXPECT_FALSE(process.exit()->success());
  EXPECT_EQ(process.exit()->str(), "exited with status 3");
  EXPECT_EQ(process.log(), "one\ntwo\n");
  EXPECT_FALSE(process.alive());
}

TEST(Process, EnvironmentAndDirectoryAreHandedOver) {
  Command command = shell("echo \"$GREETING from $(pwd)\"; test -n \"$PATH\"");
  command.environment["GREETING"] = "hello";
  command.directory = "/";
  const Process process(command);
  ASSERT_TRUE(process.wait(ample));
  EXPECT_TRUE(process.exit()->success());
  EXPECT_EQ(process.log(), "hello from /\n");
}

TEST(Process, OnlyTheEndOfALongOutputIsKept) {
  const Process process(shell("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"));
  ASSERT_TRUE(process.wait(ample));
  EXPECT_THAT(process.log(), SizeIs(64 * 1024));
  EXPECT_THAT(process.log(), EndsWith("line 19999\n"));
}

TEST(Process, ProgramThatDoesNotExistIsAnErrorThatNamesIt) {
  for (const char* program : {"no-such-program-anywhere", "/no/such/program"}) {
    try {
      const Process process(Command{{program}, {}, {}});
      FAIL() << program << " was started";
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), HasSubstr(program));
    }
  }
}

TEST(Process, ClosingItsInputEndsAProcessThatReadsIt) {
  Process process(shell("cat; echo done"));
  const Exit exit = process.end(0, ample);
  EXPECT_TRUE(exit.success());
  EXPECT_EQ(process.log(), "done\n");
}

TEST(Process, SignalEndsAProcessThatDoesNotReadItsInput) {
  Process process(shell("trap 'echo stopped; exit 0' TERM; echo ready; while :; do sleep 0.01; done"));
  wait_for_log(process, "ready");
  const Exit exit = process.end(SIGTERM, ample);
  EXPECT_TRUE(exit.success()) << exit.str();
  EXPECT_THAT(process.log(), EndsWith("stopped\n"));
}

TEST(Process, ProcessThatIgnoresEverythingIsKilled) {
  Process process(fake_target("ignores SIGTERM and the end of its input", "0"));
  wait_for_log(process, "deaf");
  const Exit exit = process.end(SIGTERM, 50ms);
  EXPECT_TRUE(exit.by_signal);
  EXPECT_EQ(exit.code, SIGKILL);
}

TEST(Process, DescendantsEndWithTheProcess) {
  Process process(shell("sleep 1000 & echo $!; cat"));
  wait_for_log(process, "\n");
  const int descendant = std::stoi(process.log());
  ASSERT_TRUE(runs(descendant));
  process.end(0, ample);
  EXPECT_TRUE(ends_soon(descendant));
}

TEST(Process, NothingIsLeftWhenTheOwnerGoes) {
  int id = 0;
  {
    const Process process(shell("cat"));
    id = process.id();
    EXPECT_TRUE(runs(id));
  }
  EXPECT_FALSE(std::ifstream("/proc/" + std::to_string(id) + "/stat").good());  // not even a zombie
}

TEST(Process, ProcessEndsWhenTheHarnessIsKilled) {
  Process harness(fake_target("starts a process and waits", "0"));
  wait_for_log(harness, "child ");
  wait_for_log(harness, "\n");
  ASSERT_THAT(harness.log(), StartsWith("child "));
  const int child = std::stoi(harness.log().substr(6));
  ASSERT_TRUE(runs(child));
  ::kill(harness.id(), SIGKILL);  // the harness alone: its child is in a group of its own
  EXPECT_TRUE(ends_soon(child));
}

}  // namespace
}  // namespace smtpspec::target
