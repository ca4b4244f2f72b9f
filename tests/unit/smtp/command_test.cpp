#include "smtp/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "smtp/chunk.hpp"

namespace smtpspec::smtp {
namespace {

TEST(Command, IsSplitAtTheFirstBlank) {
  struct {
    std::string line, verb, argument;
    bool has_argument;
  } const table[] = {
      {"QUIT", "QUIT", "", false},
      {"quit", "QUIT", "", false},
      {"QuIt  \t ", "QUIT", "", false},
      {"EHLO a.example", "EHLO", "a.example", true},
      {"ehlo a.example  ", "EHLO", "a.example", true},
      {"NOOP  two blanks", "NOOP", " two blanks", true},
      {"MAIL FROM:<Smith@example.org> SIZE=1", "MAIL", "FROM:<Smith@example.org> SIZE=1", true},
      {"", "", "", false},
      {"   ", "", "", false},
      {" NOOP", "", "NOOP", true},
      {"NO\tOP", "NO\tOP", "", false},
      {"VRFY gr\xC3\xBC\xC3\x9F", "VRFY", "gr\xC3\xBC\xC3\x9F", true},
      {"\xC3\xA4 b", "\xC3\xA4", "b", true},
  };
  for (const auto& row : table) {
    const Command command = parse_command(row.line);
    EXPECT_EQ(command.verb, row.verb) << row.line;
    EXPECT_EQ(command.argument, row.argument) << row.line;
    EXPECT_EQ(command.has_argument, row.has_argument) << row.line;
  }
}

TEST(Command, CaseIsFoldedInAsciiOnly) {
  EXPECT_EQ(upper("aZ0-\xC3\xA4{"), "AZ0-\xC3\xA4{");
  EXPECT_TRUE(equal_ignoring_case("StartTLS", "STARTTLS"));
  EXPECT_FALSE(equal_ignoring_case("STARTTLS", "STARTTL"));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));
}

TEST(PathArgument, PathAndParametersAreRead) {
  const PathArgumentReading read =
      parse_path_argument("from:<a@example.org> SIZE=10 body=8BITMIME SMTPUTF8 X-1=\xC3\xBC", "FROM");
  ASSERT_TRUE(read.argument);
  EXPECT_EQ(read.argument->path.mailbox(), "a@example.org");
  EXPECT_EQ(read.argument->parameters,
            (std::vector<Parameter>{
                {"SIZE", "10"}, {"BODY", "8BITMIME"}, {"SMTPUTF8", std::nullopt}, {"X-1", "\xC3\xBC"}}));
  ASSERT_NE(read.argument->find("Body"), nullptr);
  EXPECT_EQ(read.argument->find("Body")->value, "8BITMIME");
  EXPECT_EQ(read.argument->find("RET"), nullptr);
}

TEST(PathArgument, NullPathIsForMailAndPostmasterForRcpt) {
  EXPECT_TRUE(parse_path_argument("FROM:<>", "FROM").argument);
  EXPECT_TRUE(parse_path_argument("TO:<pOSTMASTER>", "TO").argument);
  EXPECT_FALSE(parse_path_argument("TO:<>", "TO").argument);
  EXPECT_FALSE(parse_path_argument("FROM:<Postmaster>", "FROM").argument);
  EXPECT_TRUE(parse_path_argument("FROM:<Postmaster@example.org>", "FROM").argument);
}

TEST(PathArgument, EachDefectHasItsName) {
  struct {
    std::string argument;
    ArgumentDefect defect;
  } const table[] = {
      {"", ArgumentDefect::missing_from_or_to},
      {"FROM", ArgumentDefect::missing_from_or_to},
      {"TO:<a@b>", ArgumentDefect::missing_from_or_to},
      {" FROM:<a@b>", ArgumentDefect::missing_from_or_to},
      {"<a@b>", ArgumentDefect::missing_from_or_to},
      {"FROM: <a@b>", ArgumentDefect::blank_before_path},
      {"FROM:\t<a@b>", ArgumentDefect::blank_before_path},
      {"FROM:", ArgumentDefect::bad_path},
      {"FROM:a@b", ArgumentDefect::bad_path},
      {"FROM:<a@b", ArgumentDefect::bad_path},
      {"FROM:<a b@c>", ArgumentDefect::bad_path},
      {"FROM:<a@b>SIZE=1", ArgumentDefect::bad_parameter},
      {"FROM:<a@b>  SIZE=1", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> SIZE=1 ", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> SIZE=", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> SIZE=1=2", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> =1", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> -X=1", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> X_Y=1", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> X=\x01", ArgumentDefect::bad_parameter},
      {"FROM:<a@b> X=\xFF", ArgumentDefect::bad_parameter},
      {"FROM:<a@b>\tSIZE=1", ArgumentDefect::bad_parameter},
  };
  for (const auto& row : table) {
    const PathArgumentReading read = parse_path_argument(row.argument, "FROM");
    EXPECT_FALSE(read.argument) << row.argument;
    EXPECT_EQ(read.defect, row.defect) << row.argument;
  }
}

TEST(PathArgument, EachDefectIsDescribedInWordsOfItsOwn) {
  std::vector<std::string_view> words;
  for (const ArgumentDefect defect : {ArgumentDefect::missing_from_or_to, ArgumentDefect::blank_before_path,
                                      ArgumentDefect::bad_path, ArgumentDefect::bad_parameter}) {
    EXPECT_THAT(words, testing::Not(testing::Contains(describe(defect))));
    words.push_back(describe(defect));
  }
}

TEST(Chunk, SizeAndLastAreRead) {
  EXPECT_EQ(parse_chunk("0"), (Chunk{0, false}));
  EXPECT_EQ(parse_chunk("1000"), (Chunk{1000, false}));
  EXPECT_EQ(parse_chunk("0 LAST"), (Chunk{0, true}));
  EXPECT_EQ(parse_chunk("007 last"), (Chunk{7, true}));
  EXPECT_EQ(parse_chunk("18446744073709551615"), (Chunk{18446744073709551615U, false}));
}

TEST(Chunk, IsNothingElse) {
  for (const std::string_view argument :
       {"", " ", "LAST", "-1", "+1", "1x", "0x10", " 1", "1 ", "1  LAST", "1 LAST ", "1 LAST LAST", "1 FIRST",
        "1LAST", "1\tLAST", "1.0", "18446744073709551616"})
    EXPECT_EQ(parse_chunk(argument), std::nullopt) << argument;
}

}  // namespace
}  // namespace smtpspec::smtp
