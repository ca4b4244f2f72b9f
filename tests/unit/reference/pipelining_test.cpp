// The correct server: PIPELINING: groups of commands, cut anywhere.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

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
