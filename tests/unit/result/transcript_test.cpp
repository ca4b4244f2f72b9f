#include "result/transcript.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace smtpspec::result {
namespace {

TEST(Transcript, KeepsWhatWasSaid) {
  Transcript transcript;
  EXPECT_TRUE(transcript.empty());
  transcript.add(
      {.kind = EntryKind::reply, .side = Side::server, .octets = "220 a\r\n", .label = "greeting"});
  ASSERT_EQ(transcript.entries().size(), 1U);
  EXPECT_EQ(transcript.entries()[0].octets, "220 a\r\n");
  EXPECT_EQ(transcript.entries()[0].size, 7U);
  EXPECT_EQ(transcript.entries()[0].label, "greeting");
}

TEST(Transcript, EntryWithinTheLimitIsWhole) {
  Transcript transcript;
  transcript.add({.octets = std::string(Transcript::entry_limit, 'x')});
  EXPECT_EQ(transcript.entries()[0].octets.size(), Transcript::entry_limit);
  EXPECT_EQ(transcript.entries()[0].size, Transcript::entry_limit);
  EXPECT_EQ(transcript.entries()[0].cut_at, 0U);
}

TEST(Transcript, LongEntryKeepsHeadAndTailAndItsTrueSize) {
  Transcript transcript;
  transcript.add({.octets = "head" + std::string(100'000, 'x') + "tail"});
  const Entry& entry = transcript.entries()[0];
  EXPECT_EQ(entry.octets.size(), Transcript::entry_limit);
  EXPECT_TRUE(entry.octets.starts_with("head"));
  EXPECT_TRUE(entry.octets.ends_with("tail"));
  EXPECT_EQ(entry.size, 100'008U);
  EXPECT_EQ(entry.cut_at, Transcript::entry_limit / 2);
}

TEST(Transcript, TrueSizeMayBeToldByWhoeverAdds) {
  Transcript transcript;
  transcript.add({.kind = EntryKind::content, .octets = "x", .size = 1U << 30});
  EXPECT_EQ(transcript.entries()[0].size, 1U << 30);
}

TEST(Transcript, LongSessionKeepsItsBeginningAndItsEnd) {
  Transcript transcript;
  for (std::size_t count = 0; count < Transcript::entries_limit + 10; ++count)
    transcript.add({.kind = EntryKind::reply, .octets = "250 a\r\n"});
  transcript.add({.kind = EntryKind::closed});
  ASSERT_EQ(transcript.entries().size(), Transcript::entries_limit + 2);
  EXPECT_EQ(transcript.entries()[Transcript::entries_limit].kind, EntryKind::note);
  EXPECT_EQ(transcript.entries().back().kind, EntryKind::closed);
  EXPECT_EQ(transcript.omitted(), 10U);
}

TEST(EntryKind, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const EntryKind kind : {EntryKind::connected, EntryKind::command, EntryKind::content, EntryKind::reply,
                               EntryKind::stray, EntryKind::tls, EntryKind::tls_failed, EntryKind::closed,
                               EntryKind::reset, EntryKind::silence, EntryKind::ended, EntryKind::note})
    EXPECT_TRUE(names.insert(name_of(kind)).second) << name_of(kind);
}

}  // namespace
}  // namespace smtpspec::result
