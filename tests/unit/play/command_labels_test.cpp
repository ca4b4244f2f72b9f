#include "play/wire/command_labels.hpp"

#include <gtest/gtest.h>

namespace smtpspec::play {
namespace {

TEST(CommandLabels, TheFirstReplyIsTheGreeting) {
  CommandLabels labels;
  EXPECT_EQ(labels.replied(220), "greeting");
  EXPECT_EQ(labels.pending(), 0U);
  EXPECT_EQ(labels.replied(250), "");
}

TEST(CommandLabels, RepliesToAGroupAnswerItsCommandsInOrder) {
  CommandLabels labels;
  labels.replied(220);
  labels.sent("mail FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDA");
  labels.sent("TA\r\n");
  EXPECT_EQ(labels.replied(250), "MAIL");
  EXPECT_EQ(labels.replied(550), "RCPT");
  EXPECT_EQ(labels.replied(503), "DATA");
}

TEST(CommandLabels, MailDataIsOneThingUntilItsEnd) {
  CommandLabels labels;
  labels.replied(220);
  labels.sent("DATA\r\n");
  EXPECT_EQ(labels.replied(354), "DATA");
  EXPECT_TRUE(labels.in_mail_data());
  labels.sent("QUIT\r\n..\r\n.\r\nNOOP\r\n");
  EXPECT_FALSE(labels.in_mail_data());
  EXPECT_EQ(labels.replied(250), "content");
  EXPECT_EQ(labels.replied(250), "NOOP");
}

TEST(CommandLabels, MailDataMayBeAnsweredBeforeTheirEnd) {
  CommandLabels labels;
  labels.replied(220);
  labels.sent("DATA\r\n");
  EXPECT_EQ(labels.replied(354), "DATA");
  labels.sent("one\n.\n");
  labels.answered_early();
  EXPECT_FALSE(labels.in_mail_data());
  EXPECT_FALSE(labels.certain());
  EXPECT_EQ(labels.replied(250), "content");
}

TEST(CommandLabels, WhatWasSentBehindDataBecomesMailDataWithThe354) {
  CommandLabels labels;
  labels.replied(220);
  labels.sent("DATA\r\nSubject: x\r\n\r\n.\r\nRSET\r\n");
  EXPECT_EQ(labels.replied(354), "DATA");
  EXPECT_EQ(labels.replied(250), "content");
  EXPECT_EQ(labels.replied(250), "RSET");
}

TEST(CommandLabels, OctetsOfAChunkAreNoCommands) {
  CommandLabels labels;
  labels.replied(220);
  labels.sent("BDAT 6\r\nQUIT\r\nNOOP\r\n");
  EXPECT_EQ(labels.replied(250), "BDAT");
  EXPECT_EQ(labels.replied(250), "NOOP");
  labels.sent("BDAT 100\r\n");
  labels.sent_content(100);
  labels.sent("RSET\r\n");
  EXPECT_EQ(labels.replied(250), "BDAT");
  EXPECT_EQ(labels.replied(250), "RSET");
}

TEST(CommandLabels, AHandshakeForgetsWhatIsPending) {
  CommandLabels labels;
  labels.replied(220);
  labels.sent("STARTTLS\r\nNOOP\r\nMAI");
  EXPECT_EQ(labels.replied(220), "STARTTLS");
  labels.tls_established();
  EXPECT_EQ(labels.pending(), 0U);
  labels.sent("EHLO x\r\n");
  EXPECT_EQ(labels.replied(250), "EHLO");
}

TEST(CommandLabels, LinesThatServersReadDifferentlyProveNothing) {
  for (const std::string& line :
       {std::string("NOOP\nNOOP\r\n"), std::string("NO\rOP\r\n"), "NOOP " + std::string(600, 'x') + "\r\n"}) {
    CommandLabels labels;
    EXPECT_TRUE(labels.certain());
    labels.sent(line);
    EXPECT_FALSE(labels.certain());
  }
}

}  // namespace
}  // namespace smtpspec::play
