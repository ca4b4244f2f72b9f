// The harness is killed in mid-run: nothing of a real target stays. Needs the targets' packages, which
// fixtures/fetch brings from the network; with SMTPSPEC_REQUIRE_FLEET=1 it is a failure not to have them.

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>

#include <gmock/gmock.h>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using namespace std::chrono_literals;
using support::Program;
using support::run_program;
using testing::AnyOf;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

// While this lives, the processes that lose their parent become children of this one: whoever is left of a
// program's descendants is seen here, and nobody can be overlooked.
class Orphanage {
 public:
  Orphanage() {
    sigemptyset(&child_);
    sigaddset(&child_, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &child_, &before_);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
  }
  ~Orphanage() {
    prctl(PR_SET_CHILD_SUBREAPER, 0);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Orphanage(const Orphanage&) = delete;
  Orphanage& operator=(const Orphanage&) = delete;

  // Waits until no child is left. What is still there at the deadline is killed, and named.
  std::vector<std::string> left_after(std::chrono::milliseconds within) const {
    const auto deadline = std::chrono::steady_clock::now() + within;
    for (;;) {
      pid_t ended = 0;
      while ((ended = waitpid(-1, nullptr, WNOHANG)) > 0) {
      }
      if (ended < 0 && errno == ECHILD) return {};
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      if (left <= 0ms) return killed_children();
      const timespec wait{left.count() / 1000, left.count() % 1000 * 1'000'000};
      sigtimedwait(&child_, nullptr, &wait);
    }
  }

 private:
  static std::vector<std::string> killed_children() {
    std::vector<std::string> names;
    std::ifstream children("/proc/thread-self/children");
    for (pid_t id = 0; children >> id;) {
      std::ifstream comm("/proc/" + std::to_string(id) + "/comm");
      std::string name;
      std::getline(comm, name);
      names.push_back(name + " (" + std::to_string(id) + ")");
      kill(id, SIGKILL);
      waitpid(id, nullptr, 0);
    }
    if (names.empty()) names.push_back("a child that /proc does not name");
    return names;
  }

  sigset_t child_{};
  sigset_t before_{};
};

TEST(Orphanage, SeesAProcessThatOutlivesItsParent) {
  const Orphanage orphanage;
  Program parent({"/bin/sh", "-c", "setsid sleep 1000 >/dev/null 2>&1 & echo started"});
  parent.end();
  EXPECT_THAT(orphanage.left_after(0ms),
              ElementsAre(AnyOf(StartsWith("sleep ("), StartsWith("setsid ("), StartsWith("sh ("))));
  EXPECT_THAT(orphanage.left_after(20s), IsEmpty());
}

struct Kept {
  std::string target;
  std::string isolation;  // ISOLATE of fixtures/run and fixtures/submit; empty: what works here
  std::string one_case = "rfc5321/noop-*";  // that it passes
};

constexpr const char* greets = "client/rfc5321/session-begins-with-ehlo";

class KilledHarness : public testing::TestWithParam<Kept> {
 protected:
  void SetUp() override {
    const std::string target = GetParam().target;
    if (GetParam().isolation == "chroot" && geteuid() != 0) GTEST_SKIP() << "only root may chroot";
    const auto fetched = run_program({"/usr/bin/timeout", "300", project + "/fixtures/fetch", target});
    if (fetched.exit_code == 0) return;
    const char* required = std::getenv("SMTPSPEC_REQUIRE_FLEET");
    if (required != nullptr && std::string(required) == "1")
      FAIL() << "the packages of " << target << " are required here: " << fetched.err;
    GTEST_SKIP() << "the packages of " << target << " can't be had here: " << fetched.err;
  }
};

TEST_P(KilledHarness, LeavesNothingOfItsTargetBehind) {
  const Scratch scratch;  // a temporary folder of its own shows what files are left
  std::filesystem::create_directory(scratch.path("tmp"));
  std::map<std::string, std::string> environment = {{"TMPDIR", scratch.path("tmp")}};
  if (!GetParam().isolation.empty()) environment["ISOLATE"] = GetParam().isolation;
  {
    const Orphanage orphanage;
    Program harness({smtpspec, "run", "--target", GetParam().target, "--jobs", "1"}, environment);
    // One case is over and more than a hundred are to come.
    ASSERT_TRUE(harness.says("rfc")) << harness.end().err;
    harness.signal(SIGKILL);
    EXPECT_EQ(harness.end().exit_code, 128 + SIGKILL);
    EXPECT_THAT(orphanage.left_after(20s), IsEmpty());
  }
  // The files are the next run's to remove: nobody else is left.
  EXPECT_FALSE(std::filesystem::is_empty(scratch.path("tmp")));
  const auto next =
      run_program({smtpspec, "run", "--target", GetParam().target, GetParam().one_case}, environment);
  EXPECT_EQ(next.exit_code, 0) << next.out << next.err;
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path("tmp")));
}

INSTANTIATE_TEST_SUITE_P(Fixtures, KilledHarness,
                         testing::Values(Kept{"postfix", ""}, Kept{"aiosmtpd", ""},
                                         Kept{"aiosmtpd", "chroot"}, Kept{"postfix-outbound", "", greets},
                                         Kept{"postfix-outbound", "chroot", greets},
                                         // A client in systems of its own, one that is forked, and one in
                                         // many keepers.
                                         Kept{"curl", "", greets}, Kept{"smtplib", "", greets},
                                         Kept{"nodemailer", "", greets}),
                         [](const auto& instance) {
                           std::string name = instance.param.target + instance.param.isolation;
                           std::ranges::replace(name, '-', '_');  // a test's name may not have any
                           return name;
                         });

}  // namespace
}  // namespace smtpspec::end_to_end
