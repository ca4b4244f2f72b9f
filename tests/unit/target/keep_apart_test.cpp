// The keeper of programs: by a command where no namespaces are needed, and in fresh systems where they may be
// made.
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "fake_target.hpp"
#include "target/fresh_system.hpp"
#include "target/keeper.hpp"
#include "target/state_directory.hpp"
#include "unit/target/times.hpp"

namespace smtpspec::target {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

Command keep_apart_by(const std::string& script) {
  return fake_target("keeps apart by " + script, "0");
}

TEST(KeepApart, CommandIsToldTheWishesAndTellsItsEnd) {
  Keeper keeper(keep_apart_by("echo \"$SENDER from $PATH\"; echo twice >&2; exit 69"));
  const auto one = keeper.submit({{"SENDER", "a\nb"}});
  ASSERT_TRUE(one->wait(ample));
  EXPECT_EQ(one->exit()->code, 69);
  EXPECT_EQ(one->timed_log().last(4096), "a\nb from " + std::string(std::getenv("PATH")) + "\ntwice\n");
}

TEST(KeepApart, HowACommandIsKilledIsTold) {
  Keeper keeper(keep_apart_by("kill -SEGV $$"));
  const auto one = keeper.submit({});
  ASSERT_TRUE(one->wait(ample));
  EXPECT_EQ(one->exit()->str(), "killed by signal 11");
}

TEST(KeepApart, ManyAtATimeAreNotMixedUp) {
  Keeper keeper(keep_apart_by("echo \"this is $NUMBER\"; exit $NUMBER"));
  std::vector<std::shared_ptr<KeptSubmission>> all;
  for (int number = 0; number < 20; ++number)
    all.push_back(keeper.submit({{"NUMBER", std::to_string(number)}}));
  for (int number = 0; number < 20; ++number) {
    ASSERT_TRUE(all[static_cast<std::size_t>(number)]->wait(ample));
    EXPECT_EQ(all[static_cast<std::size_t>(number)]->exit()->code, number);
    EXPECT_EQ(all[static_cast<std::size_t>(number)]->timed_log().last(100),
              "this is " + std::to_string(number) + "\n");
  }
}

TEST(KeepApart, LongOutputComesWhole) {
  Keeper keeper(keep_apart_by("seq 1 30000"));
  const auto one = keeper.submit({});
  ASSERT_TRUE(one->wait(ample));
  const std::string last = one->timed_log().last(TimedLog::kept_octets);
  EXPECT_TRUE(last.starts_with("1\n2\n") && last.ends_with("\n29999\n30000\n")) << last.size();
}

// The end of a pipe that a submission's processes hold: it ends when the last of them does.
class Held {
 public:
  Held() : path_((fs::temp_directory_path() / ("held." + std::to_string(::getpid()))).string()) {
    ::mkfifo(path_.c_str(), 0600);
    end_ = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  }
  ~Held() {
    ::close(end_);
    ::unlink(path_.c_str());
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  const std::string& path() const { return path_; }
  bool reads(const std::string& wanted) {
    for (const auto deadline = std::chrono::steady_clock::now() + ample; read_.find(wanted) == read_.npos;) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      some();
    }
    return true;
  }
  bool is_let_go() {
    for (const auto deadline = std::chrono::steady_clock::now() + ample; some() != 0;)
      if (std::chrono::steady_clock::now() > deadline) return false;
    return true;
  }

 private:
  ssize_t some() {
    char block[100];
    const ssize_t count = ::read(end_, block, sizeof block);
    if (count > 0) read_.append(block, static_cast<std::size_t>(count));
    return count;
  }

  std::string path_;
  int end_ = -1;
  std::string read_;
};

const std::string holds = "exec 5>\"$HELD\"; sleep 1000 & echo held >&5; wait";

TEST(KeepApart, SubmissionThatIsEndedLeavesNoProcess) {
  Held held;
  Keeper keeper(keep_apart_by(holds));
  const auto one = keeper.submit({{"HELD", held.path()}});
  ASSERT_TRUE(held.reads("held"));
  keeper.end(*one);
  EXPECT_EQ(one->exit()->str(), "killed by signal 9");
  EXPECT_TRUE(held.is_let_go());
  EXPECT_TRUE(keeper.alive());
}

TEST(KeepApart, EndOfTheKeeperIsTheEndOfItsSubmissions) {
  Held held;
  {
    Keeper keeper(keep_apart_by(holds));
    keeper.submit({{"HELD", held.path()}});
    ASSERT_TRUE(held.reads("held"));
  }
  EXPECT_TRUE(held.is_let_go());
}

TEST(KeepApart, WhatCanNotBeStartedTellsWhy) {
  Keeper keeper(fake_target("keeps apart a program that does not exist", "0"));
  const auto one = keeper.submit({});
  ASSERT_TRUE(one->wait(ample));
  EXPECT_EQ(one->exit()->code, 71);
  EXPECT_THAT(one->timed_log().last(1000), HasSubstr("can't start /no/such/program"));
}

// Runs in mounts and as the root user of its own; what it writes to standard output is returned. Empty where
// that is not allowed here.
template <class Do>
std::string apart(Do work) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    const int flags = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    std::ostringstream said;
    try {
      if (::unshare(flags) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        ::_exit(0);
      work(said);
    } catch (const std::exception& trouble) {
      said << "trouble: " << trouble.what();
    }
    (void)!::write(ends[1], said.str().data(), said.str().size());
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  char block[4096];
  for (ssize_t count = 0; (count = ::read(ends[0], block, sizeof block)) > 0;)
    said.append(block, static_cast<std::size_t>(count));
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return said;
}

std::string contents(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(FreshSystem, IsACopyAndWhatIsMountedInTheTemplateIsMountedInIt) {
  const StateDirectory directory;
  const fs::path model = directory.path() / "model", place = directory.path() / "place",
                 programs = directory.path() / "programs";
  for (const fs::path& folder : {model / "etc/deep", model / "usr", place, programs})
    fs::create_directories(folder);
  std::ofstream(model / "etc/deep/file") << "one";
  std::ofstream(programs / "tool") << "two";
  fs::create_symlink("usr/bin", model / "bin");
  ::mkfifo((model / "log").c_str(), 0640);
  ::chmod((model / "etc").c_str(), 02710);
  const std::string said = apart([&](std::ostream& tell) {
    ::mount(programs.c_str(), (model / "usr").c_str(), nullptr, MS_BIND, nullptr);
    make_fresh_system(model, place);
    struct stat etc {
    }, log{};
    ::stat((place / "etc").c_str(), &etc);
    ::stat((place / "log").c_str(), &log);
    std::ofstream(place / "etc/deep/file", std::ios::app) << " more";
    tell << contents(place / "etc/deep/file") << ", " << contents(model / "etc/deep/file") << ", "
         << contents(place / "usr/tool") << ", " << fs::read_symlink(place / "bin").string() << ", "
         << std::oct << (etc.st_mode & 07777) << ", " << S_ISFIFO(log.st_mode) << (log.st_mode & 07777);
  });
  if (said.empty()) GTEST_SKIP() << "no namespaces may be made here";
  EXPECT_EQ(said, "one more, one, two, usr/bin, 2710, 1640");
  EXPECT_TRUE(fs::is_empty(place));  // it was in memory, and in the mounts of the one that made it
}

}  // namespace
}  // namespace smtpspec::target
