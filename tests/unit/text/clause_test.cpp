#include "text/clause.hpp"

#include <gtest/gtest.h>

namespace smtpspec::text {
namespace {

TEST(Clause, IsWrittenWithItsLevel) {
  EXPECT_EQ((Clause{5321, "4.2", Level::must_not}.str()), "RFC 5321 section 4.2 (MUST NOT)");
  EXPECT_EQ((Clause{1870, "6.1", Level::states}.str()), "RFC 1870 section 6.1 (states)");
}

TEST(Clause, LinksToItsWholeSection) {
  EXPECT_EQ((Clause{2920, "3.2 (3)", Level::should}.url()),
            "https://www.rfc-editor.org/rfc/rfc2920#section-3.2");
  EXPECT_EQ((Clause{5321, "4.2.1", Level::must}.url()),
            "https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1");
}

TEST(Clause, EqualsInAllItsParts) {
  const Clause clause{5321, "4.2", Level::must};
  EXPECT_EQ(clause, (Clause{5321, "4.2", Level::must}));
  EXPECT_FALSE(clause == (Clause{821, "4.2", Level::must}));
  EXPECT_FALSE(clause == (Clause{5321, "4.3", Level::must}));
  EXPECT_FALSE(clause == (Clause{5321, "4.2", Level::should}));
}

TEST(Clause, IsReadFromItsWords) {
  EXPECT_EQ(parse_clause("RFC 5321 section 4.2 MUST NOT"), (Clause{5321, "4.2", Level::must_not}));
  EXPECT_EQ(parse_clause("RFC 2920 section 3.2 (9) MUST"), (Clause{2920, "3.2 (9)", Level::must}));
  EXPECT_EQ(parse_clause("RFC 1870 section 6.1 states"), (Clause{1870, "6.1", Level::states}));
  for (const char* words :
       {"", "RFC", "RFC 5321", "RFC 5321 section 4.2", "5321 section 4.2 MUST", "RFC 5321 section MUST",
        "RFC 5321 section  MUST", "RFC x section 4.2 MUST", "RFC 5321 section 4.2MUST",
        "RFC 5321 section 4.2 must", "RFC 5321 section 4.2  MUST", "RFC 5321 section 4.2 MUST ",
        "RFC 5321 sections 4.2 MUST"})
    EXPECT_FALSE(parse_clause(words)) << words;
}

TEST(Level, HasTheWordsOfRfc2119) {
  EXPECT_EQ(name_of(Level::must), "MUST");
  EXPECT_EQ(name_of(Level::should), "SHOULD");
  EXPECT_EQ(name_of(Level::should_not), "SHOULD NOT");
  EXPECT_EQ(name_of(Level::may), "MAY");
}

}  // namespace
}  // namespace smtpspec::text
