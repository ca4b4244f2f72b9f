// The ledger that comes along, and ledgers as values.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "ledger/citation.hpp"
#include "ledger/embedded.hpp"
#include "ledger/extensions.hpp"
#include "support/places.hpp"

namespace smtpspec::ledger {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

Document document(std::string name, std::vector<std::string> ids) {
  Document document{.name = std::move(name)};
  for (std::string& id : ids) document.entries.push_back({.id = std::move(id)});
  return document;
}

std::vector<std::string> names_of(const Ledger& ledger) {
  std::vector<std::string> names;
  for (const Document* one : ledger.documents()) names.push_back(one->name);
  return names;
}

TEST(EmbeddedLedger, IsThatOfTheSources) {
  std::set<std::string> files, texts;
  for (const auto& entry : fs::directory_iterator(support::in_project("scenarios/requirements"))) {
    if (entry.path().extension() != ".ledger") continue;
    files.insert(entry.path().stem());
    const text::SourcePtr source = text::read_source(entry.path());
    EXPECT_EQ(text::render(read(source, entry.path().stem()).diagnostics), "") << entry.path();
    for (const EmbeddedText& one : embedded_texts())
      EXPECT_TRUE(one.name != entry.path().stem() || one.octets == source->octets()) << one.name;
  }
  for (const EmbeddedText& one : embedded_texts()) texts.insert(std::string(one.name));
  EXPECT_EQ(texts, files);
  EXPECT_GE(files.size(), 36U);
}

TEST(EmbeddedLedger, FindsEntriesByTheirIds) {
  const Entry* entry = embedded().find("rfc1870/6.1-1");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->clause.rfc, 1870U);
  EXPECT_EQ(embedded().find("rfc1870/6.1-999"), nullptr);
  EXPECT_TRUE(embedded().knows(5321));
  EXPECT_FALSE(embedded().knows(99999));
  EXPECT_FALSE(embedded().knows(0));
  for (const Entry* one : embedded().of_section(5321, "4.2 (3)")) EXPECT_EQ(one->section, "4.2");
  EXPECT_GT(embedded().of_section(5321, "4.2").size(), 5U);
}

TEST(EmbeddedLedger, HasEntriesOfEveryExtension) {
  const auto entries = embedded().entries();
  for (const Extension& extension : extensions())
    for (const std::string_view beginning : extension.entries)
      EXPECT_TRUE(std::any_of(entries.begin(), entries.end(),
                              [&](const Entry* one) { return one->id.starts_with(beginning); }))
          << extension.name << ": " << beginning;
}

TEST(EmbeddedLedger, KnowsWhatHasNoRfc) {
  const Entry* entry = embedded().find("login/L-1");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->clause.str(), "LOGIN section L (states)");
  EXPECT_EQ(entry->clause.url(), "");
  EXPECT_TRUE(entry->clause);
}

TEST(Ledger, IsInTheOrderOfTheRfcs) {
  Ledger ledger;
  Document far = document("rfc10000", {"rfc10000/1-1"}), near = document("rfc999", {"rfc999/1-1"});
  far.rfc = 10000;
  near.rfc = 999;
  ledger.add(document("acme", {"acme/1-1"}));
  ledger.add(std::move(far));
  ledger.add(std::move(near));
  EXPECT_THAT(names_of(ledger), ElementsAre("rfc999", "rfc10000", "acme"));
  EXPECT_EQ(ledger.size(), 3U);
}

TEST(Ledger, DocumentOfTheSameNameTakesThePlaceOfTheOther) {
  Ledger ledger, other;
  ledger.add(document("acme", {"acme/1-1", "acme/1-2"}));
  other.add(document("acme", {"acme/1-1", "acme/2-1"}));
  const Ledger before = ledger;
  ledger.add(other);
  EXPECT_EQ(ledger.find("acme/1-2"), nullptr);
  EXPECT_NE(ledger.find("acme/2-1"), nullptr);
  EXPECT_EQ(ledger.size(), 2U);
  EXPECT_NE(before.find("acme/1-2"), nullptr) << "a copy keeps what it had";
}

TEST(Citation, HoldsTheEntriesThatItNames) {
  const Citation citation = cites("rfc1870/6.1-1", "rfc5321/4.2-1");
  EXPECT_EQ(citation.clause.entry, "rfc1870/6.1-1");
  EXPECT_TRUE(citation.holds("rfc5321/4.2-1"));
  EXPECT_FALSE(citation.holds("rfc5321/4.2-2"));
  EXPECT_EQ(citation.clauses().size(), 2U);
  EXPECT_THROW(cites("rfc1870/6.1-999"), std::logic_error);
  EXPECT_EQ(clause_of("rfc1870/6.1-1").rfc, 1870U);
}

}  // namespace
}  // namespace smtpspec::ledger
