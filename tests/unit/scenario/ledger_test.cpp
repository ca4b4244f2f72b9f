// The form of the ledger of requirements (scenarios/requirements/README.md): what is written there can be
// read by a program, and an id means one duty.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace smtpspec::scenario {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const std::regex head_line(
    R"(([A-Za-z0-9.]+)-(\d+)  +(MUST NOT|MUST|SHOULD NOT|SHOULD|MAY|states))"
    R"(  +((?:server|client|relay|submission-server)(?:,(?:server|client|relay|submission-server))*))"
    R"(  +((?:wire|delivered|next-hop|returned|caller|minutes|dns|inside))"
    R"((?:,(?:wire|delivered|next-hop|returned|caller|minutes|dns|inside))*))");
const std::regex why_open("  open: (needs (dns|minutes|insight|a fixture)|forbids nothing)");

// What is wrong with the form of a ledger, each with its line.
std::vector<std::string> faults_of_ledger(std::istream& ledger) {
  std::vector<std::string> faults;
  std::set<std::string> ids;
  bool has_sentence = true;
  std::size_t number = 0;
  const auto fault = [&](const std::string& what) {
    faults.push_back(std::to_string(number) + ": " + what);
  };
  for (std::string line; std::getline(ledger, line);) {
    ++number;
    if (line.size() > 120) fault("longer than 120 octets");
    if (line.empty() || line.starts_with("#")) continue;
    if (line.starts_with("  item: ")) continue;
    if (line.starts_with("  open: ")) {
      if (!std::regex_match(line, why_open)) fault("no reason to be open: " + line);
      continue;
    }
    if (line.starts_with("  ")) {
      has_sentence = true;
      continue;
    }
    if (!has_sentence) fault("the entry before has no sentence");
    has_sentence = false;
    std::smatch parts;
    if (!std::regex_match(line, parts, head_line))
      fault("no head of an entry: " + line);
    else if (!ids.insert(line.substr(0, line.find(' '))).second)
      fault("a second entry of this id: " + line);
  }
  if (!has_sentence) fault("the last entry has no sentence");
  if (ids.empty()) fault("no entry");
  return faults;
}

std::vector<std::string> faults_in_text(const std::string& text) {
  std::istringstream ledger(text);
  return faults_of_ledger(ledger);
}

TEST(Ledger, EachFileIsWellFormed) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(SMTPSPEC_SOURCE_DIR "/scenarios/requirements")) {
    if (entry.path().extension() != ".ledger") continue;
    ++files;
    std::ifstream ledger(entry.path(), std::ios::binary);
    EXPECT_THAT(faults_of_ledger(ledger), IsEmpty()) << entry.path();
  }
  EXPECT_GE(files, 36U);
}

TEST(Ledger, WhatIsMalformedIsSeen) {
  const std::string good = "6.1-1  MUST NOT  server,relay  wire,caller\n  item: (2)\n  A duty.\n";
  EXPECT_THAT(faults_in_text(good), IsEmpty());
  EXPECT_EQ(faults_in_text(good + "\n" + good).size(), 1U) << "an id twice";
  EXPECT_EQ(faults_in_text("6.1-1  MUST\n  A duty.\n").size(), 2U);
  EXPECT_EQ(faults_in_text("6.1-1  OUGHT  server  wire\n  A duty.\n").size(), 2U);
  EXPECT_EQ(faults_in_text("6.1-1  MUST  server  wire\n").size(), 1U) << "no sentence";
  EXPECT_EQ(faults_in_text("6.1-1  MUST  server  wire\n  open: later\n  A duty.\n").size(), 1U);
  EXPECT_EQ(faults_in_text("6.1-1  MUST  server  wire\n  " + std::string(120, 'x') + "\n").size(), 1U);
  EXPECT_EQ(faults_in_text("").size(), 1U);
}

}  // namespace
}  // namespace smtpspec::scenario
