#include "smtp/extensions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace smtpspec::smtp {
namespace {

Extensions extensions_in(std::string_view octets) {
  ReplyReader reader;
  reader.append(octets);
  const std::optional<Reply> reply = reader.next();
  EXPECT_TRUE(reply);
  return reply ? parse_extensions(*reply) : Extensions{};
}

TEST(Extensions, AreReadFromTheSecondLineOn) {
  const Extensions extensions =
      extensions_in("250-a.example greets\r\n250-size 1000\r\n250-AUTH PLAIN  LOGIN \r\n250 8BITMIME\r\n");
  EXPECT_EQ(extensions.list(),
            (std::vector<Extension>{{"SIZE", {"1000"}}, {"AUTH", {"PLAIN", "LOGIN"}}, {"8BITMIME", {}}}));
  EXPECT_TRUE(extensions.offers("Size"));
  EXPECT_FALSE(extensions.offers("greets"));
  EXPECT_EQ(extensions.parameter("AUTH", 1), "LOGIN");
  EXPECT_EQ(extensions.parameter("AUTH", 2), std::nullopt);
  EXPECT_EQ(extensions.number("SIZE"), 1000U);
  EXPECT_EQ(extensions.number("AUTH"), std::nullopt);
  EXPECT_EQ(extensions.number("8BITMIME"), std::nullopt);
}

TEST(Extensions, ParameterMayBeANameAndAValue) {
  const Extensions extensions = extensions_in("250-a\r\n250 LIMITS RCPTMAX=20 mailmax=5 RCPTMAX=3 QUIET\r\n");
  EXPECT_EQ(extensions.value("LIMITS", "RCPTMAX"), "20");
  EXPECT_EQ(extensions.value("limits", "MAILMAX"), "5");
  EXPECT_EQ(extensions.value("LIMITS", "QUIET"), std::nullopt);
  EXPECT_EQ(extensions.value("SIZE", "RCPTMAX"), std::nullopt);
}

TEST(Extensions, ReplyOfOneLineOffersNothing) {
  EXPECT_TRUE(extensions_in("250 SIZE 1000\r\n").empty());
}

TEST(Extensions, NegativeReplyOffersNothing) {
  EXPECT_TRUE(extensions_in("550-a\r\n550 SIZE\r\n").empty());
}

TEST(Extensions, LinesWithoutAKeywordAreLeftOut) {
  const Extensions extensions =
      extensions_in("250-a\r\n250-\r\n250- SIZE\r\n250-AUTH=PLAIN\r\n250--X\r\n250-\xC3\xBC\r\n250 X-OK\r\n");
  EXPECT_EQ(extensions.list(), (std::vector<Extension>{{"X-OK", {}}}));
}

TEST(Extensions, FirstOfTwoCounts) {
  EXPECT_EQ(extensions_in("250-a\r\n250-SIZE 1\r\n250 SIZE 2\r\n").number("SIZE"), 1U);
}

TEST(Number, IsDecimalWithoutSignAndFits64Bits) {
  EXPECT_EQ(parse_number("0"), 0U);
  EXPECT_EQ(parse_number("00012"), 12U);
  EXPECT_EQ(parse_number("18446744073709551615"), 18446744073709551615U);
  for (const std::string_view digits : {"", " 1", "1 ", "-1", "+1", "1k", "0x1", "18446744073709551616"})
    EXPECT_EQ(parse_number(digits), std::nullopt) << digits;
}

}  // namespace
}  // namespace smtpspec::smtp
