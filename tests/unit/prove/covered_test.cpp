// What the catalogue covers: the page of it is up to date, and no RFC falls behind what was once proven.
#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>

#include "coverage/report.hpp"
#include "coverage/tally.hpp"
#include "prove/plays.hpp"
#include "scenario/catalogue.hpp"
#include "support/places.hpp"

namespace smtpspec::prove {
namespace {

const std::string scenarios = support::in_project("scenarios");

std::string octets_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream octets;
  octets << file.rdbuf();
  return octets.str();
}

class Covered : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    catalogue_ = new scenario::Catalogue(scenario::read_catalogue(scenarios));
    duties_ = new std::vector<coverage::Duty>(
        duties_of(catalogue_->ledger.entries(), catalogue_->scenarios, every_fault(), 2));
  }
  static void TearDownTestSuite() {
    delete duties_;
    delete catalogue_;
  }

  static scenario::Catalogue* catalogue_;
  static std::vector<coverage::Duty>* duties_;
};

scenario::Catalogue* Covered::catalogue_ = nullptr;
std::vector<coverage::Duty>* Covered::duties_ = nullptr;

TEST_F(Covered, ThePageIsUpToDate) {
  EXPECT_TRUE(coverage::markdown_of(catalogue_->ledger, *duties_) == octets_of(scenarios + "/COVERAGE.md"))
      << "made anew by: smtpspec coverage --markdown > scenarios/COVERAGE.md";
}

TEST_F(Covered, NoRfcFallsBelowItsFloor) {
  std::map<std::string, std::size_t, std::less<>> proven;
  for (const coverage::Duty& one : *duties_)
    if (one.state == coverage::State::proven) ++proven[std::string(coverage::document_of(*one.entry))];
  std::ifstream floor(scenarios + "/requirements/floor.txt");
  std::string document;
  std::size_t least = 0, lines = 0;
  while (floor >> document >> least) {
    ++lines;
    EXPECT_GE(proven[document], least)
        << document << ": fewer entries are proven than scenarios/requirements/floor.txt says; 'smtpspec "
        << "coverage " << document << "' tells which are";
  }
  EXPECT_TRUE(floor.eof()) << "scenarios/requirements/floor.txt has lines of a document's name and a number";
  EXPECT_GE(lines, 15U);
}

TEST_F(Covered, WhatIsProvenHasNoReasonToBeOpen) {
  for (const coverage::Duty& one : *duties_)
    EXPECT_TRUE(one.state != coverage::State::proven || one.entry->open.empty()) << one.entry->id;
}

}  // namespace
}  // namespace smtpspec::prove
