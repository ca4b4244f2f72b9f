// StateDirectory: the folder of one run of one target, and its end.
#pragma once

#include <filesystem>

namespace smtpspec::target {

// Made under the system's temporary folder, for its owner alone; removed with everything in it. A target that
// ran in a user namespace leaves files of sub-uids: those are removed from inside such a namespace. What a
// run that was killed left there is removed by the next one: a folder is in use while its run holds its lock.
class StateDirectory {
 public:
  // Throws std::system_error.
  StateDirectory();
  ~StateDirectory();
  StateDirectory(const StateDirectory&) = delete;
  StateDirectory& operator=(const StateDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // a descriptor of the folder, closed when the process ends, however it ends
};

}  // namespace smtpspec::target
