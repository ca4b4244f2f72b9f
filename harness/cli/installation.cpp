#include "cli/installation.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

fs::path program_folder() {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

fs::path shared_folder() {
  return program_folder() / "../share/smtpspec";
}

}  // namespace

std::optional<fs::path> find_folder(const std::string& name) {
  std::error_code error;
  for (const fs::path& own : {shared_folder() / name, program_folder() / "../.." / name})
    if (fs::is_directory(own, error))
      return fs::equivalent(own, name, error) ? fs::path(name) : fs::weakly_canonical(own, error);
  return fs::is_directory(name, error) ? std::optional<fs::path>(name) : std::nullopt;
}

fs::path targets_folder() {
  return find_folder("fixtures").value_or("fixtures") / "targets";
}

bool is_installed(const fs::path& file) {
  std::error_code error;
  const fs::path shared = fs::canonical(shared_folder(), error);
  if (error) return false;
  const std::string inside = fs::weakly_canonical(file, error).lexically_relative(shared).generic_string();
  return !inside.empty() && !inside.starts_with("..");
}

}  // namespace smtpspec::cli
