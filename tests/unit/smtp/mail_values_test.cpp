#include "smtp/mail_values.hpp"

#include <gtest/gtest.h>

#include <string>

namespace smtpspec::smtp {
namespace {

TEST(DeliverBy, HasATimeAModeAndAtMostATrace) {
  const auto by = parse_deliver_by("-000000060;rT");
  ASSERT_TRUE(by);
  EXPECT_EQ(by->seconds, -60);
  EXPECT_TRUE(by->returns);
  EXPECT_TRUE(by->trace);
  const auto notify = parse_deliver_by("+999999999;N");
  ASSERT_TRUE(notify);
  EXPECT_EQ(notify->seconds, 999'999'999);
  EXPECT_FALSE(notify->returns);
  EXPECT_FALSE(notify->trace);
}

TEST(DeliverBy, IsNothingElse) {
  for (const char* value : {"", "60", "60;", ";N", "+;N", "--1;N", "1000000000;N", "6O;N", "60;T", "60;NR",
                            "60;NTT", "60;N ", " 60;N"})
    EXPECT_FALSE(parse_deliver_by(value)) << value;
}

TEST(DeliverBy, IsOfferedWithAMinimumAndOptions) {
  for (const char* parameter : {"", "0", "999999999", "60,X", ",X=1,Y"})
    EXPECT_TRUE(is_deliver_by_offer(parameter)) << parameter;
  for (const char* parameter : {"1m", "-1", "1000000000", "60,", "60,,X", "X"})
    EXPECT_FALSE(is_deliver_by_offer(parameter)) << parameter;
}

TEST(Submitter, IsAMailboxInXtext) {
  EXPECT_EQ(parse_submitter("a+2Bb@c.test"), "a+b@c.test");
  for (const char* value : {"", "a", "<a@c.test>", "a+b@c.test", "a@c.test+20", "@r.test:a@c.test"})
    EXPECT_FALSE(parse_submitter(value)) << value;
}

TEST(TrackingRequest, IsACertifierAndAtMostATime) {
  for (const char* value : {"a", "QIWcwYnnHQ5+TvNl0bQGnyYDFX/", "a:0", "a:123456789"})
    EXPECT_TRUE(is_tracking_request(value)) << value;
  for (const char* value : {"", ":1", "a:", "a:1234567890", "a:1h", "a:1:1", "a=", "a.b", "a-_"})
    EXPECT_FALSE(is_tracking_request(value)) << value;
}

TEST(Solicitation, IsAListOfKeywords) {
  EXPECT_TRUE(are_solicitation_keywords("org.example:ADV,x,Y-1_2.z:"));
  EXPECT_TRUE(are_solicitation_keywords(std::string(999, 'x')));
  for (const char* list : {"", ",", "a,", ",a", "a,,b", "a b", "a;b", "1a", ":a", "a%"})
    EXPECT_FALSE(are_solicitation_keywords(list)) << list;
  EXPECT_FALSE(are_solicitation_keywords(std::string(1001, 'x')));
}

TEST(Limits, HaveNamesAndValuesAndThoseThatAreRegisteredNumbers) {
  for (const char* one : {"RCPTMAX=5", "X_1-a", "a=b=c", "a=!"}) EXPECT_TRUE(is_limit(one)) << one;
  for (const char* one : {"", "=5", "a=", "a=1;b", "a b", "a.b=1", "a=\x01", "a=\xff"})
    EXPECT_FALSE(is_limit(one)) << one;
  for (const char* one : {"1", "10", "999999"}) EXPECT_TRUE(is_limit_number(one)) << one;
  for (const char* one : {"", "0", "01", "1000000", "1st", "-1"}) EXPECT_FALSE(is_limit_number(one)) << one;
}

}  // namespace
}  // namespace smtpspec::smtp
