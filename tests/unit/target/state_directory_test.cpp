#include "target/state_directory.hpp"

#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>

namespace smtpspec::target {
namespace {

namespace fs = std::filesystem;

// A folder as a run that was killed leaves it: nobody holds its lock.
fs::path leave_behind(const std::string& name) {
  const fs::path folder = fs::temp_directory_path() / (name + std::to_string(::getpid()));
  fs::create_directories(folder / "var" / "spool");
  std::ofstream(folder / "var" / "spool" / "message") << "one";
  return folder;
}

TEST(StateDirectory, IsPrivateAndGoesWithItsContents) {
  fs::path path;
  {
    const StateDirectory directory;
    path = directory.path();
    fs::create_directories(path / "a" / "b");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(StateDirectory, TheNextRunRemovesWhatAKilledOneLeft) {
  const fs::path left = leave_behind("smtpspec-run-");
  const StateDirectory next;
  EXPECT_FALSE(fs::exists(left));
}

TEST(StateDirectory, TheNextRunLeavesAloneWhatIsInUse) {
  const StateDirectory running;
  std::ofstream(running.path() / "message") << "one";
  const StateDirectory next;
  EXPECT_TRUE(fs::exists(running.path() / "message"));
  EXPECT_NE(next.path(), running.path());
}

TEST(StateDirectory, TheNextRunLeavesAloneWhatHasAnotherName) {
  const fs::path other = leave_behind("smtpspec-notes-");
  { const StateDirectory next; }
  EXPECT_TRUE(fs::exists(other / "var" / "spool" / "message"));
  fs::remove_all(other);
}

}  // namespace
}  // namespace smtpspec::target
