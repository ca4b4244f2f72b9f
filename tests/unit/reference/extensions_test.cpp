// The correct server: STARTTLS, SIZE, CHUNKING, BINARYMIME, SMTPUTF8 and PIPELINING.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

void expect(std::string_view transcript, const Behaviour& behaviour = {}) {
  EXPECT_EQ(play(behaviour, transcript), transcript);
}

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
  expect(R"(S: 220
C: EHLO client.test
S: 250
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
  expect(R"(S: 220
C: EHLO client.test
S: 250
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
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test> SIZE=99999999999999999999
S: 250 2.1.0
)",
         behaviour);
}

TEST(ReferenceSize, ContentIsCountedWithoutItsStuffing) {
  Behaviour behaviour;
  behaviour.size_limit = 6;
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
C: DATA
S: 354
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

TEST(ReferenceChunking, MessageComesInChunks) {
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test> BODY=BINARYMIME
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
R: BDAT 9\r\n.\r\n\x00\n\r.\r\n
S: 250 2.0.0
C: DATA
S: 503 5.5.1
R: BDAT 2\r\nab
S: 250 2.0.0
C: BDAT 0 LAST
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 11 .\r\n\x00\n\r.\r\nab
C: BDAT 0 LAST
S: 503 5.5.1
C: RSET
S: 250 2.0.0
C: BDAT 0
S: 503 5.5.1
)");
}

TEST(ReferenceChunking, RefusedChunkIsSwallowed) {
  expect(R"(S: 220
R: BDAT 6\r\nNOOP\r\n
S: 503 5.5.1
C: EHLO client.test
S: 250
R: BDAT 6 LAST\r\nNOOP\r\n
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
R: BDAT 6\r\nNOOP\r\n
S: 554 5.5.1
C: RCPT TO:<nobody@mx.test>
R: BDAT 6\r\nNOOP\r\n
R: BDAT 6 LAST\r\nNOOP\r\n
C: RSET
S: 550 5.1.1
S: 554 5.5.1
S: 554 5.5.1
S: 250 2.0.0
)");
}

TEST(ReferenceChunking, ChunksBeyondTheLimitAreSwallowedAndRefused) {
  Behaviour behaviour;
  behaviour.size_limit = 6;
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
R: BDAT 6\r\nNOOP\r\nBDAT 6\r\nNOOP\r\nBDAT 6 LAST\r\nNOOP\r\n
S: 250 2.0.0
S: 552 5.3.4
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
R: BDAT 6 LAST\r\nNOOP\r\n
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 6 NOOP\r\n
)",
         behaviour);
}

TEST(ReferenceChunking, ChunkWithoutReadableSizeIsRefused) {
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
C: BDAT
S: 501 5.5.4
C: BDAT x
S: 501 5.5.4
C: BDAT -1
S: 501 5.5.4
C: BDAT 99999999999999999999 LAST
S: 501 5.5.4
C: BDAT 5 FIRST
S: 501 5.5.4
C: BDAT 0 last
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 0
)");
}

TEST(ReferenceChunking, RsetBetweenChunksForgetsThem) {
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
R: BDAT 3\r\none
S: 250 2.0.0
C: RSET
S: 250 2.0.0
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
R: BDAT 3 LAST\r\ntwo
S: 250 2.0.0
accepted <a@client.test> <bob@mx.test> 3 two
)");
}

TEST(ReferenceChunking, HeloSessionHasNoChunks) {
  expect(R"(S: 220
C: HELO client.test
S: 250
R: BDAT 6 LAST\r\nNOOP\r\n
S: 503 5.5.1
)");
}

TEST(ReferenceChunking, NotOfferedIsNotImplemented) {
  Behaviour behaviour;
  behaviour.offers.in_clear.remove(Extension::chunking);
  EXPECT_EQ(answer_to(behaviour, "BDAT 0 LAST\r\n"), "502 5.5.1 not offered\r\n");
}

TEST(ReferenceBody, BinaryContentNeedsChunks) {
  expect(R"(S: 220
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test> BODY=BINARYMIME
S: 250 2.1.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
C: DATA
S: 503 5.5.1
C: RSET
S: 250 2.0.0
C: MAIL FROM:<a@client.test> BODY=8bitmime
S: 250 2.1.0
C: RSET
S: 250 2.0.0
C: MAIL FROM:<a@client.test> BODY=9BITMIME
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BODY
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BODY=7BIT
S: 250 2.1.0
)");
}

TEST(ReferenceSmtputf8, AddressesBeyondAsciiNeedIt) {
  expect(R"(S: 220
C: EHLO client.test
S: 250
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

constexpr std::string_view long_session = R"(C: EHLO client.test
C: MAIL FROM:<a@client.test> SIZE=20
C: RCPT TO:<nobody@mx.test>
C: RCPT TO:<bob@mx.test>
C: DATA
C: Subject: cut
C:
C: ..a
R: b\n.\nc\r.\rd\r\n.\r\n
C: RSET
C: MAIL FROM:<a@client.test> BODY=BINARYMIME
C: RCPT TO:<alice@mx.test>
R: BDAT 7\r\n\r\n.\r\nxyBDAT 5 LAST\r\nQUIT\r
R: BDAT 6\r\nQUIT\r\n
R: NO\nOP\r\nNO\rOP\r\n
C: XYZZY
C: HELP
C: BDAT x
C: QUIT
)";

TEST(ReferencePipelining, GroupIsAnsweredInOrder) {
  EXPECT_EQ(play({}, long_session.substr(0, long_session.find("C: Subject"))), R"(S: 220
C: EHLO client.test
C: MAIL FROM:<a@client.test> SIZE=20
C: RCPT TO:<nobody@mx.test>
C: RCPT TO:<bob@mx.test>
C: DATA
S: 250
S: 250 2.1.0
S: 550 5.1.1
S: 250 2.1.5
S: 354
)");
}

TEST(ReferencePipelining, CutsNeverChangeTheAnswers) {
  const std::string whole = record({}, long_session);
  EXPECT_THAT(whole, testing::EndsWith("closed\n"));
  EXPECT_THAT(whole, testing::HasSubstr("accepted <a@client.test> <alice@mx.test> 12 "));
  for (std::size_t most = 1; most < whole.size(); ++most)
    EXPECT_EQ(record_in_pieces({}, long_session, most), whole) << most;
}

TEST(ReferencePipelining, CutAtEachPositionChangesNothing) {
  Server whole{Behaviour{}};
  const std::string octets =
      "EHLO client.test\r\nMAIL FROM:<a@client.test>\r\nRCPT TO:<bob@mx.test>\r\nDATA\r\n..a\r\n.\r\n"
      "MAIL FROM:<a@client.test>\r\nRCPT TO:<bob@mx.test>\r\nBDAT 6 LAST\r\n\r\n.\r\n\rNOOP\r\nQUIT\r\n";
  const std::string expected = whole.receive(octets).octets;
  for (std::size_t cut = 0; cut <= octets.size(); ++cut) {
    Server server{Behaviour{}};
    std::string answered = server.receive(octets.substr(0, cut)).octets;
    answered += server.receive(octets.substr(cut)).octets;
    EXPECT_EQ(answered, expected) << cut;
  }
}

}  // namespace
}  // namespace smtpspec::reference
