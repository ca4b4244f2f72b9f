#include "cli/repository.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> root_by_git(const fs::path& here) {
  std::error_code ignored;
  for (fs::path folder = here;; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", ignored)) return folder;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

std::optional<fs::path> root_by_workspace(const fs::path& here) {
  for (const char* name : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const fs::path workspace = fs::path(value).lexically_normal();
    const std::string inside = here.lexically_relative(workspace).generic_string();
    if (!inside.empty() && !inside.starts_with("..")) return workspace;
  }
  return std::nullopt;
}

}  // namespace

reports::Repository repository_here() {
  const fs::path here = fs::current_path();
  std::optional<fs::path> root = root_by_git(here);
  if (!root) root = root_by_workspace(here);
  return {.root = root.value_or(here), .here = here};
}

}  // namespace smtpspec::cli
