// The faults as a list: names, sentences, clauses. What each does stands in fault_transcripts_test.cpp.
#include "reference/faults.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace smtpspec::reference {
namespace {

TEST(Faults, StandSortedByNamesThatAreTheirOwn) {
  const auto faults = server_faults();
  ASSERT_FALSE(faults.empty());
  for (std::size_t i = 1; i < faults.size(); ++i) EXPECT_LT(faults[i - 1].name, faults[i].name);
}

TEST(Faults, NamesAreWordsWithHyphens) {
  for (const Fault& fault : server_faults()) {
    EXPECT_THAT(std::string(fault.name), testing::MatchesRegex("[a-z0-9]+(-[a-z0-9]+)*"));
  }
}

TEST(Faults, SentencesAreSentencesOfTheirOwn) {
  std::set<std::string_view> sentences;
  for (const Fault& fault : server_faults()) {
    EXPECT_THAT(std::string(fault.sentence), testing::MatchesRegex("[A-Z].*\\.")) << fault.name;
    EXPECT_TRUE(sentences.insert(fault.sentence).second) << fault.sentence;
  }
}

TEST(Faults, EachOffendsAClause) {
  for (const Fault& fault : server_faults()) {
    const bool is_of_login = fault.cites.clause.entry.starts_with("login/");  // which is in no RFC
    EXPECT_TRUE(is_of_login || fault.cites.clause.rfc > 1000U) << fault.name;
    EXPECT_FALSE(fault.cites.clause.section.empty()) << fault.name;
  }
}

TEST(Faults, EachBreaksDutiesOfTheServer) {
  for (const Fault& fault : server_faults())
    for (const ledger::Entry* one : fault.cites.entries)
      EXPECT_TRUE(one->concerns(true)) << fault.name << " cites " << one->id;
}

TEST(Faults, AreFoundByTheirNames) {
  for (const Fault& fault : server_faults()) EXPECT_EQ(find_server_fault(fault.name), &fault);
  EXPECT_EQ(find_server_fault(""), nullptr);
  EXPECT_EQ(find_server_fault("refuses-hel"), nullptr);
  EXPECT_EQ(find_server_fault("zzz"), nullptr);
}

}  // namespace
}  // namespace smtpspec::reference
