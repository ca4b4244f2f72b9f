#include "smtp/transparency.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "support/splits.hpp"

namespace smtpspec::smtp {
namespace {

using support::for_every_split;
using support::Pieces;

std::string stuffed(std::string_view content) {
  return for_every_split(content, [](const Pieces& pieces) {
    Stuffer stuffer;
    std::string all;
    for (const std::string_view piece : pieces) all += stuffer.stuff(piece);
    return all.append(stuffer.end_of_mail_data());
  });
}

struct Unstuffed {
  std::string content;
  bool ended = false;
  std::string rest;

  bool operator==(const Unstuffed&) const = default;
};

void PrintTo(const Unstuffed& one, std::ostream* out) {
  *out << testing::PrintToString(one.content) << (one.ended ? ", ended, rest " : ", open, rest ")
       << testing::PrintToString(one.rest);
}

Unstuffed unstuffed(std::string_view octets, Unstuffer::Options options = {}) {
  return for_every_split(octets, [&](const Pieces& pieces) {
    Unstuffer unstuffer(options);
    Unstuffed read;
    for (const std::string_view piece : pieces) {
      const Unstuffer::Step step = unstuffer.feed(piece);
      EXPECT_TRUE(step.ended || step.consumed == piece.size());
      read.content += step.content;
      read.ended = step.ended;
      read.rest += piece.substr(step.consumed);
    }
    return read;
  });
}

TEST(Stuffer, DotAtTheStartOfALineIsDoubled) {
  EXPECT_EQ(stuffed(".a\r\n..b\r\nc.d\r\n.\r\n"), "..a\r\n...b\r\nc.d\r\n..\r\n.\r\n");
}

TEST(Stuffer, OnlyCrlfStartsALine) {
  EXPECT_EQ(stuffed("a\n.b\r.c\r\r\n.d\r\n"), "a\n.b\r.c\r\r\n..d\r\n.\r\n");
}

TEST(Stuffer, EndOfMailDataStartsALineOfItsOwn) {
  EXPECT_EQ(stuffed(""), ".\r\n");
  EXPECT_EQ(stuffed("a\r\n"), "a\r\n.\r\n");
  EXPECT_EQ(stuffed("a"), "a\r\n.\r\n");
  EXPECT_EQ(stuffed("a\n"), "a\n\r\n.\r\n");
  EXPECT_EQ(stuffed("a\r"), "a\r\r\n.\r\n");
}

TEST(Unstuffer, ContentEndsBeforeTheLineWithADotAlone) {
  EXPECT_EQ(unstuffed("a\r\nb\r\n.\r\nQUIT\r\n"), (Unstuffed{"a\r\nb\r\n", true, "QUIT\r\n"}));
  EXPECT_EQ(unstuffed(".\r\nQUIT\r\n"), (Unstuffed{"", true, "QUIT\r\n"}));
  EXPECT_EQ(unstuffed("\r\n.\r\n"), (Unstuffed{"\r\n", true, ""}));
}

TEST(Unstuffer, LeadingDotIsRemoved) {
  EXPECT_EQ(unstuffed("..\r\n...a\r\n.b\r\nc.\r\n.\r\n"), (Unstuffed{".\r\n..a\r\nb\r\nc.\r\n", true, ""}));
}

TEST(Unstuffer, DotThatLooksLikeTheEndIsContent) {
  EXPECT_EQ(unstuffed(".\rx\r\n.\r\n"), (Unstuffed{"\rx\r\n", true, ""}));
  EXPECT_EQ(unstuffed(".\r.\r\n.\r\n"), (Unstuffed{"\r.\r\n", true, ""}));
  EXPECT_EQ(unstuffed(".\r\r\n.\r\n"), (Unstuffed{"\r\r\n", true, ""}));
}

TEST(Unstuffer, ContentWithoutEndStaysOpen) {
  EXPECT_EQ(unstuffed("a\r\n."), (Unstuffed{"a\r\n", false, ""}));
  EXPECT_EQ(unstuffed("a\r\n.\r"), (Unstuffed{"a\r\n", false, ""}));
  EXPECT_EQ(unstuffed("a.\r\n"), (Unstuffed{"a.\r\n", false, ""}));
}

TEST(Unstuffer, EachRuleEndsExactlyWhereItSays) {
  constexpr auto strict = EndOfDataRule::crlf_dot_crlf, lf_lf = EndOfDataRule::also_lf_dot_lf,
                 lf_crlf = EndOfDataRule::also_lf_dot_crlf, crlf_lf = EndOfDataRule::also_crlf_dot_lf,
                 cr_cr = EndOfDataRule::also_cr_dot_cr;
  struct {
    std::string octets;
    std::vector<EndOfDataRule> ended_by;
  } const table[] = {
      {"x\r\n.\r\n", {strict, lf_lf, lf_crlf, crlf_lf, cr_cr}},
      {"x\n.\n", {lf_lf}},
      {"x\n.\r\n", {lf_crlf}},
      {"x\r\n.\n", {lf_lf, crlf_lf}},
      {"x\r.\r", {cr_cr}},
      {"x\r.\r\n", {cr_cr}},
      {"x\r.\n", {}},
      {"x\n.\r", {}},
      {"x\r\n.\r", {}},
      {"x\r\n.\rx", {}},
      {"x\n.\rx", {}},
      {"x.\r\n", {}},
      {"x\r\n..\r\n", {}},
      {"x\n..\n", {}},
      {"x\r..\r", {}},
      {"x\n.\n.\r\n", {lf_lf, lf_crlf}},
      {"x\r.\n.\n", {lf_lf}},
  };
  for (const auto& row : table)
    for (const EndOfDataRule rule : {strict, lf_lf, lf_crlf, crlf_lf, cr_cr}) {
      const bool ends = testing::Matches(testing::Contains(rule))(row.ended_by);
      EXPECT_EQ(unstuffed(row.octets, {.end = rule}).ended, ends)
          << testing::PrintToString(row.octets) << " under rule " << static_cast<int>(rule);
    }
}

TEST(Unstuffer, WhatFollowsTheEndIsTheNextCommandUnderEachRule) {
  EXPECT_EQ(unstuffed("a\n.\nMAIL", {.end = EndOfDataRule::also_lf_dot_lf}),
            (Unstuffed{"a\n", true, "MAIL"}));
  EXPECT_EQ(unstuffed("a\n.\r\nMAIL", {.end = EndOfDataRule::also_lf_dot_crlf}),
            (Unstuffed{"a\n", true, "MAIL"}));
  EXPECT_EQ(unstuffed("a\r\n.\nMAIL", {.end = EndOfDataRule::also_crlf_dot_lf}),
            (Unstuffed{"a\r\n", true, "MAIL"}));
  EXPECT_EQ(unstuffed("a\r.\r\nMAIL", {.end = EndOfDataRule::also_cr_dot_cr}),
            (Unstuffed{"a\r", true, "\nMAIL"}));
}

TEST(Unstuffer, LineStartsWhereTheRuleSeesOne) {
  EXPECT_EQ(unstuffed("a\n..b\r\n.\r\n").content, "a\n..b\r\n");
  EXPECT_EQ(unstuffed("a\n..b\r\n.\r\n", {.end = EndOfDataRule::also_lf_dot_lf}).content, "a\n.b\r\n");
  EXPECT_EQ(unstuffed("a\r..b\r\n.\r\n", {.end = EndOfDataRule::also_cr_dot_cr}).content, "a\r.b\r\n");
}

TEST(Unstuffer, DotsStayIfTheyAreNotRemoved) {
  EXPECT_EQ(unstuffed("..a\r\n.\rb\r\n.\r\n", {.remove_dots = false}),
            (Unstuffed{"..a\r\n.\rb\r\n", true, ""}));
}

TEST(Unstuffer, NothingIsConsumedBehindTheEnd) {
  Unstuffer unstuffer;
  EXPECT_TRUE(unstuffer.feed(".\r\n").ended);
  const Unstuffer::Step step = unstuffer.feed("a\r\n");
  EXPECT_EQ(step.consumed, 0U);
  EXPECT_EQ(step.content, "");
  EXPECT_TRUE(step.ended);
}

TEST(Transparency, WhatWasPutInIsTakenOut) {
  std::mt19937 random(5321);
  for (int round = 0; round < 300; ++round) {
    std::string content;
    for (std::size_t left = random() % 40; left > 0; --left) content += "\r\n..x"[random() % 5];
    const Unstuffed read = unstuffed(stuffed(content) + "QUIT");
    EXPECT_TRUE(read.ended);
    EXPECT_EQ(read.rest, "QUIT");
    EXPECT_EQ(read.content, content.empty() || content.ends_with("\r\n") ? content : content + "\r\n");
  }
}

}  // namespace
}  // namespace smtpspec::smtp
