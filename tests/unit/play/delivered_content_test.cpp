#include "play/delivered_content.hpp"

#include <gmock/gmock.h>

namespace smtpspec::play {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string difference(std::string content, std::string_view message, bool lf = false) {
  const OctetSourcePtr source = octets_in_memory(std::move(content));
  return content_difference(*source, message, lf);
}

const std::string content = "Subject: x\r\nX-Case: c1\r\n\r\n.dot\r\n\r\nend\r\n";

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
    return is_written_anew(*source, message);
  };
  EXPECT_FALSE(anew(content));
  EXPECT_FALSE(anew("Received: x\r\n" + content));
  EXPECT_FALSE(anew("Subject: x\r\nX-Case: c1\r\n\r\ndot\r\n"));  // only the body differs
  EXPECT_TRUE(anew("Subject: =?x?=\r\nX-Case: c1\r\n\r\n.dot\r\n\r\nend\r\n"));
  EXPECT_TRUE(anew("Subject: x\r\nX-Case: c1\r\ncontent-transfer-ENCODING: base64\r\n\r\nLmRvdA==\r\n"));
  EXPECT_FALSE(anew("no header at all\r\n"));
}

TEST(DeliveredContent, AMissingHeaderLineIsTold) {
  EXPECT_THAT(difference(content, "X-Case: c1\r\n\r\n.dot\r\n\r\nend\r\n"), HasSubstr("Subject: x"));
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
