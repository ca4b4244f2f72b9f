#include "target/state_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "target/process.hpp"

namespace smtpspec::target {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "smtpspec-run-";

void remove_with_everything(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error) return;
  try {
    Process removal(Command{
        {"unshare", "--user", "--map-root-user", "--map-auto", "--", "rm", "-rf", folder.string()}, {}, {}});
    removal.wait(std::chrono::seconds(20));
  } catch (const std::exception&) {
    // What can't be removed stays in the temporary folder; a run is not worth less for it.
  }
}

// The folder, opened and locked; -1 if another has the lock (`operation` with LOCK_NB) or it is not there.
int lock(const fs::path& folder, int operation) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return -1;
  int status = 0;
  while ((status = ::flock(descriptor, operation)) != 0 && errno == EINTR) {
  }
  if (status == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

bool is_of_this_user(const fs::path& folder) {
  struct stat status {};
  return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

// The folders of runs that were killed: nobody holds their locks.
void remove_abandoned(const fs::path& parent) {
  std::error_code error;
  std::vector<fs::path> candidates;
  for (auto entry = fs::directory_iterator(parent, error); !error && entry != fs::directory_iterator();
       entry.increment(error))
    if (entry->path().filename().string().starts_with(prefix)) candidates.push_back(entry->path());
  for (const fs::path& folder : candidates) {
    if (!is_of_this_user(folder)) continue;
    const int held = lock(folder, LOCK_EX | LOCK_NB);
    if (held < 0) continue;
    remove_with_everything(folder);
    ::close(held);
  }
}

}  // namespace

StateDirectory::StateDirectory() {
  const fs::path parent = fs::temp_directory_path();
  remove_abandoned(parent);
  // Between its making and its lock another run may take the folder for an abandoned one: then a new one is
  // made.
  do {
    if (lock_ >= 0) ::close(std::exchange(lock_, -1));
    std::string pattern = parent / (std::string(prefix) + "XXXXXX");
    if (::mkdtemp(pattern.data()) == nullptr)
      throw std::system_error(errno, std::generic_category(), "can't make a folder " + pattern);
    path_ = pattern;
    lock_ = lock(path_, LOCK_EX);
  } while (!fs::exists(path_));
}

StateDirectory::~StateDirectory() {
  remove_with_everything(path_);
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace smtpspec::target
