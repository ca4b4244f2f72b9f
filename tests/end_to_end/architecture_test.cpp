// The direction of the arrows: each folder sees only those above it, and each foreign library is seen in one
// place.

#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <vector>

#include "end_to_end/scratch.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const std::vector<std::string> folders = {"text",   "ledger", "smtp",      "sasl", "scenario", "draft",
                                          "result", "watch",  "reference", "play", "coverage", "prove",
                                          "net",    "target", "run",       "cli"};

struct Include {
  fs::path file;
  std::string what;
};

std::vector<Include> includes_below(const fs::path& folder) {
  std::vector<Include> found;
  const std::regex line("#include [<\"]([^>\"]+)[>\"]");
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
    std::ifstream file(entry.path());
    for (std::string text; std::getline(file, text);)
      if (std::smatch match; std::regex_search(text, match, line)) found.push_back({entry.path(), match[1]});
  }
  return found;
}

std::string folder_of(const fs::path& file) {
  return fs::relative(file, project + "/harness").begin()->string();
}

std::vector<std::string> offences(bool (*is_offence)(const Include&)) {
  std::vector<std::string> found;
  for (const char* root : {"/harness", "/reports"})
    for (const Include& one : includes_below(project + root))
      if (is_offence(one)) found.push_back(fs::relative(one.file, project).string() + " sees " + one.what);
  return found;
}

std::size_t rank(const std::string& folder) {
  return static_cast<std::size_t>(std::find(folders.begin(), folders.end(), folder) - folders.begin());
}

TEST(Architecture, AFolderSeesOnlyFoldersAboveIt) {
  const auto looks_down = [](const Include& one) {
    const std::string seen = one.what.substr(0, one.what.find('/'));
    const bool ours = std::find(folders.begin(), folders.end(), seen) != folders.end();
    const std::string from = folder_of(one.file);
    if (from == "..")
      return seen != "reports" && ours && seen != "text" && seen != "ledger" && seen != "result";  // reports/
    return (ours && rank(seen) > rank(from)) || (seen == "reports" && from != "cli");
  };
  EXPECT_THAT(offences(looks_down), IsEmpty());
}

// Rooms of a folder, in the same order. What stands beside them sees and is seen by all.
TEST(Architecture, ARoomOfAPlaySeesOnlyRoomsAboveIt) {
  const auto looks_down = [](const Include& one) {
    const std::vector<std::string> rooms = {"material", "wire", "judging", "flow", "legs", "memory"};
    const auto rank_of = [&](const fs::path& path) {
      auto part = path.begin();
      if (part == path.end() || *part++ != "play" || part == path.end()) return rooms.end();
      return std::find(rooms.begin(), rooms.end(), part->string());
    };
    const auto from = rank_of(fs::relative(one.file, project + "/harness"));
    const auto seen = rank_of(fs::path(one.what));
    return from != rooms.end() && seen != rooms.end() && seen > from;
  };
  EXPECT_THAT(offences(looks_down), IsEmpty());
}

TEST(Architecture, AsioIsSeenInNetTargetAndRunOnly) {
  const auto is_offence = [](const Include& one) {
    const std::set<std::string> allowed = {"net", "target", "run"};
    const bool asio = one.what.starts_with("boost/asio") || one.what.starts_with("boost/process");
    return asio && !allowed.contains(folder_of(one.file));
  };
  EXPECT_THAT(offences(is_offence), IsEmpty());
}

TEST(Architecture, EachLibraryIsSeenInOnePlace) {
  const auto is_offence = [](const Include& one) {
    const std::string file = one.file.filename().string();
    if (one.what.find("pugixml") != one.what.npos) return !file.starts_with("junit");
    if (one.what.starts_with("toml++")) return folder_of(one.file) != "target";
    if (one.what.starts_with("CLI/")) return folder_of(one.file) != "cli";
    if (one.what.starts_with("openssl/"))
      return folder_of(one.file) != "net" && one.file.filename() != "hmac.cpp";
    if (one.what.starts_with("gsasl")) return folder_of(one.file) != "sasl";
    return false;
  };
  EXPECT_THAT(offences(is_offence), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::end_to_end
