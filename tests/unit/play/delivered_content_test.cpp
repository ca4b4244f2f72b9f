#include "play/judging/delivered_content.hpp"

#include <gmock/gmock.h>

namespace smtpspec::play {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string difference(std::string content, std::string_view message, bool lf = false) {
  const OctetSourcePtr source = octets_in_memory(std::move(content));
  return compare_contents(*source, message, lf).in_words();
}

const std::string content = "Subject: x\r\nX-Case: c1\r\n\r\n.dot\r\n\r\nend\r\n";

std::optional<bool> decodes_to(std::string body, std::string_view encoding, std::string_view encoded) {
  const std::string label = "Subject: x\r\nContent-Transfer-Encoding: ";
  const OctetSourcePtr source = octets_in_memory(label + "binary\r\n\r\n" + std::move(body));
  const std::string message = label + std::string(encoding) + "\r\n\r\n" + std::string(encoded);
  return compare_contents(*source, message, false).decodes_to_the_same;
}

TEST(DeliveredContent, AnEncodedBodyIsDecoded) {
  EXPECT_EQ(decodes_to("a\rb=\r\n", "Quoted-Printable", "a=0D=\r\nb=3d\r\n"), true);
  EXPECT_EQ(decodes_to("a\rb=\r\n", "quoted-printable", "ab=3D\r\n"), false);
  EXPECT_EQ(decodes_to("a\rb\r\n", "base64", "YQ1i\r\nDQo=\r\n"), true);
  EXPECT_EQ(decodes_to("a\rb\r\n", "base64", "YWI=\r\n"), false);
}

TEST(DeliveredContent, ABodyThatIsNoSuchEncodingIsNotDecoded) {
  EXPECT_EQ(decodes_to("a\r\n", "quoted-printable", "a=0\r\n"), std::nullopt);
  EXPECT_EQ(decodes_to("a\r\n", "base64", "%\r\n"), std::nullopt);
  EXPECT_EQ(decodes_to("a\r\n", "8bit", "b\r\n"), std::nullopt);
  EXPECT_EQ(decodes_to("a\r\n", "quoted-printable", "a\r\n\r\n"), std::nullopt);  // lines more at its end
}

TEST(DeliveredContent, TraceHeadersInFrontAreNoDifference) {
  EXPECT_THAT(difference(content, "Return-Path: <a@b>\r\nReceived: from x\r\n by y\r\n" + content),
              IsEmpty());
}

TEST(DeliveredContent, HeaderFieldsThatASubmissionServerAddsAreNoDifference) {
  EXPECT_THAT(
      difference(content,
                 "Subject: x\r\nDate: now\r\nX-Case: c1\r\nMessage-Id: <1@x>\r\n\r\n.dot\r\n\r\nend\r\n"),
      IsEmpty());
}

TEST(DeliveredContent, AChangedBodyIsToldWithItsPlace) {
  EXPECT_THAT(difference(content, "Subject: x\r\nX-Case: c1\r\n\r\ndot\r\n\r\nend\r\n"),
              HasSubstr("differs from octet 1"));
  EXPECT_THAT(difference(content, content + "more\r\n"), HasSubstr("the body differs"));
  EXPECT_THAT(difference(content, content.substr(0, content.size() - 5)), HasSubstr("the body differs"));
}

TEST(DeliveredContent, AnotherHeaderOrEncodingIsAMessageWrittenAnew) {
  const auto anew = [](std::string_view message) {
    const OctetSourcePtr source = octets_in_memory(content);
    return compare_contents(*source, message, false).is_written_anew();
  };
  EXPECT_FALSE(anew(content));
  EXPECT_FALSE(anew("Received: x\r\n" + content));
  EXPECT_FALSE(anew("Subject: x\r\nX-Case: c1\r\n\r\ndot\r\n"));  // only the body differs
  EXPECT_TRUE(anew("Subject: =?x?=\r\nX-Case: c1\r\n\r\n.dot\r\n\r\nend\r\n"));
  EXPECT_TRUE(anew("Subject: x\r\nX-Case: c1\r\ncontent-transfer-ENCODING: base64\r\n\r\nLmRvdA==\r\n"));
  EXPECT_FALSE(anew("no header at all\r\n"));
}

TEST(DeliveredContent, AMissingHeaderLineIsToldAndOneThatStandsElsewhereIsNotCalledMissing) {
  EXPECT_THAT(difference(content, "X-Case: c1\r\n\r\n.dot\r\n\r\nend\r\n"), HasSubstr("no line Subject: x"));
  EXPECT_THAT(difference(content, "X-Case: c1\r\nSubject: x\r\n\r\n.dot\r\n\r\nend\r\n"),
              HasSubstr("in another place the line X-Case: c1"));
}

TEST(DeliveredContent, AMessageIsRecognizedByTheFirstLineThatHoldsTheToken) {
  const auto line = [](std::string sent) {
    const OctetSourcePtr source = octets_in_memory(std::move(sent));
    return recognizable_line(*source, "c1");
  };
  EXPECT_EQ(line("Message-ID: <c1@x>\r\nSubject: first c1\r\n\r\nc1\r\n"), "<c1@x>");
  EXPECT_EQ(line("From: <a@b>\r\nSubject: first c1\r\n\r\nc1\r\n"), "first c1");
  EXPECT_EQ(line("From: <a@b>\r\n\r\nnote: c1 is it\r\n"), "note: c1 is it");
  EXPECT_EQ(line("no header, c1\r\n"), "no header, c1");
  EXPECT_EQ(line("nothing\r\n"), "c1");
}

TEST(DeliveredContent, TheBodyIsComparedWhateverTheHeaderIs) {
  const auto body = [](std::string_view message) {
    const OctetSourcePtr source = octets_in_memory(content);
    return compare_contents(*source, message, false).body;
  };
  EXPECT_THAT(body("X-Case: c1\r\nSubject: x\r\n\r\n.dot\r\n\r\nend\r\n"), IsEmpty());
  EXPECT_THAT(body("X-Case: c1\r\nSubject: x\r\n\r\ndot\r\n\r\nend\r\n"), HasSubstr("the body differs"));
  EXPECT_THAT(body(".dot\r\n\r\nend\r\n"), HasSubstr("no line Subject: x")) << "there is no header at all";
}

TEST(DeliveredContent, EmptyLinesMoreAtTheEndAreTold) {
  const auto more = [](const std::string& sent, const std::string& message, bool lf = false) {
    const OctetSourcePtr source = octets_in_memory(sent);
    return compare_contents(*source, message, lf).empty_lines_more;
  };
  EXPECT_FALSE(more(content, content));
  EXPECT_TRUE(more(content, content + "\r\n"));
  EXPECT_TRUE(more(content, content + "\r\n\r\n"));
  EXPECT_FALSE(more(content, content + "\r\nmore\r\n"));
  EXPECT_FALSE(more(content, content + "\n"));
  EXPECT_FALSE(more("A: b\r\n\r\nno end", "A: b\r\n\r\nno end\r\n"));
  EXPECT_TRUE(more("A: b\r\n\r\nno end", "A: b\r\n\r\nno end\r\n\r\n"));
  EXPECT_TRUE(more("A: b\r\n\r\nend\r\n", "A: b\n\nend\n\n", true));
  EXPECT_TRUE(more("no header\r\n", "Received: x\r\n\r\nno header\r\n\r\n"));
  EXPECT_FALSE(more("no header\r\n", "Received: x\r\n\r\nno header\r\n"));
}

TEST(DeliveredContent, LineEndsAreComparedAsTheTargetFilesThem) {
  EXPECT_THAT(difference(content, "Subject: x\nX-Case: c1\n\n.dot\n\nend\n", true), IsEmpty());
  EXPECT_THAT(difference(content, "Subject: x\nX-Case: c1\n\n.dot\n\nend\n", false), testing::Not(IsEmpty()));
}

TEST(DeliveredContent, ALineEndBehindALastLineWithoutOneIsNoDifference) {
  EXPECT_THAT(difference("Subject: x\r\n\r\nno end", "Subject: x\r\n\r\nno end\r\n"), IsEmpty());
  EXPECT_THAT(difference("Subject: x\r\n\r\nno end", "Subject: x\r\n\r\nno end\r\n\r\n"),
              testing::Not(IsEmpty()));
}

TEST(DeliveredContent, AContentWithoutHeaderSectionEndsTheMessage) {
  EXPECT_THAT(difference("\x01\x02 c1", "Received: x\r\n\r\n\x01\x02 c1"), IsEmpty());
  EXPECT_THAT(difference("\x01\x02 c1", "Received: x\r\n\r\n\x01\x02 c2"), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace smtpspec::play
