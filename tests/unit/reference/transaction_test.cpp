// The correct server: MAIL, RCPT, DATA and their order.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

TEST(ReferenceTransaction, MessageIsAcceptedForItsRecipients) {
  expect(R"(given recipient
C: RCPT TO:<@relay.test:alice@mx.test>
S: 250 2.1.5
C: DATA
S: 354
C: Subject: one
C: .
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> <alice@mx.test> 14 Subject: one\r\n
C: MAIL FROM:<>
S: 250 2.1.0
C: RCPT TO:<Postmaster>
S: 250 2.1.5
C: DATA
S: 354
C: .
S: 250 2.0.0
accepted <> <Postmaster> 0
)");
}

TEST(ReferenceTransaction, CommandsOutOfOrderAreRefused) {
  expect(R"(S: 220
C: MAIL FROM:<a@client.test>
S: 503 5.5.1
C: EHLO client.test
S: 250
C: RCPT TO:<bob@mx.test>
S: 503 5.5.1
C: DATA
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: DATA
S: 503 5.5.1
C: MAIL FROM:<b@client.test>
S: 503 5.5.1
C: RCPT TO:<nobody@mx.test>
S: 550 5.1.1
C: DATA
S: 554 5.5.1
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
C: DATA
S: 354
C: .
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 0
)");
}

TEST(ReferenceTransaction, RecipientsAreJudgedOneByOne) {
  expect(R"(given mail
C: RCPT TO:<bob@elsewhere.test>
S: 550 5.7.1
C: RCPT TO:<bob@[192.0.2.1]>
S: 550 5.7.1
C: RCPT TO:<nobody@mx.test>
S: 550 5.1.1
C: RCPT TO:<"bob"@mx.test>
S: 250 2.1.5
C: RCPT TO:<POSTMASTER@mx.test>
S: 250 2.1.5
C: RCPT TO:<>
S: 501 5.1.3
C: RCPT TO:bob@mx.test
S: 501 5.1.3
C: RCPT TO: <bob@mx.test>
S: 501 5.5.4
C: RCPT <bob@mx.test>
S: 501 5.5.4
C: RCPT
S: 501 5.5.4
C: RCPT TO:<bob@mx.test> X-OTHER=NEVER
S: 555 5.5.4
)");
}

TEST(ReferenceTransaction, SenderIsJudged) {
  expect(R"(given greeted
C: MAIL FROM:a@client.test
S: 501 5.1.7
C: MAIL FROM:<a@>
S: 501 5.1.7
C: MAIL FROM: <a@client.test>
S: 501 5.5.4
C: MAIL
S: 501 5.5.4
C: MAIL FROM:<a@client.test> =
S: 501 5.5.4
C: MAIL FROM:<a@client.test> XYZZY=1
S: 555 5.5.4
C: MAIL FROM:<a@client.test> X-OTHER=HDRS
S: 555 5.5.4
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
)");
}

TEST(ReferenceTransaction, RecipientsBeyondTheLimitAreDeferred) {
  Behaviour behaviour;
  behaviour.recipient_limit = 1;
  expect(R"(given recipient
C: RCPT TO:<alice@mx.test>
S: 452 4.5.3
)",
         behaviour);
}

TEST(ReferenceTransaction, ThousandRecipientsAreAccepted) {
  Server server{Behaviour{}};
  server.receive("EHLO client.test\r\nMAIL FROM:<a@client.test>\r\n");
  for (int i = 0; i < 1000; ++i)
    ASSERT_THAT(server.receive("RCPT TO:<bob@mx.test>\r\n").octets, testing::StartsWith("250"));
  EXPECT_THAT(server.receive("RCPT TO:<bob@mx.test>\r\n").octets, testing::StartsWith("452"));
}

TEST(ReferenceTransaction, RsetForgetsTheTransactionAndKeepsTheGreeting) {
  expect(R"(given recipient
C: RSET
S: 250 2.0.0
C: DATA
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: DATA
S: 503 5.5.1
)");
}

TEST(ReferenceTransaction, DotsAreTakenOutOfMailData) {
  expect(R"(given data
C: ..one
C: ...two
C: x.
C: .
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 17 .one\r\n..two\r\nx.\r\n
)");
}

TEST(ReferenceTransaction, OnlyADotBetweenCrlfEndsMailData) {
  expect(R"(given data
R: a\n.\nb\n.\r\nc\r\n.\nd\r.\re\r\n.\r\n
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 20 a\n.\nb\n.\r\nc\r\n\nd\r.\re\r\n
)");
}

TEST(ReferenceTransaction, ContentsAreCountedOnlyOnRequest) {
  Behaviour behaviour;
  behaviour.keep_contents = false;
  expect(R"(given data
C: Subject: one
C: .
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 14
)",
         behaviour);
}

TEST(ReferenceTransaction, UnfinishedMessageIsDroppedWithItsConnection) {
  expect(R"(given data
R: Subject: one\r\n.
--
END
closed
)");
  expect(R"(given recipient
R: BDAT 9 LAST\r\none\r\n
--
END
closed
)");
}

TEST(ReferenceTransaction, ContentBeyondTheLimitIsNotKept) {
  Behaviour behaviour;
  behaviour.size_limit = 100;
  Server server{behaviour};
  server.receive("EHLO client.test\r\nMAIL FROM:<a@client.test>\r\nRCPT TO:<bob@mx.test>\r\nDATA\r\n");
  const std::string piece(64 * 1024, 'x');
  for (int i = 0; i < 100; ++i) ASSERT_EQ(server.receive(piece).octets, "");
  EXPECT_THAT(server.receive("\r\n.\r\n").octets, testing::StartsWith("552 5.3.4"));
  EXPECT_THAT(server.receive("MAIL FROM:<a@client.test>\r\n").octets, testing::StartsWith("250"));
}

}  // namespace
}  // namespace smtpspec::reference
