// The correct server: STARTTLS, SIZE and SMTPUTF8.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

TEST(ReferenceStarttls, HandshakeForgetsAllThatCameInClear) {
  expect(R"(S: 220
C: STARTTLS
S: 503 5.5.1
C: EHLO client.test
S: 250
C: STARTTLS now
S: 501 5.5.4
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: STARTTLS
S: 220 2.0.0
TLS wanted
TLS
C: RCPT TO:<bob@mx.test>
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 503 5.5.1
C: STARTTLS
S: 503 5.5.1
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
C: DATA
S: 354
C: .
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 0 in TLS
)");
}

TEST(ReferenceStarttls, OctetsInClearBehindItAreDiscarded) {
  expect(R"(given greeted
C: STARTTLS
C: NOOP
R: NOOP inje
S: 220 2.0.0
TLS wanted
TLS
C: EHLO client.test
S: 250
)");
}

TEST(ReferenceStarttls, FailedHandshakeEndsTheConnection) {
  Server server{Behaviour{}};
  ASSERT_TRUE(server.receive("EHLO client.test\r\nSTARTTLS\r\n").start_tls);
  EXPECT_TRUE(server.tls_failed().close);
}

TEST(ReferenceStarttls, NotOfferedIsNotImplemented) {
  Behaviour behaviour;
  behaviour.offers.in_clear.remove(Extension::starttls);
  EXPECT_EQ(answer_to(behaviour, "STARTTLS\r\n"), "502 5.5.1 not offered\r\n");
}

TEST(ReferenceSize, DeclarationIsHeldAgainstTheLimit) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> SIZE=100001
S: 552 5.3.4
C: MAIL FROM:<a@client.test> SIZE=18446744073709551616
S: 552 5.3.4
C: MAIL FROM:<a@client.test> SIZE=99999999999999999999
S: 552 5.3.4
C: MAIL FROM:<a@client.test> SIZE=123456789012345678901
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SIZE
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SIZE=
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SIZE=1k
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SIZE=-1
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SIZE=1 SIZE=1
S: 501 5.5.4
C: MAIL FROM:<a@client.test> size=100000
S: 250 2.1.0
C: RSET
S: 250 2.0.0
C: MAIL FROM:<a@client.test> SIZE=0
S: 250 2.1.0
)");
}

TEST(ReferenceSize, WithoutALimitEverySizeFits) {
  Behaviour behaviour;
  behaviour.size_limit = 0;
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> SIZE=99999999999999999999
S: 250 2.1.0
)",
         behaviour);
}

TEST(ReferenceSize, ContentIsCountedWithoutItsStuffing) {
  Behaviour behaviour;
  behaviour.size_limit = 6;
  expect(R"(given data
C: ..six
C: .
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 6 .six\r\n
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
C: DATA
S: 354
C: seven
C: .
S: 552 5.3.4
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
)",
         behaviour);
}

TEST(ReferenceSmtputf8, AddressesBeyondAsciiNeedIt) {
  expect(R"(given greeted
C: MAIL FROM:<pär@client.test>
S: 550 5.6.7
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<pär@mx.test>
S: 553 5.6.7
C: RSET
S: 250 2.0.0
C: MAIL FROM:<pär@client.test> SMTPUTF8
S: 250 2.1.0
C: RCPT TO:<päl@mx.test>
S: 250 2.1.5
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
R: RCPT TO:<\xffbob@mx.test>\r\n
S: 501 5.1.3
C: DATA
S: 354
C: .
S: 250 2.0.0
accepted <pär@client.test> <päl@mx.test> <bob@mx.test> 0
C: MAIL FROM:<päl@client.test>
S: 550 5.6.7
C: MAIL FROM:<a@client.test> SMTPUTF8=yes
S: 501 5.5.4
R: MAIL FROM:<\xff@client.test> SMTPUTF8\r\n
S: 501 5.1.7
C: MAIL FROM:<päl@client.test>
S: 550 5.6.7
)");
}

TEST(ReferenceSmtputf8, ParameterNeedsEhloAndTheOffer) {
  expect(R"(S: 220
C: HELO client.test
S: 250
C: MAIL FROM:<a@client.test> SMTPUTF8
S: 555 5.5.4
C: MAIL FROM:<a@client.test> SIZE=1
S: 555 5.5.4
C: MAIL FROM:<a@client.test> BODY=7BIT
S: 555 5.5.4
)");
  Behaviour behaviour;
  behaviour.offers.in_clear.remove(Extension::smtputf8);
  EXPECT_EQ(answer_to(behaviour, "MAIL FROM:<a@client.test> SMTPUTF8\r\n"),
            "555 5.5.4 parameter not recognized\r\n");
}

}  // namespace
}  // namespace smtpspec::reference
