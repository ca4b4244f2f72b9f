// Delivery status notifications as texts.
#include "reference/delivery_report.hpp"

#include <gmock/gmock.h>

#include <string>

#include "reference/client_content.hpp"
#include "reference/mail_date.hpp"
#include "reference/utf8_address.hpp"

namespace smtpspec::reference {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view message = "Subject: one\r\n\r\ntext\r\n";

DeliveryReport failure() {
  return {.id = 7,
          .to = "me@client.test",
          .envelope_id = "a+2Bb",
          .date = mail_date(60),
          .arrival_date = mail_date(0),
          .deliver_by_date = {},
          .client_name = "client.test",
          .recipients = {{.action = ReportAction::failed,
                          .final_recipient = "\"Q q\"@mx.test",
                          .original_recipient = "rfc822;Q+2Bq@mx.test",
                          .status = "5.1.1",
                          .remote_mta = "mx.test",
                          .trouble = "550 5.1.1 nobody"}},
          .message = message,
          .whole = true};
}

TEST(DeliveryReport, IsAMultipartOfThree) {
  const WrittenReport report = write_report({}, failure());
  EXPECT_FALSE(report.needs_smtputf8);
  EXPECT_FALSE(report.seven_bit_content);
  EXPECT_EQ(report.content,
            "From: Mail Delivery System <postmaster@relay.test>\r\n"
            "To: <me@client.test>\r\n"
            "Subject: Mail could not be delivered\r\n"
            "Date: Mon, 02 Jan 2023 03:05:05 +0000\r\n"
            "Message-ID: <report.7@relay.test>\r\n"
            "Auto-Submitted: auto-replied\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/report; report-type=delivery-status;\r\n"
            "\tboundary=\"=_report_7\"\r\n"
            "\r\n"
            "--=_report_7\r\n"
            "Content-Type: text/plain; charset=us-ascii\r\n"
            "\r\n"
            "This is a report about a message that you have sent.\r\n"
            "\r\n"
            "<\"Q q\"@mx.test>: failed: 550 5.1.1 nobody\r\n"
            "\r\n"
            "--=_report_7\r\n"
            "Content-Type: message/delivery-status\r\n"
            "\r\n"
            "Original-Envelope-Id: a+b\r\n"
            "Reporting-MTA: dns; relay.test\r\n"
            "Arrival-Date: Mon, 02 Jan 2023 03:04:05 +0000\r\n"
            "\r\n"
            "Original-Recipient: rfc822; Q+q@mx.test\r\n"
            "Final-Recipient: rfc822; \"Q q\"@mx.test\r\n"
            "Action: failed\r\n"
            "Status: 5.1.1\r\n"
            "Remote-MTA: dns; mx.test\r\n"
            "Diagnostic-Code: smtp; 550 5.1.1 nobody\r\n"
            "\r\n"
            "--=_report_7\r\n"
            "Content-Type: message/rfc822\r\n"
            "\r\n"
            "Subject: one\r\n\r\ntext\r\n"
            "\r\n"
            "--=_report_7--\r\n");
}

TEST(DeliveryReport, ReturnsAHeaderSectionWhereThatIsAskedForOrNothingFailed) {
  DeliveryReport report = failure();
  report.whole = false;
  EXPECT_THAT(write_report({}, report).content,
              HasSubstr("Content-Type: text/rfc822-headers\r\n\r\nSubject: one\r\n\r\n--"));
  report.whole = true;
  report.recipients.front().action = ReportAction::relayed;
  EXPECT_THAT(write_report({}, report).content, HasSubstr("text/rfc822-headers"));
}

TEST(DeliveryReport, HasAnotherFormForServersOfSevenBits) {
  DeliveryReport report = failure();
  report.message = "Subject: one\r\n\r\n\xC3\xA9\r\n";
  const WrittenReport written = write_report({}, report);
  EXPECT_FALSE(written.needs_smtputf8);
  EXPECT_THAT(written.content, HasSubstr("\r\nContent-Transfer-Encoding: 8bit\r\n\r\n--"));
  EXPECT_THAT(written.content, HasSubstr("message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject"));
  ASSERT_TRUE(written.seven_bit_content);
  EXPECT_FALSE(has_high_octets(*written.seven_bit_content));
  EXPECT_THAT(*written.seven_bit_content, HasSubstr("=C3=A9"));
}

TEST(DeliveryReport, NamesAddressesBeyondAsciiAsRfc6533HasThem) {
  DeliveryReport report = failure();
  report.recipients.front().final_recipient = "\xC3\xA9+x@mx.test";
  report.recipients.front().original_recipient = "utf-8;\\x{E9}\\x{2B}x@mx.test";
  const WrittenReport written = write_report({}, report);
  EXPECT_TRUE(written.needs_smtputf8);
  EXPECT_THAT(written.content,
              HasSubstr("message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n"));
  EXPECT_THAT(written.content, HasSubstr("Original-Recipient: utf-8; \xC3\xA9+x@mx.test\r\n"
                                         "Final-Recipient: utf-8; \xC3\xA9+x@mx.test\r\n"));
  ASSERT_TRUE(written.seven_bit_content);
  EXPECT_THAT(*written.seven_bit_content, HasSubstr("Content-Type: message/delivery-status\r\n\r\n"));
  EXPECT_THAT(*written.seven_bit_content, HasSubstr("Original-Recipient: utf-8; \\x{E9}\\x{2B}x@mx.test\r\n"
                                                    "Final-Recipient: utf-8; \\x{E9}\\x{2B}x@mx.test\r\n"));
  EXPECT_FALSE(has_high_octets(*written.seven_bit_content));
}

TEST(DeliveryReport, ReturnsAHeaderSectionBeyondAsciiAsGlobal) {
  DeliveryReport report = failure();
  report.message = "Subject: \xC3\xA9\r\n\r\ntext\r\n";
  EXPECT_THAT(write_report({}, report).content,
              HasSubstr("message/global\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: \xC3\xA9"));
  report.whole = false;
  const WrittenReport header = write_report({}, report);
  EXPECT_THAT(header.content, HasSubstr("message/global-headers\r\nContent-Transfer-Encoding: 8bit\r\n"));
  EXPECT_THAT(
      *header.seven_bit_content,
      HasSubstr(
          "message/global-headers\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogw6kNCg==\r\n"));
}

TEST(DeliveryReport, HasWordsOfOurOwnWhereThereWasNoReply) {
  DeliveryReport report = failure();
  report.recipients.front().trouble = "the connection ended";
  report.recipients.front().remote_mta.clear();
  const std::string content = write_report({}, report).content;
  EXPECT_THAT(content, HasSubstr("Status: 5.1.1\r\nDiagnostic-Code: X-Relay; the connection ended\r\n"));
  EXPECT_THAT(content, Not(HasSubstr("Remote-MTA")));
}

TEST(Utf8Address, IsEscapedAndBack) {
  EXPECT_EQ(with_escaped_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), "a\\x{E9}\\x{20AC}\\x{1F600}");
  EXPECT_EQ(without_escapes("a\\x{E9}\\x{20AC}\\x{1F600}\\x{2B}"), "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80+");
  EXPECT_EQ(without_escapes("\\x{}\\x{zz}\\x{1"), "\\x{}\\x{zz}\\x{1");
  EXPECT_EQ(as_escaped_address("a b\\"), "a\\x{20}b\\x{5C}");
}

TEST(MailDate, GoesOnOverTheEndOfAYear) {
  EXPECT_EQ(mail_date(0), "Mon, 02 Jan 2023 03:04:05 +0000");
  EXPECT_EQ(mail_date(364L * 24 * 3600), "Mon, 01 Jan 2024 03:04:05 +0000");
}

}  // namespace
}  // namespace smtpspec::reference
