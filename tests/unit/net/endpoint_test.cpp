#include "net/endpoint.hpp"

#include <stdexcept>

#include <gmock/gmock.h>

namespace smtpspec::net {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::Eq;
using testing::Optional;

TEST(Endpoint, HostAndPortAreReadFromTheirUsualForm) {
  EXPECT_THAT(parse_endpoint("127.0.0.1:25"), Optional(Eq(Endpoint{"127.0.0.1", 25})));
  EXPECT_THAT(parse_endpoint("mx.test:2525"), Optional(Eq(Endpoint{"mx.test", 2525})));
  EXPECT_THAT(parse_endpoint("[::1]:65535"), Optional(Eq(Endpoint{"::1", 65535})));
}

TEST(Endpoint, WhatIsWrittenReadsBackTheSame) {
  for (const Endpoint& endpoint : {Endpoint{"127.0.0.1", 1}, Endpoint{"2001:db8::1", 587}, Endpoint{"a", 25}})
    EXPECT_THAT(parse_endpoint(endpoint.str()), Optional(Eq(endpoint))) << endpoint.str();
}

TEST(Endpoint, AnythingElseIsNone) {
  for (const char* text :
       {"", ":", "host", "host:", ":25", "host:0", "host:65536", "host:2x", "host:-1", "::1:25", "[::1]",
        "[::1:25", "::1]:25", "[]:25", "[host]:25", "a b:25", "http://a:25"})
    EXPECT_FALSE(parse_endpoint(text)) << text;
}

TEST(Endpoint, NumericHostResolvesToItself) {
  EXPECT_THAT(resolve({"127.0.0.1", 25}), Contains(Endpoint{"127.0.0.1", 25}));
  EXPECT_THAT(resolve({"::1", 25}), Contains(Endpoint{"::1", 25}));
}

TEST(Endpoint, LocalhostResolvesToLoopback) {
  for (const Endpoint& endpoint : resolve({"localhost", 25}))
    EXPECT_TRUE(is_loopback(endpoint)) << endpoint.str();
}

TEST(Endpoint, OnlyNumericAddressesOfThisMachineAreLoopback) {
  EXPECT_TRUE(is_loopback({"127.0.0.1", 25}));
  EXPECT_TRUE(is_loopback({"127.9.9.9", 25}));
  EXPECT_TRUE(is_loopback({"::1", 25}));
  EXPECT_TRUE(is_loopback({"::ffff:127.0.0.1", 25}));
  EXPECT_FALSE(is_loopback({"::ffff:10.0.0.1", 25}));
  EXPECT_FALSE(is_loopback({"10.0.0.1", 25}));
  EXPECT_FALSE(is_loopback({"0.0.0.0", 25}));
  EXPECT_FALSE(is_loopback({"localhost", 25}));
}

}  // namespace
}  // namespace smtpspec::net
