#include "text/visible.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace smtpspec::text {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string random_octets(std::mt19937& random, std::string_view favourites) {
  std::string octets;
  for (std::size_t left = random() % 40; left > 0; --left)
    octets += random() % 2 ? favourites[random() % favourites.size()] : static_cast<char>(random() % 256);
  return octets;
}

bool is_printable_ascii(std::string_view text) {
  for (const char octet : text)
    if (octet < 0x20 || octet > 0x7E) return false;
  return true;
}

// The inverse of `visible_ascii`, written from the notation in the header.
std::string invisible(std::string_view text) {
  std::string octets;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      octets += text[at];
      continue;
    }
    switch (text[++at]) {
      case 'r':
        octets += '\r';
        break;
      case 'n':
        octets += '\n';
        break;
      case 't':
        octets += '\t';
        break;
      case '\\':
        octets += '\\';
        break;
      default:
        EXPECT_EQ(text[at], 'x');
        octets += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
        at += 2;
    }
  }
  return octets;
}

TEST(Visible, NotationIsAsTheHeaderSays) {
  EXPECT_EQ(visible("250 Ok\r\n"), "250 Ok\\r\\n");
  EXPECT_EQ(visible("\t\\\x1b\x7f"), "\\t\\\\\\x1b\\x7f");
  EXPECT_EQ(visible(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(visible("gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x93\xAE"),
            "gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x93\xAE");
  EXPECT_EQ(visible_ascii("gr\xC3\xBC"), "gr\\xc3\\xbc");
}

TEST(Visible, OctetsThatAreNoUtf8AreEscaped) {
  EXPECT_EQ(visible("\xFC"), "\\xfc");
  EXPECT_EQ(visible("\xC3x"), "\\xc3x");
  EXPECT_EQ(visible("\xC0\xAF"), "\\xc0\\xaf");
  EXPECT_EQ(visible("\xED\xA0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(visible("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
  EXPECT_EQ(visible("\xE2\x82"), "\\xe2\\x82");
}

TEST(Visible, InvisibleAndMisleadingCharactersAreNamed) {
  EXPECT_EQ(visible("\xC2\x85"), "\\u{0085}");
  EXPECT_EQ(visible("\xC2\xAD"), "\\u{00AD}");
  EXPECT_EQ(visible("\xE2\x80\x8B"), "\\u{200B}");
  EXPECT_EQ(visible("a\xE2\x80\xAE"
                    "b"),
            "a\\u{202E}b");
  EXPECT_EQ(visible("\xE1\xA0\x8E\xE2\x81\xA3"), "\\u{180E}\\u{2063}");
  EXPECT_EQ(visible("\xE2\x81\xA6"), "\\u{2066}");
  EXPECT_EQ(visible("\xE2\x80\xA8"), "\\u{2028}");
  EXPECT_EQ(visible("\xEF\xBB\xBF"), "\\u{FEFF}");
  EXPECT_EQ(visible("\xEF\xBF\xBE"), "\\u{FFFE}");
  EXPECT_EQ(visible("\xF3\xA0\x80\x81"), "\\u{E0001}");
}

TEST(Visible, EveryOctetBecomesPrintable) {
  for (int value = 0; value < 256; ++value) {
    const std::string octet(1, static_cast<char>(value));
    EXPECT_TRUE(is_printable_ascii(visible(octet))) << value;
    EXPECT_EQ(visible(octet), visible_ascii(octet)) << value;
    EXPECT_EQ(invisible(visible_ascii(octet)), octet) << value;
  }
}

TEST(Visible, AnyOctetsBecomeUtf8WithoutControls) {
  std::mt19937 random(3629);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = visible(random_octets(random, "\xC2\xC3\x80\x85\xE2\x81\xAE\\\r\n\xF0\x9F"));
    ASSERT_TRUE(is_utf8(text));
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto value = static_cast<unsigned char>(text[at]);
      ASSERT_GE(value, 0x20);
      ASSERT_NE(value, 0x7F);
      const bool c1 = value == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
      ASSERT_FALSE(c1);
    }
    ASSERT_EQ(visible(text).find('\n'), std::string::npos);
  }
}

TEST(VisibleAscii, IsReversible) {
  std::mt19937 random(5321);
  for (int round = 0; round < 20'000; ++round) {
    const std::string octets = random_octets(random, "\\xrnt0\r\n\t");
    const std::string text = visible_ascii(octets);
    ASSERT_TRUE(is_printable_ascii(text));
    ASSERT_EQ(invisible(text), octets);
  }
}

TEST(VisibleCut, KeepsHeadAndTail) {
  EXPECT_EQ(visible_cut("abcdef", 6), "abcdef");
  EXPECT_EQ(visible_cut("abcdefgh\n", 6), "abc ... [3 octets] ... gh\\n");
  EXPECT_EQ(visible_cut("\r\n", 10), "\\r\\n");
}

TEST(IsUtf8, FollowsRfc3629) {
  for (const std::string_view text : {"", "a", "\xC3\xBC", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(is_utf8(text));
  for (const std::string_view text :
       {"\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80", "a\xC3"})
    EXPECT_FALSE(is_utf8(text));
}

constexpr std::string_view markers[] = {"##[",           "##vso[",         "##teamcity[",
                                        "[[ATTACHMENT|", "section_start:", "section_end:"};

bool has_command_at_line_start(std::string_view text) {
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos && line.substr(first).starts_with("::")) return true;
    begin = end + 1;
  }
  return false;
}

TEST(WithoutMarkers, BreaksUpWhatCiSystemsObey) {
  EXPECT_EQ(without_markers("::error::x"), "\\x3a:error::x");
  EXPECT_EQ(without_markers("a\n  ::error::x"), "a\n  \\x3a:error::x");
  EXPECT_EQ(without_markers("##vso[task]"), "\\x23#vso[task]");
  EXPECT_EQ(without_markers("a ##[error]"), "a \\x23#[error]");
  EXPECT_EQ(without_markers("[[ATTACHMENT|/x]]"), "\\x5b[ATTACHMENT|/x]]");
}

TEST(WithoutMarkers, LeavesOtherTextAlone) {
  for (const std::string_view text :
       {"", "250 Ok", "a::b", "[::1]", "# [x]", "##x[", "[[x]]", "section", "IPv6:::1"})
    EXPECT_EQ(without_markers(text), text);
}

TEST(WithoutMarkers, LeavesNoMarkerWhateverComes) {
  std::mt19937 random(2119);
  const std::string_view parts[] = {"#",
                                    "##",
                                    "##[",
                                    "##vso[",
                                    "##teamcity[",
                                    "[",
                                    "[[ATTACHMENT|",
                                    "section_",
                                    "section_start:",
                                    "section_end:",
                                    "::",
                                    ":",
                                    "\n",
                                    " ",
                                    "\t",
                                    "x"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t left = random() % 12; left > 0; --left) text += parts[random() % std::size(parts)];
    const std::string safe = without_markers(text);
    for (const std::string_view marker : markers)
      ASSERT_THAT(safe, Not(HasSubstr(std::string(marker)))) << text;
    ASSERT_FALSE(has_command_at_line_start(safe)) << text;
    ASSERT_EQ(without_markers(safe), safe);
  }
}

}  // namespace
}  // namespace smtpspec::text
