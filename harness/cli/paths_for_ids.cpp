#include "cli/paths_for_ids.hpp"

#include <filesystem>

#include "cli/installation.hpp"
#include "scenario/catalogue.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

// "rfc1870" and "rfc1870/size-*" below the catalogue's folder; empty if it is not in there, or is all of it.
std::string id_in_catalogue(const fs::path& path) {
  const auto folder = find_folder("scenarios");
  std::error_code error;
  if (!folder) return {};
  const fs::path inside = fs::weakly_canonical(path, error).lexically_relative(fs::canonical(*folder, error));
  if (error || inside.empty() || *inside.begin() == ".." || inside == ".") return {};
  return (inside.parent_path() / inside.stem()).generic_string();
}

// A word is an id where the catalogue has one of that name, whatever lies in the working directory.
bool is_path(const std::string& word) {
  std::error_code error;
  if (word.ends_with(".smtp")) return fs::is_regular_file(word, error);
  if (!fs::is_directory(word, error)) return false;
  const auto folder = find_folder("scenarios");
  return !folder || !fs::exists(*folder / word, error) || fs::equivalent(*folder / word, word, error);
}

}  // namespace

Choice with_paths_resolved(Choice choice) {
  std::vector<std::string> ids, paths;
  for (std::string& word : choice.selection.ids) {
    if (!is_path(word)) {
      ids.push_back(std::move(word));
    } else if (std::string id = id_in_catalogue(word); !id.empty()) {
      ids.push_back(std::move(id));
    } else {
      paths.push_back(std::move(word));
    }
  }
  // Ids beside paths are those of the catalogue, unless another place to look for them is named.
  if (!ids.empty() && !paths.empty() && choice.scenarios.empty()) choice.with_catalogue = true;
  for (const std::string& path : paths) {
    const bool is_file = path.ends_with(".smtp");
    const scenario::Catalogue there = is_file ? scenario::read_file(path) : scenario::read_catalogue(path);
    for (const auto& one : there.scenarios) ids.push_back(one->id);
    choice.scenarios.push_back(path);
  }
  choice.selection.ids = std::move(ids);
  return choice;
}

}  // namespace smtpspec::cli
