// What is made of an account's name and password.
#include "play/material/values.hpp"

#include <gmock/gmock.h>

#include "scenario/parser.hpp"

namespace smtpspec::play {
namespace {

using testing::Eq;
using testing::Optional;

TEST(Values, AnAccountSpeaksBase64) {
  const scenario::Scenario scenario;
  Facts facts;
  facts.variables = {{"user", "tim"}, {"password", "tanstaaftanstaaf"}};
  Values values(scenario, facts);
  // The credentials of the examples in RFC 4616 section 4.
  EXPECT_THAT(values.variable("plain-response"), Optional(Eq("AHRpbQB0YW5zdGFhZnRhbnN0YWFm")));
  EXPECT_THAT(values.variable("wrong-plain-response"), Optional(Eq("AHRpbQB0YW5zdGFhZnRhbnN0YWFmPw==")));
  EXPECT_THAT(values.variable("foreign-plain-response"),
              Optional(Eq("bm90LXRpbQB0aW0AdGFuc3RhYWZ0YW5zdGFhZg==")));
  EXPECT_THAT(values.variable("user-in-base64"), Optional(Eq("dGlt")));
}

TEST(Values, WhatIsComputedIsAText) {
  const auto source = std::make_shared<const text::Source>(
      "a.smtp",
      "# A rule.\nrequirement rfc4954/4-39\njudges server\n\n"
      "C: {base64 \"\\0{user}\\0{password}\"} {xtext \"a+b =\\xC3\"}\nS: 250\n");
  const auto scenario = scenario::parse(source, "a").scenario;
  ASSERT_TRUE(scenario.has_value());
  Facts facts;
  facts.variables = {{"user", "tim"}, {"password", "tanstaaftanstaaf"}};
  Values values(*scenario, facts);
  EXPECT_THAT(values.text(std::get<scenario::SendLine>(scenario->steps.front().what).text),
              Optional(Eq("AHRpbQB0YW5zdGFhZnRhbnN0YWFm a+2Bb+20+3D+C3")));
  Values nobody(*scenario, Facts{});
  EXPECT_EQ(nobody.text(std::get<scenario::SendLine>(scenario->steps.front().what).text), std::nullopt);
  EXPECT_EQ(nobody.missing()->name, "user");
}

TEST(Values, WithoutAnAccountThereIsNothingToSay) {
  const scenario::Scenario scenario;
  Facts facts;
  facts.variables = {{"user", "tim"}};
  Values values(scenario, facts);
  EXPECT_EQ(values.variable("plain-response"), std::nullopt);
  EXPECT_EQ(values.missing()->name, "password");
}

}  // namespace
}  // namespace smtpspec::play
