// Every header compiles alone. The build itself shows it for a header that its own source file includes
// first; only the others are handed to the compiler here, so that this takes seconds.

#include <gmock/gmock.h>

#include <algorithm>
#include <future>
#include <regex>
#include <set>
#include <thread>
#include <vector>

#include "end_to_end/scratch.hpp"
#include "support/places.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

std::string whole_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What g++ has to say about a header that nothing stands in front of; empty if it compiles.
std::string complaints_about(const fs::path& header) {
  const auto compiled =
      support::run_program({support::compiler(), "-std=c++20", "-fsyntax-only", "-w", "-x", "c++", "-I",
                            project + "/harness", "-I", project, header.string()});
  if (compiled.exit_code == 0) return {};
  return header.string() + ": " + (compiled.err.empty() ? "the compiler did not run" : compiled.err);
}

std::vector<fs::path> headers() {
  std::vector<fs::path> found;
  for (const char* root : {"/harness", "/reports"})
    for (const auto& entry : fs::recursive_directory_iterator(project + root))
      if (entry.path().extension() == ".hpp") found.push_back(entry.path());
  return found;
}

// The file that an `#include "..."` of the project means.
fs::path meant_by(const std::string& include, const fs::path& folder) {
  for (const fs::path& root : {folder, fs::path(project + "/harness"), fs::path(project)})
    if (fs::exists(root / include)) return fs::canonical(root / include);
  return {};
}

const std::regex include_line("#include [<\"]([^>\"]+)[>\"]");

// A header and all of the project that it includes, as one text.
std::string with_includes(const fs::path& header, std::set<fs::path>& seen) {
  if (header.empty() || !seen.insert(header).second) return {};
  const std::string own = whole_file(header);
  std::string text = header.string() + "\n" + own;
  for (std::sregex_iterator at(own.begin(), own.end(), include_line), end; at != end; ++at)
    text += with_includes(meant_by((*at)[1], header.parent_path()), seen);
  return text;
}

// Remembers in the build tree which headers compiled with which text.
class Proofs {
 public:
  explicit Proofs(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }

  bool has(const fs::path& header) const { return whole_file(file_of(header)) == key_of(header); }
  void add(const fs::path& header) const { std::ofstream(file_of(header)) << key_of(header); }

 private:
  fs::path file_of(const fs::path& header) const {
    return folder_ / std::to_string(std::hash<std::string>{}(header.string()));
  }
  static std::string key_of(const fs::path& header) {
    std::set<fs::path> seen;
    const std::string text =
        support::compiler() + std::string("\n") + with_includes(fs::canonical(header), seen);
    return std::to_string(text.size()) + " " + std::to_string(std::hash<std::string>{}(text));
  }

  fs::path folder_;
};

// True if the source file of the same name is part of this build and sees the header before anything else.
bool built_alone(const fs::path& header, const std::string& compile_commands) {
  const fs::path source = fs::path(header).replace_extension(".cpp");
  const std::string text = whole_file(source);
  std::smatch first;
  return std::regex_search(text, first, include_line) &&
         meant_by(first[1], header.parent_path()) == fs::canonical(header) &&
         compile_commands.find("\"" + source.string() + "\"") != std::string::npos;
}

TEST(Headers, EveryHeaderCompilesAlone) {
  const std::string compile_commands =
      whole_file(support::build_folder() + std::string("/compile_commands.json"));
  ASSERT_THAT(compile_commands, HasSubstr("/harness/"));
  // A precompiled header stands in front of everything: then the build shows nothing.
  const bool precompiled = compile_commands.find("cmake_pch") != std::string::npos;
  std::vector<fs::path> unproven = headers();
  ASSERT_GT(unproven.size(), 100U);
  if (!precompiled)
    std::erase_if(unproven, [&](const fs::path& one) { return built_alone(one, compile_commands); });
  ASSERT_FALSE(unproven.empty());
  const Proofs proofs(support::build_folder() + std::string("/headers-alone"));
  std::erase_if(unproven, [&](const fs::path& one) { return proofs.has(one); });

  const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::future<std::string>> shares;
  for (std::size_t worker = 0; worker < workers; ++worker)
    shares.push_back(std::async(std::launch::async, [&unproven, &proofs, worker, workers] {
      std::string all;
      for (std::size_t at = worker; at < unproven.size(); at += workers) {
        const std::string complaints = complaints_about(unproven[at]);
        if (complaints.empty()) proofs.add(unproven[at]);
        all += complaints;
      }
      return all;
    }));
  for (auto& share : shares) EXPECT_THAT(share.get(), IsEmpty());
}

TEST(Headers, AHeaderThatLeansOnWhoeverIncludesItIsSeen) {
  const Scratch scratch;
  const std::string stands =
      scratch.write("stands.hpp", "#include <vector>\ninline std::vector<int> none;\n");
  EXPECT_THAT(complaints_about(stands), IsEmpty());
  const std::string leans = scratch.write("leans.hpp", "inline std::vector<int> none;\n");
  EXPECT_THAT(complaints_about(leans), HasSubstr("vector"));
}

TEST(Headers, AProofHoldsUntilSomethingIncludedChanges) {
  const Scratch scratch;
  const Proofs proofs(scratch.path("proofs"));
  scratch.write("inner.hpp", "#include <vector>\n");
  const std::string outer = scratch.write("outer.hpp", "#include \"inner.hpp\"\n");
  EXPECT_FALSE(proofs.has(outer));
  proofs.add(outer);
  EXPECT_TRUE(proofs.has(outer));
  scratch.write("inner.hpp", "#include <string>\n");
  EXPECT_FALSE(proofs.has(outer));
}

TEST(Headers, ASourceThatSeesAnythingElseFirstShowsNothing) {
  const Scratch scratch;
  const std::string header = scratch.write("one.hpp", "");
  const std::string built = "\"file\": \"" + scratch.path("one.cpp") + "\"";
  EXPECT_FALSE(built_alone(header, built));  // no source of its own
  scratch.write("one.cpp", "#include <vector>\n#include \"one.hpp\"\n");
  EXPECT_FALSE(built_alone(header, built));
  scratch.write("one.cpp", "#include \"one.hpp\"\n#include <vector>\n");
  EXPECT_TRUE(built_alone(header, built));
  EXPECT_FALSE(built_alone(header, "\"file\": \"/another.cpp\""));
}

}  // namespace
}  // namespace smtpspec::end_to_end
