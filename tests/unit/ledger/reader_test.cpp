// Every message that the reader of ledgers can give is pinned: tests/golden/ledger/NAME.ledger has one
// mistake, NAME.txt is what a person reads about it. After a change on purpose, run this test with
// SMTPSPEC_APPROVE=1 in the environment, and read the difference.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ledger/ledger.hpp"
#include "support/places.hpp"

namespace smtpspec::ledger {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

const fs::path folder = support::in_project("tests/golden/ledger");

std::string octets_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream octets;
  octets << file.rdbuf();
  return octets.str();
}

Reading read_text(std::string octets) {
  return read(std::make_shared<const text::Source>("rfc1870.ledger", std::move(octets)), "rfc1870");
}

TEST(LedgerReader, EntryHasAllThatItsLinesSay) {
  const Reading reading = read_text(
      "# RFC 1870: Message Size Declaration.\n# Errata: none.\n\n"
      "6.1-2  SHOULD NOT  server,submission-server  wire,next-hop\n  item: 3.\n  open: needs a fixture\n"
      "  A server answers\n  552: once.\n");
  EXPECT_EQ(text::render(reading.diagnostics), "");
  EXPECT_EQ(reading.document.title, "RFC 1870: Message Size Declaration");
  EXPECT_EQ(reading.document.rfc, 1870U);
  ASSERT_EQ(reading.document.entries.size(), 1U);
  const Entry& entry = reading.document.entries.front();
  EXPECT_EQ(entry.id, "rfc1870/6.1-2");
  EXPECT_EQ(entry.section, "6.1");
  EXPECT_EQ(entry.clause.str(), "RFC 1870 section 6.1 (3) (SHOULD NOT)");
  EXPECT_EQ(entry.clause.entry, entry.id);
  EXPECT_THAT(entry.binds, ElementsAre(Party::server, Party::submission_server));
  EXPECT_THAT(entry.seen, ElementsAre(Place::wire, Place::next_hop));
  EXPECT_EQ(entry.open, "needs a fixture");
  EXPECT_EQ(entry.sentence, "A server answers 552: once.");
}

TEST(LedgerReader, ItemsAreShownInBracketsAndBulletsNotAtAll) {
  for (const auto& [item, section] : {std::pair("(b)", "3 (b)"),
                                      {"4.", "3 (4)"},
                                      {"3)", "3 (3)"},
                                      {"a.", "3 (a)"},
                                      {"o", "3"},
                                      {"PIPELINING", "3"},
                                      {"521 reply code", "3"}}) {
    const Reading reading =
        read_text(std::string("3-1  MUST  server  wire\n  item: ") + item + "\n  A duty.\n");
    ASSERT_EQ(reading.document.entries.size(), 1U) << item;
    EXPECT_EQ(reading.document.entries.front().clause.section, section);
  }
}

TEST(LedgerReader, SectionsComeInTheOrderOfTheirNumbers) {
  EXPECT_TRUE(comes_before("4.2", "4.10"));
  EXPECT_TRUE(comes_before("4.2", "4.2.1"));
  EXPECT_TRUE(comes_before("9", "10"));
  EXPECT_TRUE(comes_before("10", "A.1"));
  EXPECT_TRUE(comes_before("A.1", "B"));
  EXPECT_FALSE(comes_before("4.2", "4.2"));
  EXPECT_FALSE(comes_before("4.2 (3)", "4.2 (1)"));
  EXPECT_FALSE(comes_before("4.10", "4.2"));
}

TEST(LedgerReader, EntryOfARelayConcernsEitherSide) {
  const Entry relay{.binds = {Party::relay}}, client{.binds = {Party::client}},
      submission{.binds = {Party::submission_server}};
  EXPECT_TRUE(relay.concerns(true) && relay.concerns(false));
  EXPECT_TRUE(!client.concerns(true) && client.concerns(false));
  EXPECT_TRUE(submission.concerns(true) && !submission.concerns(false));
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".ledger") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class LedgerMistakes : public testing::TestWithParam<std::string> {};

TEST_P(LedgerMistakes, AreToldAsApproved) {
  const std::string octets = octets_of(folder / (GetParam() + ".ledger"));
  const std::string rendered = text::render(read_text(octets).diagnostics);
  const fs::path approved = folder / (GetParam() + ".txt");
  if (std::getenv("SMTPSPEC_APPROVE")) std::ofstream(approved, std::ios::binary) << rendered;
  EXPECT_NE(rendered, "");
  EXPECT_EQ(rendered, octets_of(approved));
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, LedgerMistakes, testing::ValuesIn(names()), test_name);

}  // namespace
}  // namespace smtpspec::ledger
