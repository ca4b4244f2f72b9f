// The correct server: DELIVERBY, REQUIRETLS, SUBMITTER, NO-SOLICITING and MTRK.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

TEST(ReferenceDeliverBy, TimeAndModeAreReadAndHeldAgainstTheMinimum) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> BY=59;R
S: 555 5.5.4
C: MAIL FROM:<a@client.test> BY=0;R
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BY=-60;R
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BY=1000000000;R
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BY=;N
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BY=60
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BY=60;T
S: 501 5.5.4
C: MAIL FROM:<a@client.test> BY
S: 501 5.5.4
C: MAIL FROM:<a@client.test> by=60;rt
S: 250 2.1.0
C: RSET
S: 250 2.0.0
C: MAIL FROM:<a@client.test> BY=-999999999;N
S: 250 2.1.0
)");
}

TEST(ReferenceRequireTls, IsThereInsideTlsOnly) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> REQUIRETLS
S: 555 5.5.4
C: STARTTLS
S: 220 2.0.0
TLS wanted
TLS
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test> REQUIRETLS=
S: 501 5.5.4
C: MAIL FROM:<a@client.test> REQUIRETLS=1
S: 501 5.5.4
C: MAIL FROM:<a@client.test> REQUIRETLS
S: 250 2.1.0
)");
}

TEST(ReferenceSubmitter, IsAMailboxInXtext) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> SUBMITTER
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SUBMITTER=a
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SUBMITTER=a+b@client.test
S: 501 5.5.4
C: MAIL FROM:<> SUBMITTER=a+2Bb@client.test
S: 250 2.1.0
)");
}

TEST(ReferenceSubmitter, IsHeldAgainstTheHeader) {
  const auto answer = [](const std::string& header) {
    return answer_to(
        {}, "MAIL FROM:<a@client.test> SUBMITTER=a@client.test\r\nRCPT TO:<bob@mx.test>\r\nDATA\r\n" +
                header + "\r\n\r\nbody\r\n.\r\n");
  };
  const auto ends_in = [](const std::string& end) {
    return testing::EndsWith(end + "\r\n");
  };
  const std::string accepted = "250 2.0.0 message accepted";
  const std::string differs = "550 5.7.1 Submitter does not match header.";
  EXPECT_THAT(answer("From: A <a@CLIENT.test>"), ends_in(accepted));
  EXPECT_THAT(answer("From:\r\n a@client.test"), ends_in(accepted));
  EXPECT_THAT(answer("From: b@client.test\r\nSender: a@client.test"), ends_in(accepted));
  EXPECT_THAT(answer("From: b@client.test\r\nResent-From: a@client.test"), ends_in(accepted));
  EXPECT_THAT(answer("From: a@client.test\r\nSender: b@client.test"), ends_in(differs));
  EXPECT_THAT(answer("From: b@client.test"), ends_in(differs));
  EXPECT_THAT(answer("Subject: a@client.test"), ends_in("554 5.7.7 Cannot verify submitter address."));
}

TEST(ReferenceNoSoliciting, SolicitIsAListOfKeywords) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> SOLICIT
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SOLICIT=org.example:A,
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SOLICIT=1:A
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SOLICIT=org.example:A;B
S: 501 5.5.4
C: MAIL FROM:<a@client.test> SOLICIT=org.example:A-1_b.c,X
S: 250 2.1.0
)");
}

TEST(ReferenceMtrk, TakesACertifierAndWhatDsnHasForIt) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> MTRK
S: 501 5.5.4
C: MAIL FROM:<a@client.test> MTRK=a.b
S: 501 5.5.4
C: MAIL FROM:<a@client.test> MTRK=QIWcwYnnHQ5+TvNl0bQGnyYDFXM:1234567890
S: 501 5.5.4
C: MAIL FROM:<a@client.test> ENVID=+
S: 501 5.5.4
C: MAIL FROM:<a@client.test> ENVID=1@client.test MTRK=QIWcwYnnHQ5+TvNl0bQGnyYDFXM:86400
S: 250 2.1.0
C: RCPT TO:<bob@mx.test> ORCPT=bob@mx.test
S: 501 5.5.4
C: RCPT TO:<bob@mx.test> ORCPT=rfc822;bob@mx.test
S: 250 2.1.5
)");
}

}  // namespace
}  // namespace smtpspec::reference
