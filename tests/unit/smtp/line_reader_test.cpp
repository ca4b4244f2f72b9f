#include "smtp/line_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "support/splits.hpp"

namespace smtpspec::smtp {

void PrintTo(const Line& line, std::ostream* out) {
  *out << testing::PrintToString(line.octets) << " end " << static_cast<int>(line.end);
}

namespace {

using support::for_every_split;
using support::Pieces;
using testing::ElementsAre;
using testing::IsEmpty;

struct ReadLines {
  std::vector<Line> lines;
  std::string left;

  bool operator==(const ReadLines&) const = default;
};

ReadLines read_all(LineRule rule, std::size_t limit, const Pieces& pieces) {
  LineReader reader(rule, limit);
  ReadLines read;
  for (const std::string_view piece : pieces) {
    reader.append(piece);
    while (std::optional<Line> line = reader.next()) read.lines.push_back(std::move(*line));
  }
  read.left = reader.pending();
  return read;
}

ReadLines lines_of(std::string_view text, LineRule rule, std::size_t limit = 64) {
  return for_every_split(text, [&](const Pieces& pieces) { return read_all(rule, limit, pieces); });
}

TEST(LineReader, LineEndsAtCrlf) {
  const ReadLines read = lines_of("EHLO a\r\n\r\nQUIT\r\n", LineRule::crlf_only);
  EXPECT_THAT(read.lines, ElementsAre(Line{"EHLO a", LineEnd::crlf}, Line{"", LineEnd::crlf},
                                      Line{"QUIT", LineEnd::crlf}));
  EXPECT_EQ(read.left, "");
}

TEST(LineReader, LineThatIsNotWholeIsPending) {
  for (const LineRule rule : {LineRule::crlf_only, LineRule::any_newline}) {
    const ReadLines read = lines_of("NOOP\r\nQUI", rule);
    EXPECT_THAT(read.lines, ElementsAre(Line{"NOOP", LineEnd::crlf}));
    EXPECT_EQ(read.left, "QUI");
  }
}

TEST(LineReader, BareLfAndBareCrAreOctetsOfALineUnderCrlfOnly) {
  const ReadLines read = lines_of("a\nb\rc\r\r\n\nd\n\r\n", LineRule::crlf_only);
  EXPECT_THAT(read.lines, ElementsAre(Line{"a\nb\rc\r", LineEnd::crlf}, Line{"\nd\n", LineEnd::crlf}));
}

TEST(LineReader, BareLfEndsALineUnderAnyNewlineAndIsReported) {
  const ReadLines read = lines_of("a\nb\rc\r\r\n\nd\n\r\n", LineRule::any_newline);
  EXPECT_THAT(read.lines,
              ElementsAre(Line{"a", LineEnd::lf}, Line{"b\rc\r", LineEnd::crlf}, Line{"", LineEnd::lf},
                          Line{"d", LineEnd::lf}, Line{"", LineEnd::crlf}));
}

TEST(LineReader, LineOfExactlyTheLimitIsOneLine) {
  EXPECT_THAT(lines_of("abcd\r\nabcd\r\n", LineRule::crlf_only, 4).lines,
              ElementsAre(Line{"abcd", LineEnd::crlf}, Line{"abcd", LineEnd::crlf}));
  EXPECT_THAT(lines_of("abcd\nabcd\r\n", LineRule::any_newline, 4).lines,
              ElementsAre(Line{"abcd", LineEnd::lf}, Line{"abcd", LineEnd::crlf}));
}

TEST(LineReader, LineBeyondTheLimitComesInPieces) {
  EXPECT_THAT(lines_of("abcde\r\n", LineRule::crlf_only, 4).lines,
              ElementsAre(Line{"abcd", LineEnd::none}, Line{"e", LineEnd::crlf}));
  EXPECT_THAT(lines_of("abcd\rx\r\n", LineRule::any_newline, 4).lines,
              ElementsAre(Line{"abcd", LineEnd::none}, Line{"\rx", LineEnd::crlf}));
  EXPECT_THAT(lines_of("abcdefghi\n", LineRule::any_newline, 4).lines,
              ElementsAre(Line{"abcd", LineEnd::none}, Line{"efgh", LineEnd::none}, Line{"i", LineEnd::lf}));
  EXPECT_THAT(lines_of("\n\n\n\n\n\r\n", LineRule::crlf_only, 4).lines,
              ElementsAre(Line{"\n\n\n\n", LineEnd::none}, Line{"\n", LineEnd::crlf}));
}

TEST(LineReader, EveryShortTextIsReadAlikeHoweverItWasCut) {
  // All texts of five octets over CR, LF and a letter, with limits around their length.
  for (int number = 0; number < 243; ++number) {
    std::string text;
    for (int rest = number, octet = 0; octet < 5; ++octet, rest /= 3) text += "\r\nx"[rest % 3];
    for (const LineRule rule : {LineRule::crlf_only, LineRule::any_newline})
      for (const std::size_t limit : {1, 2, 3, 5}) {
        const ReadLines read = lines_of(text, rule, limit);
        std::string again;
        for (const Line& line : read.lines)
          again += line.octets + (line.end == LineEnd::crlf ? "\r\n" : line.end == LineEnd::lf ? "\n" : "");
        EXPECT_EQ(again + read.left, text);
      }
  }
}

TEST(LineReader, OctetsCanBeTakenRegardlessOfLineEnds) {
  LineReader reader(LineRule::crlf_only);
  reader.append("BDAT 5\r\na\r\nb.NOOP\r\n");
  EXPECT_EQ(reader.next(), (Line{"BDAT 5", LineEnd::crlf}));
  EXPECT_EQ(reader.take(5), "a\r\nb.");
  EXPECT_EQ(reader.next(), (Line{"NOOP", LineEnd::crlf}));
  EXPECT_EQ(reader.take(5), "");
}

TEST(LineReader, LfBehindATakenCrIsNoCrlf) {
  LineReader reader(LineRule::any_newline);
  reader.append("x\r");
  EXPECT_EQ(reader.take(2), "x\r");
  reader.append("\ny\r\n");
  EXPECT_EQ(reader.next(), (Line{"", LineEnd::lf}));
  EXPECT_EQ(reader.next(), (Line{"y", LineEnd::crlf}));
}

TEST(LineReader, EndlessLineStaysWithinTheLimitAndCostsLinearWork) {
  LineReader reader(LineRule::any_newline, 1024);
  const std::string block(1 << 16, 'x');
  std::size_t handed_out = 0, most_pending = 0;
  for (int round = 0; round < 256; ++round) {
    reader.append(block);
    while (const std::optional<Line> line = reader.next()) handed_out += line->octets.size();
    most_pending = std::max(most_pending, reader.pending().size());
  }
  EXPECT_LE(most_pending, 1024U);
  EXPECT_EQ(handed_out + reader.pending().size(), block.size() * 256);
}

TEST(LineReader, ManyLinesInOneAppendCostLinearWork) {
  LineReader reader(LineRule::crlf_only, 1024);
  std::string text;
  for (int line = 0; line < 200'000; ++line) text += "\n\n\r\n";
  reader.append(text);
  std::size_t lines = 0;
  while (reader.next()) ++lines;
  EXPECT_EQ(lines, 200'000U);
  EXPECT_THAT(reader.pending(), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::smtp
