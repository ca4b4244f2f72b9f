#include "play/material/volume.hpp"

#include <gtest/gtest.h>

#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

Volume volume(const Offers& offers) {
  const auto scenario = support::scenario_of(
      "# A content is accepted.\nrequirement rfc5321/4.1.1.4-9\njudges server\n"
      "given greeted\nfault f\n\nC: NOOP\nS: 250\nC: <small>\nC: <big>\nC: <text>\nS: 250\n\n"
      "content small of 1000 octets\ncontent big of {ehlo.SIZE + 1} octets\ncontent text\n| 12345\nend\n");
  return volume_of(*scenario, Facts{}, offers);
}

TEST(Volume, IsThatOfAllContentsByWhatIsKnownOfTheOffers) {
  EXPECT_EQ(volume({}).largest, 1000U);
  EXPECT_EQ(volume({}).total, 1007U);
  const auto offered = smtp::parse_extensions(smtp::read_reply("250-mx.test\r\n250 SIZE 33554432\r\n"));
  EXPECT_EQ(volume({.latest = offered}).largest, 33554433U);
  EXPECT_EQ(volume({.latest = offered}).total, 33554433U + 1007U);
}

}  // namespace
}  // namespace smtpspec::play
