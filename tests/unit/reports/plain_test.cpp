#include "reports/plain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/visible.hpp"

namespace smtpspec::reports {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Plain, TextThatIsVisibleAlreadyStaysAsItIs) {
  std::string octets;
  for (int octet = 0; octet < 256; ++octet) octets += static_cast<char>(octet);
  const std::string visible = text::visible(octets);
  EXPECT_EQ(plain(visible), visible);
  EXPECT_EQ(plain(plain(octets, Charset::ascii), Charset::ascii), plain(octets, Charset::ascii));
}

TEST(Plain, LinesStayLinesAndOtherControlsAreEscaped) {
  EXPECT_EQ(plain("one\ntwo\r\n\a\n"), "one\ntwo\\r\n\\x07\n");
}

TEST(Plain, MarkersOfCiSystemsAreBrokenUp) {
  EXPECT_EQ(plain("##[x\n::error::\n ##vso[a]"), "\\x23#[x\n\\x3a:error::\n \\x23#vso[a]");
}

TEST(OneLine, NewlinesAreEscapedAndEndsTrimmed) {
  EXPECT_EQ(one_line("  a\nb ", 100), "a\\nb");
  EXPECT_EQ(one_line(" ", 100), "");
}

TEST(OneLine, CutNeverSplitsACharacterOrAnEscape) {
  const std::string text = "\xc3\xa9\\x1b\\u{202E}\\\\\xf0\x9f\x98\x80z";
  for (std::size_t most = 3; most < text.size(); ++most) {
    const std::string cut = one_line(text, most);
    EXPECT_THAT(cut, SizeIs(Le(most)));
    ASSERT_THAT(cut, EndsWith("..."));
    const std::string head = cut.substr(0, cut.size() - 3);
    EXPECT_THAT(text, StartsWith(head));
    EXPECT_TRUE(text::is_utf8(head)) << most;
    EXPECT_EQ(head.rfind('\\') == std::string::npos || text.compare(head.size(), 1, "}") != 0, true) << most;
  }
}

TEST(CutLines, KeepsHeadAndTailAndSaysWhatIsMissing) {
  std::string text;
  for (int number = 0; number < 1000; ++number) text += "line " + std::to_string(number) + "\n";
  const std::string cut = cut_lines(text, 400);
  EXPECT_THAT(cut, SizeIs(Le(400u)));
  EXPECT_THAT(cut, StartsWith("line 0\nline 1\n"));
  EXPECT_THAT(cut, HasSubstr("octets left out] ...\nline "));
  EXPECT_THAT(cut, EndsWith("line 999\n"));
  EXPECT_EQ(cut_lines("short\n", 400), "short\n");
}

TEST(CutLines, TextWithoutLinesIsCutToo) {
  const std::string cut = cut_lines(std::string(12'000'000, 'x'), 64 * 1024);
  EXPECT_THAT(cut, SizeIs(Le(64u * 1024)));
  EXPECT_THAT(cut, HasSubstr("octets left out"));
}

TEST(VisibleLines, LogIsShownLineByLineWithoutItsEndings) {
  EXPECT_EQ(visible_lines("one\r\ntwo\x1b\nthree"), "one\ntwo\\x1b\nthree\n");
}

}  // namespace
}  // namespace smtpspec::reports
