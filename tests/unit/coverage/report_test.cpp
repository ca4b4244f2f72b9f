// What is said of coverage, whole in the golden files.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "coverage/report.hpp"
#include "support/places.hpp"
#include "unit/coverage/small_ledger.hpp"

namespace smtpspec::coverage {
namespace {

class CoverageReport : public testing::Test {
 protected:
  CoverageReport() : side_(side()), duties_(duties_of(ledger_.entries(), {side_})) {}

  static void expect_golden(const std::string& name, const std::string& text) {
    const std::string path = support::in_project("tests/golden/coverage/" + name);
    const char* const approve = std::getenv("SMTPSPEC_APPROVE");
    if (approve != nullptr && std::string_view(approve) == "1") std::ofstream(path, std::ios::binary) << text;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream known;
    known << file.rdbuf();
    EXPECT_EQ(text, known.str()) << "if the new text is right: SMTPSPEC_APPROVE=1 rewrites " << path;
  }

  Side side() {
    const auto notices = [](std::size_t, std::size_t scenario) {
      return scenario == 0;
    };
    const auto never = [](std::size_t, std::string_view) {
      return false;
    };
    return {.judged = result::Side::server,
            .scenarios = {citing("mine/greets", {"rfc9999/1-1"}), citing("mine/keeps-calm", {"rfc9999/1-2"})},
            .mistakes = {{"mumbles", &breaks_}},
            .notices = notices,
            .breaks = never};
  }

  ledger::Ledger ledger_ = small_ledger();
  ledger::Citation breaks_ = citation_of(ledger_, {"rfc9999/1-1"});
  Side side_;  // duties speak of its scenarios
  std::vector<Duty> duties_;
};

TEST_F(CoverageReport, TableHasARowForEachPartyAndTotals) {
  expect_golden("table.txt", table_of(duties_));
}

TEST_F(CoverageReport, ListingSaysWhoCitesAndWhatIsProven) {
  expect_golden("listing.txt", listing_of(duties_));
}

TEST_F(CoverageReport, MarkdownHasEveryEntryInItsState) {
  expect_golden("page.md", markdown_of(ledger_, duties_));
}

TEST_F(CoverageReport, JsonIsWhole) {
  expect_golden("coverage.json", json_of(ledger_, duties_, "0.0.0"));
}

}  // namespace
}  // namespace smtpspec::coverage
