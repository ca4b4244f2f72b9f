// What a scenario is called, however its folder is named.
#include "scenario/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>

namespace smtpspec::scenario {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;

class CatalogueIds : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(base_);
    for (const char* const root : {"conformance", "scenarios"})
      for (const char* const id : {"client/rfc5321/quits", "rfc5321/noop", "vendor/quirk"})
        write(base_ / root / id);
  }
  void TearDown() override { fs::remove_all(base_); }

  static void write(fs::path file) {
    file += ".smtp";
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
                           "given greeted\n\nC: NOOP\nS: 250\n";
  }

  static std::vector<std::string> ids(const Catalogue& catalogue) {
    std::vector<std::string> all;
    for (const ScenarioPtr& one : catalogue.scenarios) all.push_back(one->id);
    return all;
  }
  std::vector<std::string> ids_in(const fs::path& folder) const {
    return ids(read_catalogue(base_ / folder));
  }
  std::vector<std::string> id_of(const fs::path& file) const { return ids(read_file(base_ / file)); }

  const fs::path base_ =
      fs::temp_directory_path() / ("smtpspec-ids-" + std::to_string(::getpid()) + "-" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(CatalogueIds, AreTheSameWhicheverPartIsNamed) {
  for (const fs::path root : {"conformance", "scenarios"}) {
    for (const fs::path& named : {root, root / "", "." / root, root / "rfc5321" / ".."})
      EXPECT_THAT(ids_in(named), ElementsAre("client/rfc5321/quits", "rfc5321/noop", "vendor/quirk"))
          << named;
    EXPECT_THAT(ids_in(root / "rfc5321"), ElementsAre("rfc5321/noop"));
    EXPECT_THAT(ids_in(root / "rfc5321" / ""), ElementsAre("rfc5321/noop"));
    EXPECT_THAT(ids_in(root / "client"), ElementsAre("client/rfc5321/quits"));
    EXPECT_THAT(ids_in(root / "client/rfc5321"), ElementsAre("client/rfc5321/quits"));
    EXPECT_THAT(id_of(root / "client/rfc5321/quits.smtp"), ElementsAre("client/rfc5321/quits"));
  }
}

// Whatever folders of another name are for is known to whoever named them.
TEST_F(CatalogueIds, BeginBelowAFolderOfAnyOtherName) {
  EXPECT_THAT(ids_in("conformance/vendor"), ElementsAre("quirk"));
  EXPECT_THAT(id_of("conformance/vendor/quirk.smtp"), ElementsAre("quirk"));
  EXPECT_THAT(ids_in("scenarios/vendor"), ElementsAre("vendor/quirk"));
}

TEST_F(CatalogueIds, BeginBelowTheWorkingDirectory) {
  const fs::path before = fs::current_path();
  fs::current_path(base_ / "conformance/rfc5321");
  EXPECT_THAT(ids(read_catalogue(".")), ElementsAre("rfc5321/noop"));
  EXPECT_THAT(ids(read_file("noop.smtp")), ElementsAre("rfc5321/noop"));
  fs::current_path(before);
}

}  // namespace
}  // namespace smtpspec::scenario
