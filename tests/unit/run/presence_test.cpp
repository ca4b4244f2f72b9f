#include "run/presence.hpp"

#include <gtest/gtest.h>

#include "support/wild_server.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;

TEST(Presence, IsThereUntilItRefuses) {
  support::WildServer server([](support::WildConnection&) {});
  Presence presence({"127.0.0.1", server.port()});
  EXPECT_TRUE(presence.is_there(0ms));
  EXPECT_EQ(presence.absence(), "");
  server.stop_listening();
  EXPECT_FALSE(presence.is_there(0ms));
  EXPECT_FALSE(presence.is_there(0ms));
  ASSERT_EQ(presence.signs().size(), 1U);
  EXPECT_EQ(presence.signs().front().words,
            "nobody listens at " + server.address() + " any more: connections are refused");
  EXPECT_EQ(presence.absence(), "the target went away in mid-run: " + presence.signs().front().words);
}

}  // namespace
}  // namespace smtpspec::run
