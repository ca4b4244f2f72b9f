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

TEST(Clause, OfNoDocumentIsCalledByItsNameAndLinksNowhere) {
  const Clause own{0, "Acme 1234", Level::must_not};
  EXPECT_TRUE(own.is_named());
  EXPECT_EQ(own.place(), "Acme 1234");
  EXPECT_EQ(own.str(), "Acme 1234 (MUST NOT)");
  EXPECT_EQ(own.document(), "");
  EXPECT_EQ(own.url(), "");
  EXPECT_FALSE((Clause{5321, "4.2", Level::must}.is_named()));
  EXPECT_FALSE((Clause{0, "X", Level::states, "xoauth2/X-1"}.is_named()));
  EXPECT_FALSE(Clause{}.is_named());
}

TEST(Clause, IsReadFromTheWordsThatItIsWrittenIn) {
  for (const Clause& clause : {Clause{5321, "4.2", Level::must_not}, Clause{2920, "3.2 (9)", Level::must},
                               Clause{0, "Acme #1234", Level::should_not}, Clause{0, "x", Level::states}})
    EXPECT_EQ(parse_clause(in_words(clause)), clause) << in_words(clause);
  EXPECT_EQ(in_words({5321, "4.2", Level::must, "rfc5321/4.2-3"}), "rfc5321/4.2-3");
  for (const char* words : {"\"", "\"\" MUST", "\"Acme", "\"Acme\"", "\"Acme\"MUST", "\"Acme\" must"})
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
