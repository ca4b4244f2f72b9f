// The correct server: CHUNKING, and the bodies that need it.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

TEST(ReferenceChunking, MessageComesInChunks) {
  expect(R"(given greeted
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
  expect(R"(given recipient
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
  expect(R"(given recipient
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
  expect(R"(given recipient
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
  expect(R"(given greeted
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

}  // namespace
}  // namespace smtpspec::reference
