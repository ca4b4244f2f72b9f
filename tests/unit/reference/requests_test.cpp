// The correct server: MT-PRIORITY, FUTURERELEASE and BURL.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

TEST(ReferenceMtPriority, IsADigitAndRaisedForAccountsOnly) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> MT-PRIORITY
S: 501 5.5.2
C: MAIL FROM:<a@client.test> MT-PRIORITY=10
S: 501 5.5.2
C: MAIL FROM:<a@client.test> MT-PRIORITY=-1 MT-PRIORITY=-1
S: 501 5.5.4
C: MAIL FROM:<a@client.test> mt-priority=-9
S: 250 2.1.0
C: RSET
S: 250 2.0.0
C: MAIL FROM:<a@client.test> MT-PRIORITY=1
S: 250 2.3.6
C: STARTTLS
S: 220 2.0.0
TLS wanted
TLS
C: EHLO client.test
S: 250
C: AUTH PLAIN AGFsaWNlAHNlY3JldA==
S: 235 2.7.0
C: MAIL FROM:<a@client.test> MT-PRIORITY=9
S: 250 2.1.0
)");
}

TEST(ReferenceFutureRelease, IsThereInsideTlsAndHoldsTheMessage) {
  expect(R"(given greeted
C: MAIL FROM:<a@client.test> HOLDFOR=60
S: 555 5.5.4
C: STARTTLS
S: 220 2.0.0
TLS wanted
TLS
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test> HOLDFOR=0
S: 501 5.5.4
C: MAIL FROM:<a@client.test> HOLDFOR=604801
S: 501 5.5.4
C: MAIL FROM:<a@client.test> HOLDUNTIL=2100-01-01T00:00:00Z
S: 501 5.5.4
C: MAIL FROM:<a@client.test> HOLDUNTIL=2050-01-01T00:00:00
S: 501 5.5.4
C: MAIL FROM:<a@client.test> HOLDFOR=60 HOLDUNTIL=2050-01-01T00:00:00Z
S: 501 5.5.4
C: MAIL FROM:<a@client.test> HOLDFOR=61 BY=60;N
S: 501 5.5.4
C: MAIL FROM:<a@client.test> HOLDFOR=60 BY=60;N
S: 250 2.1.0
C: RCPT TO:<alice@mx.test>
S: 250 2.1.5
C: DATA
S: 354
C: text
C: .
S: 250 2.0.0
C: MAIL FROM:<a@client.test> HOLDUNTIL=2050-01-01T00:00:00Z
S: 250 2.1.0
)");
}

TEST(ReferenceBurl, IsForAccountsAndStandsBesideChunks) {
  expect(R"(given greeted
C: BURL x:y LAST
S: 502 5.5.1
C: STARTTLS
S: 220 2.0.0
TLS wanted
TLS
C: EHLO client.test
S: 250
C: BURL x:y LAST
S: 530 5.7.0
C: AUTH PLAIN AGFsaWNlAHNlY3JldA==
S: 235 2.7.0
C: BURL LAST
S: 501 5.5.4
C: BURL x:y LAST
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: BURL x:y LAST
S: 554 5.5.0
C: RCPT TO:<alice@mx.test>
S: 250 2.1.5
C: BURL x:y
S: 554 5.6.6
C: BDAT 0 LAST
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: RCPT TO:<alice@mx.test>
S: 250 2.1.5
C: BDAT 7
--
R: Sent: a
S: 250 2.0.0
C: BURL imap://alice@mx.test/outbox;uidvalidity=1/;uid=1;urlauth=submit+alice:internal:0123456789abcdef last
S: 250 2.0.0
accepted <a@client.test> <alice@mx.test> 57 Sent: aFrom: <alice@mx.test>\r\nSubject: stored\r\n\r\nstored\r\n in TLS
)");
}

}  // namespace
}  // namespace smtpspec::reference
