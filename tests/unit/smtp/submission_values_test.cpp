#include "smtp/submission_values.hpp"

#include <gtest/gtest.h>

namespace smtpspec::smtp {
namespace {

TEST(Priority, IsADigitWithAtMostAMinusSign) {
  EXPECT_EQ(parse_priority("0"), 0);
  EXPECT_EQ(parse_priority("9"), 9);
  EXPECT_EQ(parse_priority("-9"), -9);
  for (const char* value : {"", "-", "-0", "+1", "01", "10", "-10", "1 ", "x", "--1"})
    EXPECT_FALSE(parse_priority(value)) << value;
}

TEST(Priority, IsOfferedWithThePolicysName) {
  EXPECT_TRUE(is_priority_policy("STANAG4406"));
  EXPECT_TRUE(is_priority_policy("a_b-c.d"));
  for (const char* name : {"", "a/b", "abcdefghijklmnopqrstu"})
    EXPECT_FALSE(is_priority_policy(name)) << name;
}

TEST(HoldInterval, HasNoZerosInFront) {
  EXPECT_EQ(parse_hold_interval("1"), 1);
  EXPECT_EQ(parse_hold_interval("999999999"), 999'999'999);
  for (const char* value : {"", "0", "01", "1000000000", "-1", "+1", "1h", "1 "})
    EXPECT_FALSE(parse_hold_interval(value)) << value;
}

TEST(UtcTime, IsADateTimeInUtc) {
  EXPECT_EQ(parse_utc_time("2048-02-29t23:59:60z"), "2048-02-29T23:59:60");
  EXPECT_EQ(parse_utc_time("2050-01-01T00:00:00.125+00:00"), "2050-01-01T00:00:00");
  EXPECT_LT(*parse_utc_time("2049-12-31T23:59:59Z"), *parse_utc_time("2050-01-01T00:00:00Z"));
  for (const char* value :
       {"", "2050-01-01", "2050-01-01T00:00:00", "2050-01-01 00:00:00Z", "2050-00-01T00:00:00Z",
        "2050-13-01T00:00:00Z", "2050-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2050-01-01T24:00:00Z",
        "2050-01-01T00:60:00Z", "2050-01-01T00:00:61Z", "2050-01-01T00:00:00.Z", "2050-01-01T00:00:00+01:00",
        "2050-01-01T00:00:00ZZ"})
    EXPECT_FALSE(parse_utc_time(value)) << value;
}

TEST(HoldLimits, AreSecondsAndADate) {
  const auto limits = parse_hold_limits({"60", "2050-01-01T00:00:00Z"});
  ASSERT_TRUE(limits);
  EXPECT_EQ(limits->seconds, 60);
  EXPECT_EQ(limits->latest, "2050-01-01T00:00:00");
  EXPECT_FALSE(parse_hold_limits({}));
  EXPECT_FALSE(parse_hold_limits({"60"}));
  EXPECT_FALSE(parse_hold_limits({"60", "2050-01-01T00:00:00Z", "x"}));
}

TEST(UrlArgument, IsAnAbsoluteUriAndAtMostLast) {
  const auto whole = parse_url_argument("imap://a@b.test/c%20d;uid=1;urlauth=submit+a:internal:0f LAST");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->url, "imap://a@b.test/c%20d;uid=1;urlauth=submit+a:internal:0f");
  EXPECT_TRUE(whole->last);
  EXPECT_TRUE(parse_url_argument("x:/a last")->last);
  EXPECT_FALSE(parse_url_argument("x:/a")->last);
  for (const char* argument : {"", "LAST", "/a LAST", "1x:/a", ":/a", "x:/a FIRST", "x:/a LAST LAST",
                               "x:/a  LAST", "x:/a#b", "x:/<a>", "x:/%2"})
    EXPECT_FALSE(parse_url_argument(argument)) << argument;
}

TEST(BurlParameter, OfImapHasAnAuthority) {
  for (const char* one : {"imap", "IMAP://a.test:143", "imaps", "pigeon"})
    EXPECT_TRUE(is_burl_parameter(one)) << one;
  for (const char* one : {"imap:", "imap:a.test", "imap://", "imap://a.test/b"})
    EXPECT_FALSE(is_burl_parameter(one)) << one;
}

}  // namespace
}  // namespace smtpspec::smtp
