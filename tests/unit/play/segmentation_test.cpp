#include "play/wire/segmentation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace smtpspec::play {
namespace {

std::vector<std::string> writes_of(std::string_view octets, Send::Cut cut, unsigned seed = 1) {
  std::mt19937_64 random(seed);
  std::vector<std::string> writes;
  while (!octets.empty()) {
    const std::size_t length = next_write(octets, cut, random);
    EXPECT_GE(length, 1U);
    EXPECT_LE(length, octets.size());
    writes.emplace_back(octets.substr(0, length));
    octets.remove_prefix(length);
  }
  return writes;
}

TEST(Segmentation, CutsAsItIsTold) {
  using Writes = std::vector<std::string>;
  EXPECT_EQ(writes_of("A\r\nB\r\nC", Send::Cut::whole), (Writes{"A\r\nB\r\nC"}));
  EXPECT_EQ(writes_of("A\r\nB\r\nC", Send::Cut::lines), (Writes{"A\r\n", "B\r\n", "C"}));
  EXPECT_EQ(writes_of("A\r\n", Send::Cut::octets), (Writes{"A", "\r", "\n"}));
}

TEST(Segmentation, RandomCutsAreTheSameForTheSameSeed) {
  const std::string octets(5000, 'x');
  EXPECT_EQ(writes_of(octets, Send::Cut::random, 7), writes_of(octets, Send::Cut::random, 7));
  EXPECT_NE(writes_of(octets, Send::Cut::random, 7), writes_of(octets, Send::Cut::random, 8));
  EXPECT_GT(writes_of(octets, Send::Cut::random, 7).size(), 5U);
}

TEST(Segmentation, WindowOfTheSessionLeavesOctetByOctet) {
  EXPECT_EQ(next_write("abcdef", {2, 4}, 0), 2U);
  EXPECT_EQ(next_write("cdef", {2, 4}, 2), 1U);
  EXPECT_EQ(next_write("def", {2, 4}, 3), 1U);
  EXPECT_EQ(next_write("ef", {2, 4}, 4), 2U);
  EXPECT_EQ(next_write("abcdef", {4, 4}, 0), 4U);  // one cut
  EXPECT_EQ(next_write("ef", {4, 4}, 4), 2U);
  EXPECT_EQ(next_write("ab", {4, 4}, 0), 2U);
}

}  // namespace
}  // namespace smtpspec::play
