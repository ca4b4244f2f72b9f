#include "reports/destination.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <system_error>

#include "golden.hpp"

namespace smtpspec::reports {
namespace {

namespace fs = std::filesystem;
using testing::read_file;

class Destination : public ::testing::Test {
 protected:
  Destination() {
    std::string pattern = (fs::temp_directory_path() / "smtpspec-destination-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) directory_ = pattern;
  }
  ~Destination() override { fs::remove_all(directory_); }

  std::vector<std::string> files_in(const fs::path& directory) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory)) names.push_back(entry.path().filename());
    return names;
  }

  fs::path directory_;
};

TEST_F(Destination, PrepareMakesTheDirectoriesAndRemovesTheOldReport) {
  const fs::path report = directory_ / "a/b/report.xml";
  prepare(report);
  EXPECT_TRUE(fs::is_directory(directory_ / "a/b"));
  std::ofstream(report) << "yesterday's";
  prepare(report);
  EXPECT_THAT(files_in(directory_ / "a/b"), ::testing::IsEmpty());
}

TEST_F(Destination, WriteReplacesTheReportAndLeavesNothingElse) {
  const fs::path report = directory_ / "report.xml";
  write(report, "one");
  write(report, "two");
  EXPECT_EQ(read_file(report), "two");
  EXPECT_THAT(files_in(directory_), ::testing::ElementsAre("report.xml"));
}

TEST_F(Destination, PlaceThatTakesNoFileIsRefusedBeforeTheRun) {
  std::ofstream(directory_ / "file") << "x";
  EXPECT_THROW(prepare(directory_ / "file/report.xml"), std::system_error);
  EXPECT_THROW(prepare(directory_), std::system_error);
}

TEST_F(Destination, FullDiskIsAnErrorAndLeavesNoReport) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  EXPECT_NO_THROW(prepare("/dev/full"));
  EXPECT_THROW(write("/dev/full", "report"), std::system_error);
}

TEST_F(Destination, ErrorNamesThePathAndTheReason) {
  try {
    write(directory_ / "missing/report.xml", "x");
    FAIL() << "expected an exception";
  } catch (const std::system_error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("missing/report.xml"));
    EXPECT_THAT(error.what(), ::testing::HasSubstr("No such file"));
  }
}

TEST_F(Destination, StandardOutputNeedsNoPreparation) {
  prepare("-");
  EXPECT_FALSE(fs::exists("-"));
}

}  // namespace
}  // namespace smtpspec::reports
