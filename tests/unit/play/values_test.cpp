// What is made of an account's name and password.
#include "play/material/values.hpp"

#include <gmock/gmock.h>

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
