#include "target/state_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "target/process.hpp"

namespace smtpspec::target {

StateDirectory::StateDirectory() {
  std::string pattern = std::filesystem::temp_directory_path() / "smtpspec-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr)
    throw std::system_error(errno, std::generic_category(), "can't make a folder " + pattern);
  path_ = pattern;
}

StateDirectory::~StateDirectory() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
  if (!error) return;
  try {
    Process removal(Command{
        {"unshare", "--user", "--map-root-user", "--map-auto", "--", "rm", "-rf", path_.string()}, {}, {}});
    removal.wait(std::chrono::seconds(20));
  } catch (const std::exception&) {
    // What can't be removed stays in the temporary folder; a run is not worth less for it.
  }
}

}  // namespace smtpspec::target
