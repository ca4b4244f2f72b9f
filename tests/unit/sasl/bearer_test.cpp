// The messages of OAUTHBEARER (RFC 7628 section 3.1) and XOAUTH2.
#include "sasl/bearer.hpp"

#include <gmock/gmock.h>

namespace smtpspec::sasl {
namespace {

const Credentials user = {"user@example.com", "", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="};

TEST(Bearer, IsWrittenAsItsDocumentsSay) {
  EXPECT_EQ(bearer_response(Mechanism::oauthbearer, user),
            "n,a=user@example.com,\x01"
            "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01");
  EXPECT_EQ(bearer_response(Mechanism::xoauth2, {"u", "", "t"}),
            "user=u\x01"
            "auth=Bearer t\x01\x01");
  EXPECT_EQ(bearer_response(Mechanism::oauthbearer, {"a=b,c", "", "t"}),
            "n,a=a=3Db=2Cc,\x01"
            "auth=Bearer t\x01\x01");
}

TEST(Bearer, IsReadBack) {
  const std::vector<Credentials> accounts = {{"a=b,c", "", "t"}, user};
  for (const Mechanism mechanism : {Mechanism::oauthbearer, Mechanism::xoauth2})
    for (const Credentials& one : accounts)
      EXPECT_EQ(find_bearer(mechanism, bearer_response(mechanism, one), accounts), &one) << one.user;
}

TEST(Bearer, NeedsNoNameInOauthbearer) {
  const std::vector<Credentials> accounts = {{"u", "", "t"}};
  const auto is_found = [&](std::string_view response) {
    return find_bearer(Mechanism::oauthbearer, response, accounts) != nullptr;
  };
  EXPECT_TRUE(
      is_found("n,,\x01"
               "auth=Bearer t\x01\x01"));
  EXPECT_TRUE(
      is_found("n,a=u,\x01host=mx.test\x01port=587\x01"
               "auth=bearer t\x01\x01"));
  EXPECT_FALSE(
      is_found("n,a=v,\x01"
               "auth=Bearer t\x01\x01"));
  EXPECT_FALSE(
      is_found("n,a=u,\x01"
               "auth=Bearer x\x01\x01"));
  EXPECT_FALSE(
      is_found("n,a=u,\x01"
               "auth=Bearer t\x01"));
  EXPECT_FALSE(
      is_found("n,a=u,\x01"
               "auth=Basic t\x01\x01"));
  EXPECT_FALSE(
      is_found("n,a=u\x01"
               "auth=Bearer t\x01\x01"));
  EXPECT_FALSE(
      is_found("n,a=u=,\x01"
               "auth=Bearer t\x01\x01"));
  EXPECT_FALSE(is_found("\x01"));
  EXPECT_FALSE(is_found(""));
}

}  // namespace
}  // namespace smtpspec::sasl
