#include "play/material/generated.hpp"

#include <gtest/gtest.h>

namespace smtpspec::play {
namespace {

using Kind = scenario::GeneratedContent::Kind;

std::string all_of(OctetSourcePtr source, std::size_t most) {
  std::string octets;
  for (std::string piece = source->read(most); !piece.empty(); piece = source->read(most)) {
    EXPECT_LE(piece.size(), most);
    octets += piece;
  }
  return octets;
}

std::string text(std::uint64_t size, std::size_t most = 4096) {
  return all_of(generated_octets(Kind::text, size, 78, "token", "a@b.test"), most);
}

TEST(GeneratedContent, EverySizeIsMetExactly) {
  for (std::uint64_t size = 0; size < 400; ++size)
    for (const Kind kind : {Kind::text, Kind::eight_bit, Kind::binary}) {
      const auto source = generated_octets(kind, size, 78, "token", "a@b.test");
      EXPECT_EQ(source->size(), size);
      EXPECT_EQ(all_of(generated_octets(kind, size, 78, "token", "a@b.test"), 100).size(), size);
    }
}

TEST(GeneratedContent, HowItIsReadChangesNothing) {
  for (const std::uint64_t size : {2U, 60U, 157U, 158U, 159U, 5000U, 9001U})
    for (const std::size_t most : {1U, 7U, 64U, 4096U})
      EXPECT_EQ(text(size, most), text(size, 100'000)) << size << " by " << most;
}

// What is large comes from a block that is shared, and in pieces that are worth a write.
TEST(GeneratedContent, ALargeOneBeginsAsASmallOneAndComesInLargePieces) {
  constexpr std::uint64_t size = 3 * 1024 * 1024;
  const auto source = generated_octets(Kind::text, size, 78, "token", "a@b.test");
  std::string octets(source->next(size));  // the header
  std::size_t pieces = 0;
  for (std::string_view piece = source->next(size); !piece.empty(); piece = source->next(size), ++pieces)
    octets += piece;
  EXPECT_EQ(octets.size(), size);
  EXPECT_LE(pieces, size / (256 * 1024) + 2);
  EXPECT_EQ(octets.substr(0, 100'000), text(200'000).substr(0, 100'000));
  EXPECT_EQ(octets, text(size, 1000));
  EXPECT_TRUE(octets.ends_with("\r\n"));
}

TEST(GeneratedContent, LinesHaveTheLengthThatWasAskedForAndEndInCrlf) {
  const std::string octets = text(10'000);
  EXPECT_TRUE(octets.starts_with("Subject: "));
  EXPECT_NE(octets.find("X-Case: token\r\n"), octets.npos);
  EXPECT_TRUE(octets.ends_with("\r\n"));
  std::size_t begin = octets.find("\r\n\r\n") + 4;
  for (std::size_t end = octets.find("\r\n", begin); end != octets.npos; end = octets.find("\r\n", begin)) {
    const std::string line = octets.substr(begin, end - begin);
    EXPECT_EQ(line.find_first_of("\r\n"), line.npos);
    EXPECT_LE(line.size(), 78U + 76U);
    begin = end + 2;
  }
  EXPECT_EQ(begin, octets.size());
}

TEST(GeneratedContent, HasTheHeaderOfAMessageWhereThereIsRoomForIt) {
  const std::string octets = text(1000);
  EXPECT_NE(octets.find("\r\nFrom: <a@b.test>\r\nDate: "), octets.npos);
  EXPECT_EQ(octets.find("MIME-Version"), octets.npos);
  EXPECT_EQ(text(100).find("From:"), octets.npos);
  EXPECT_NE(text(100).find("X-Case: token\r\n"), octets.npos);
  const std::string eight_bit =
      all_of(generated_octets(Kind::eight_bit, 1000, 78, "token", "a@b.test"), 4096);
  EXPECT_LT(eight_bit.find("\r\nContent-Transfer-Encoding: 8bit\r\n"), eight_bit.find("\r\n\r\n"));
}

TEST(GeneratedContent, NoBareLineEndIsMadeAtTheEnd) {
  for (std::uint64_t size = 60; size < 300; ++size) {
    const std::string octets = text(size);
    for (std::size_t at = 0; at < octets.size(); ++at) {
      if (octets[at] == '\r') {
        ASSERT_EQ(octets.substr(at, 2), "\r\n") << size;
      } else if (octets[at] == '\n') {
        ASSERT_EQ(octets[at - 1], '\r') << size;
      }
    }
  }
}

TEST(GeneratedContent, BinaryHasEveryOctetValue) {
  const std::string octets = all_of(generated_octets(Kind::binary, 1000, 78, "token", "a@b.test"), 4096);
  for (int value = 0; value < 256; ++value)
    EXPECT_NE(octets.find(static_cast<char>(value)), octets.npos) << value;
}

}  // namespace
}  // namespace smtpspec::play
