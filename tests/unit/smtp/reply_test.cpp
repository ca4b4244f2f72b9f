#include "smtp/reply.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "support/splits.hpp"

namespace smtpspec::smtp {

void PrintTo(ReplyDefect defect, std::ostream* out) {
  *out << name_of(defect);
}

namespace {

using support::for_every_split;
using support::Pieces;
using testing::ElementsAre;
using testing::IsEmpty;

struct ReadReplies {
  std::vector<Reply> replies;
  std::string incomplete;

  bool operator==(const ReadReplies&) const = default;
};

ReadReplies replies_in(std::string_view text, ReplyReader::Limits limits = {}) {
  return for_every_split(text, [&](const Pieces& pieces) {
    ReplyReader reader(limits);
    ReadReplies read;
    for (const std::string_view piece : pieces) {
      reader.append(piece);
      while (std::optional<Reply> reply = reader.next()) read.replies.push_back(std::move(*reply));
    }
    read.incomplete = reader.incomplete();
    return read;
  });
}

Reply only_reply_in(std::string_view text) {
  ReadReplies read = replies_in(text);
  EXPECT_EQ(read.replies.size(), 1U) << text;
  EXPECT_EQ(read.incomplete, "");
  return read.replies.empty() ? Reply{} : read.replies.front();
}

TEST(ReplyReader, LineWithCodeBlankAndTextIsOneReply) {
  const Reply reply = only_reply_in("250 2.1.5 Ok here\r\n");
  ASSERT_EQ(reply.lines.size(), 1U);
  EXPECT_EQ(reply.code(), 250);
  EXPECT_EQ(reply.lines[0].separator, ' ');
  EXPECT_EQ(reply.lines[0].text, "2.1.5 Ok here");
  EXPECT_EQ(reply.enhanced_status(), (EnhancedStatus{2, 1, 5}));
  EXPECT_THAT(reply.defects, IsEmpty());
}

TEST(ReplyReader, ReplyOfSeveralLinesIsOneReplyHoweverItIsCut) {
  const Reply reply = only_reply_in("250-one\r\n250-\r\n250 three\r\n");
  ASSERT_EQ(reply.lines.size(), 3U);
  EXPECT_EQ(reply.lines[1].text, "");
  EXPECT_EQ(reply.lines[2].text, "three");
  EXPECT_EQ(reply.octets(), "250-one\r\n250-\r\n250 three\r\n");
  EXPECT_THAT(reply.defects, IsEmpty());
}

TEST(ReplyReader, CodeAloneIsAReply) {
  const Reply reply = only_reply_in("354\r\n");
  EXPECT_EQ(reply.code(), 354);
  EXPECT_EQ(reply.lines[0].separator, '\0');
  EXPECT_THAT(reply.defects, IsEmpty());
}

TEST(ReplyReader, RepliesBehindEachOtherStayApart) {
  const ReadReplies read = replies_in("250 a\r\n250-b\r\n250 c\r\n354 d\r\n22");
  ASSERT_EQ(read.replies.size(), 3U);
  EXPECT_EQ(read.replies[1].octets(), "250-b\r\n250 c\r\n");
  EXPECT_EQ(read.replies[2].code(), 354);
  EXPECT_EQ(read.incomplete, "22");
}

TEST(ReplyReader, LinesOfAnUnfinishedReplyAreIncomplete) {
  const ReadReplies read = replies_in("250-a\r\n250-b\n25");
  EXPECT_THAT(read.replies, IsEmpty());
  EXPECT_EQ(read.incomplete, "250-a\r\n250-b\n25");
}

TEST(ReplyReader, EachDefectIsSeen) {
  struct {
    std::string text;
    std::vector<ReplyDefect> defects;
  } const table[] = {
      {"OK\r\n", {ReplyDefect::no_code}},
      {"\r\n", {ReplyDefect::no_code}},
      {"25\r\n", {ReplyDefect::no_code}},
      {" 250 a\r\n", {ReplyDefect::no_code}},
      {"250-a\r\nb\r\n", {ReplyDefect::no_code}},
      {"150 a\r\n", {ReplyDefect::code_out_of_range}},
      {"650 a\r\n", {ReplyDefect::code_out_of_range}},
      {"260 a\r\n", {ReplyDefect::code_out_of_range}},
      {"000 a\r\n", {ReplyDefect::code_out_of_range}},
      {"259 a\r\n", {}},
      {"2500 a\r\n", {ReplyDefect::bad_separator}},
      {"250\ta\r\n", {ReplyDefect::bad_separator}},
      {"250:a\r\n", {ReplyDefect::bad_separator}},
      {"250-a\r\n251 b\r\n", {ReplyDefect::codes_differ}},
      {"250-a\r\n251-b\r\n252 c\r\n", {ReplyDefect::codes_differ}},
      {"250 a\n", {ReplyDefect::bare_lf}},
      {"250-a\n250-b\n250 c\r\n", {ReplyDefect::bare_lf}},
      {"250 a\rb\r\n", {ReplyDefect::bare_cr}},
      {"250 a\r\r\n", {ReplyDefect::bare_cr}},
      {"250 " + std::string(506, 'x') + "\r\n", {}},
      {"250 " + std::string(507, 'x') + "\r\n", {ReplyDefect::line_too_long}},
      {"250 a\x01\r\n", {ReplyDefect::control_character}},
      {"250 a\x7f\r\n", {ReplyDefect::control_character}},
      {std::string("250 a\0b\r\n", 9), {ReplyDefect::control_character}},
      {"250 a\tb\r\n", {}},
      {"250 gr\xC3\xBC\xC3\x9F\r\n", {ReplyDefect::non_ascii}},
      {"250-a\x01\n251 \xFF\n",
       {ReplyDefect::bare_lf, ReplyDefect::control_character, ReplyDefect::non_ascii,
        ReplyDefect::codes_differ}},
  };
  for (const auto& row : table) EXPECT_EQ(only_reply_in(row.text).defects, row.defects) << row.text;
}

TEST(Reply, IsReadAgainFromItsOctetsEvenIfItHasNoEnd) {
  EXPECT_EQ(read_reply("250-a\r\n251 b\n").octets(), "250-a\r\n251 b\n");
  EXPECT_THAT(read_reply("250-a\r\n251 b\n").defects,
              ElementsAre(ReplyDefect::bare_lf, ReplyDefect::codes_differ));
  EXPECT_EQ(read_reply("250-a\r\n25").lines.back().end, LineEnd::none);
  EXPECT_THAT(read_reply(std::string(100'000, 'x')).lines, testing::SizeIs(1));
  EXPECT_THAT(read_reply("").lines, IsEmpty());
}

TEST(ReplyReader, LineWithoutCodeEndsTheReply) {
  const ReadReplies read = replies_in("250-a\r\ngarbage\r\n250 b\r\n");
  ASSERT_EQ(read.replies.size(), 2U);
  EXPECT_EQ(read.replies[0].code(), 0);
  EXPECT_EQ(read.replies[1].code(), 250);
}

TEST(ReplyReader, ReplyWithoutEndIsGivenUp) {
  EXPECT_TRUE(
      replies_in("250-a\r\n250-b\r\n250-c\r\n", {.lines = 2}).replies.at(0).has(ReplyDefect::endless));
  EXPECT_TRUE(replies_in("250-a\r\n250-b\r\n", {.octets = 10}).replies.at(0).has(ReplyDefect::endless));
  const Reply cut = replies_in("250 abcdefghi\r\n", {.line_octets = 8}).replies.at(0);
  EXPECT_TRUE(cut.has(ReplyDefect::endless));
  EXPECT_EQ(cut.octets(), "250 abcd");
}

TEST(ReplyReader, ReplyWithinTheLimitsIsNotGivenUp) {
  EXPECT_THAT(
      replies_in("250-a\r\n250 b\r\n", {.line_octets = 5, .lines = 2, .octets = 14}).replies.at(0).defects,
      IsEmpty());
}

TEST(ReplyReader, TakingAllForgetsAll) {
  ReplyReader reader;
  reader.append("250-a\r\n250-");
  EXPECT_EQ(reader.next(), std::nullopt);
  EXPECT_EQ(reader.take_all(), "250-a\r\n250-");
  EXPECT_EQ(reader.incomplete(), "");
  reader.append("220 b\r\n");
  EXPECT_EQ(reader.next()->octets(), "220 b\r\n");
}

TEST(EnhancedStatus, IsReadFromTheStartOfTheText) {
  EXPECT_EQ(parse_enhanced_status("5.7.1 no"), (EnhancedStatus{5, 7, 1}));
  EXPECT_EQ(parse_enhanced_status("2.0.0"), (EnhancedStatus{2, 0, 0}));
  EXPECT_EQ(parse_enhanced_status("4.999.100  x"), (EnhancedStatus{4, 999, 100}));
  EXPECT_EQ(parse_enhanced_status("5.7.1 no")->str(), "5.7.1");
}

TEST(EnhancedStatus, IsNothingElse) {
  for (const std::string_view text :
       {"", "2", "2.", "2.1", "2.1.", "2.1.5x", "2.1.5.3 x", "3.1.5 x", "1.1.5 x", "2.01.5 x", "2.1.05 x",
        "2.1000.5 x", "2.1.1000 x", " 2.1.5", "2.1.5\t", "2..5 x", "2.-1.5"})
    EXPECT_EQ(parse_enhanced_status(text), std::nullopt) << text;
}

TEST(Reply, KnowsItsClass) {
  EXPECT_TRUE(only_reply_in("299 a\r\n").positive());
  EXPECT_TRUE(only_reply_in("354 a\r\n").intermediate());
  EXPECT_TRUE(only_reply_in("421 a\r\n").transient_negative());
  EXPECT_TRUE(only_reply_in("550 a\r\n").permanent_negative());
  EXPECT_FALSE(only_reply_in("a\r\n").positive());
}

}  // namespace
}  // namespace smtpspec::smtp
