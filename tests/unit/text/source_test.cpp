#include "text/source.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace smtpspec::text {
namespace {

std::pair<std::size_t, std::size_t> place(const Source& source, std::size_t offset) {
  const Position at = source.position(offset);
  return {at.line, at.column};
}

using At = std::pair<std::size_t, std::size_t>;

TEST(Source, PositionsCountFromOne) {
  const Source source("a", "one\n\nthree\n");
  EXPECT_EQ(place(source, 0), At(1, 1));
  EXPECT_EQ(place(source, 3), At(1, 4));
  EXPECT_EQ(place(source, 4), At(2, 1));
  EXPECT_EQ(place(source, 5), At(3, 1));
  EXPECT_EQ(place(source, 9), At(3, 5));
}

TEST(Source, OffsetBeyondTheEndIsTheEnd) {
  const Source source("a", "one\ntwo");
  EXPECT_EQ(place(source, 7), At(2, 4));
  EXPECT_EQ(place(source, 1000), At(2, 4));
  EXPECT_EQ(place(Source("a", ""), 5), At(1, 1));
}

TEST(Source, LinesHaveNoEndings) {
  const Source source("a", "one\r\n\r\nthree\rx\nlast");
  ASSERT_EQ(source.line_count(), 4U);
  EXPECT_EQ(source.line(1), "one");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line(3), "three\rx");
  EXPECT_EQ(source.line(4), "last");
}

TEST(Source, NewlineAtTheEndBeginsNoLine) {
  EXPECT_EQ(Source("a", "one\n").line_count(), 1U);
  EXPECT_EQ(Source("a", "one\n\n").line_count(), 2U);
  EXPECT_EQ(Source("a", "").line_count(), 1U);
}

TEST(Source, LinesThatDoNotExistAreEmpty) {
  const Source source("a", "one\n");
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line_start(0), 4U);
  EXPECT_EQ(source.line_start(2), 4U);
}

TEST(Source, EachOffsetLiesInTheLineThatPositionNames) {
  const Source source("a", "\n\r\nab\n\nc");
  for (std::size_t offset = 0; offset < source.octets().size(); ++offset) {
    const Position at = source.position(offset);
    EXPECT_EQ(source.line_start(at.line) + at.column - 1, offset);
  }
}

TEST(Span, KnowsItsOctetsAndPlace) {
  const auto source = std::make_shared<Source>("a", "one\ntwo three\n");
  const Span span{source, 8, 13};
  EXPECT_EQ(span.octets(), "three");
  EXPECT_EQ(span.position().line, 2U);
  EXPECT_EQ(span.position().column, 5U);
  EXPECT_TRUE(span);
}

TEST(Span, WithoutASourceHasNoPlace) {
  const Span nowhere;
  EXPECT_FALSE(nowhere);
  EXPECT_EQ(nowhere.octets(), "");
  EXPECT_EQ(nowhere.position().line, 1U);
}

TEST(Span, EqualsWhatIsAtTheSamePlaceOfTheSameSource) {
  const auto source = std::make_shared<Source>("a", "one"), other = std::make_shared<Source>("a", "one");
  EXPECT_EQ((Span{source, 0, 1}), (Span{source, 0, 1}));
  EXPECT_FALSE((Span{source, 0, 1}) == (Span{source, 0, 2}));
  EXPECT_FALSE((Span{source, 0, 1}) == (Span{other, 0, 1}));
}

TEST(ReadSource, ReadsAFileWhole) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "read_source_test.smtp";
  const std::string octets("a\r\n\0\xFF", 5);
  std::ofstream(path, std::ios::binary) << octets;
  const SourcePtr source = read_source(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->octets(), octets);
  EXPECT_EQ(source->name(), path.string());
}

TEST(ReadSource, IsEmptyForWhatIsNoFile) {
  EXPECT_FALSE(read_source(std::filesystem::path(testing::TempDir()) / "there" / "is" / "none"));
  EXPECT_FALSE(read_source(testing::TempDir()));
}

}  // namespace
}  // namespace smtpspec::text
