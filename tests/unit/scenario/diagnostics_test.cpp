// Every message the parser can give is pinned: tests/golden/diagnostics/NAME.smtp is a scenario with one
// mistake, NAME.txt what a person reads about it. After a change on purpose, run this test with
// SMTPSPEC_APPROVE=1 in the environment, and read the difference.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/places.hpp"
#include "unit/scenario/reading.hpp"

namespace smtpspec::scenario {
namespace {

namespace fs = std::filesystem;

const fs::path folder = support::in_project("tests/golden/diagnostics");

std::string octets_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream octets;
  octets << file.rdbuf();
  return octets.str();
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".smtp") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Diagnostics : public testing::TestWithParam<std::string> {};

TEST_P(Diagnostics, AreAsApproved) {
  const fs::path file = folder / (GetParam() + ".smtp");
  const auto source = std::make_shared<const text::Source>(file.filename().string(), octets_of(file));
  const std::string rendered = text::render(parse(source, GetParam()).diagnostics);
  const fs::path approved = folder / (GetParam() + ".txt");
  if (std::getenv("SMTPSPEC_APPROVE")) std::ofstream(approved, std::ios::binary) << rendered;
  EXPECT_TRUE(fs::exists(approved));
  EXPECT_EQ(rendered, octets_of(approved));
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, Diagnostics, testing::ValuesIn(names()), test_name);

TEST(DiagnosticsFolder, HoldsNoTextWithoutItsScenario) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    EXPECT_TRUE(fs::exists(fs::path(entry.path()).replace_extension(".smtp"))) << entry.path();
}

}  // namespace
}  // namespace smtpspec::scenario
