// The correct server: opening a session, and the commands that belong to no transaction.
#include <gmock/gmock.h>

#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

TEST(ReferenceSession, GreetingNamesTheServer) {
  EXPECT_THAT(Server(Behaviour{}).greet().octets, testing::StartsWith("220 mx.test ESMTP"));
}

TEST(ReferenceSession, EhloListsTheExtensionsInClear) {
  Server server{Behaviour{}};
  EXPECT_EQ(
      server.receive("EHLO client.test\r\n").octets,
      "250-mx.test at your service\r\n250-PIPELINING\r\n250-SIZE 100000\r\n"
      "250-LIMITS RCPTMAX=1000\r\n250-ETRN\r\n250-8BITMIME\r\n"
      "250-BINARYMIME\r\n250-CHUNKING\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250-STARTTLS\r\n"
      "250-DELIVERBY "
      "60\r\n250-SUBMITTER\r\n250-NO-SOLICITING\r\n250-MTRK\r\n250-MT-PRIORITY\r\n250-EXPN\r\n250-DSN\r\n"
      "250 HELP\r\n");
}

TEST(ReferenceSession, EhloInTlsListsAuthAndNoStarttls) {
  Server server(Behaviour{}, Channel::tls);
  EXPECT_EQ(
      server.receive("EHLO client.test\r\n").octets,
      "250-mx.test at your service\r\n250-PIPELINING\r\n250-SIZE 100000\r\n"
      "250-LIMITS RCPTMAX=1000\r\n250-ETRN\r\n250-ATRN\r\n250-8BITMIME\r\n"
      "250-BINARYMIME\r\n250-CHUNKING\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n"
      "250-AUTH SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 OAUTHBEARER XOAUTH2 PLAIN LOGIN\r\n"
      "250-DELIVERBY 60\r\n250-REQUIRETLS\r\n250-SUBMITTER\r\n250-NO-SOLICITING\r\n250-MTRK\r\n"
      "250-MT-PRIORITY\r\n250-FUTURERELEASE 604800 2099-12-31T23:59:59Z\r\n250-BURL imap\r\n250-EXPN\r\n"
      "250-DSN\r\n250 HELP\r\n");
}

TEST(ReferenceSession, HeloHasASingleLine) {
  Server server{Behaviour{}};
  EXPECT_EQ(server.receive("HELO client.test\r\n").octets, "250 mx.test\r\n");
}

TEST(ReferenceSession, ExtensionThatIsNotOfferedIsNotListed) {
  Behaviour behaviour;
  behaviour.offers.in_clear = {Extension::help};
  Server server{behaviour};
  EXPECT_EQ(server.receive("EHLO client.test\r\n").octets, "250-mx.test at your service\r\n250 HELP\r\n");
}

TEST(ReferenceSession, RepliesHaveNoEnhancedCodesWhereThoseAreNotOffered) {
  Behaviour behaviour;
  behaviour.offers.in_clear.remove(Extension::enhanced_status_codes);
  EXPECT_EQ(answer_to(behaviour, "NOOP\r\n"), "250 NOOP done\r\n");
}

TEST(ReferenceSession, LongerReplyHasTheEnhancedCodeInEachLine) {
  EXPECT_EQ(answer_to({}, "HELP\r\n"),
            "214-2.0.0 commands: HELO EHLO STARTTLS MAIL RCPT DATA BDAT\r\n"
            "214-2.0.0 RSET NOOP VRFY EXPN HELP QUIT\r\n214 2.0.0 see RFC 5321\r\n");
}

TEST(ReferenceSession, ClientNamesItselfByDomainOrAddressLiteral) {
  expect(R"(S: 220
C: EHLO [192.0.2.1]
S: 250
C: EHLO [IPv6:2001:db8::1]
S: 250
C: EHLO [192.0.2.1] a word more
S: 250
C: HELO client.test
S: 250
C: EHLO
S: 501 5.5.4
C: HELO
S: 501 5.5.4
C: EHLO no_domain!
S: 501 5.5.4
C: HELO no_domain!
S: 501 5.5.4
)");
}

TEST(ReferenceSession, EhloBehindHeloOpensTheSessionAnew) {
  expect(R"(S: 220
C: HELO client.test
S: 250
C: MAIL FROM:<a@client.test> SIZE=10
S: 555 5.5.4
C: EHLO client.test
S: 250
C: MAIL FROM:<a@client.test> SIZE=10
S: 250 2.1.0
)");
}

TEST(ReferenceSession, GreetingAcceptedEndsTheTransaction) {
  expect(R"(given mail
C: EHLO client.test
S: 250
C: RCPT TO:<bob@mx.test>
S: 503 5.5.1
C: MAIL FROM:<a@client.test>
S: 250 2.1.0
C: HELO client.test
S: 250
C: RCPT TO:<bob@mx.test>
S: 503 5.5.1
)");
}

TEST(ReferenceSession, GreetingRefusedLeavesTheTransactionAlone) {
  expect(R"(given mail
C: EHLO
S: 501 5.5.4
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
)");
}

TEST(ReferenceSession, SomeCommandsNeedNoGreeting) {
  expect(R"(S: 220
C: NOOP
S: 250 2.0.0
C: NOOP with words
S: 250 2.0.0
C: RSET
S: 250 2.0.0
C: HELP
S: 214 2.0.0
C: HELP MAIL
S: 214 2.0.0
C: VRFY bob
S: 252 2.5.0
C: VRFY
S: 501 5.5.4
C: EXPN list
S: 550 5.1.1
C: EXPN bob
S: 250 2.1.5
C: EXPN
S: 501 5.5.4
C: QUIT
S: 221 2.0.0
closed
)");
}

TEST(ReferenceSession, MailboxesAreListsOfOneWhateverTheirNamesLookLike) {
  EXPECT_EQ(answer_to({}, "EXPN bob\r\nEXPN \"BOB\"\r\nEXPN <bob@mx.test>\r\n"),
            "250 2.1.5 <bob@mx.test>\r\n250 2.1.5 <bob@mx.test>\r\n250 2.1.5 <bob@mx.test>\r\n");
  EXPECT_EQ(answer_to({}, "EXPN bob@mx.test SMTPUTF8\r\nEXPN bob@elsewhere.test\r\n"),
            "250 2.1.5 <bob@mx.test>\r\n550 5.1.1 no such list and no such mailbox\r\n");
}

TEST(ReferenceSession, AskingEndsNoTransaction) {
  expect(R"(given mail
C: VRFY bob
S: 252 2.5.0
C: EXPN bob
S: 250 2.1.5
C: HELP
S: 214 2.0.0
C: RCPT TO:<bob@mx.test>
S: 250 2.1.5
)");
}

TEST(ReferenceSession, WhatIsNotOfferedIsNotServed) {
  Behaviour behaviour;
  behaviour.offers.in_clear = {};
  EXPECT_EQ(answer_to(behaviour, "EXPN bob\r\nHELP\r\n"),
            "502 EXPN not implemented\r\n502 HELP not implemented\r\n");
}

TEST(ReferenceSession, VerbsHaveNoCase) {
  expect(R"(S: 220
C: ehlo client.test
S: 250
C: MaIl fRoM:<a@client.test>
S: 250 2.1.0
C: rcpt to:<BOB@MX.TEST>
S: 250 2.1.5
C: rset
S: 250 2.0.0
)");
}

TEST(ReferenceSession, WhatIsNoCommandIsRefusedAndTheSessionLivesOn) {
  expect(R"(S: 220
C: XYZZY
S: 500 5.5.1
R: \r\n
S: 500 5.5.1
R: \xff\x00\x01\r\n
S: 500 5.5.1
C: RSET now
S: 501 5.5.4
C: QUIT now
S: 501 5.5.4
C: DATA now
S: 501 5.5.4
C: NOOP
S: 250 2.0.0
)");
}

TEST(ReferenceSession, OnlyCrlfEndsACommand) {
  expect(R"(S: 220
R: NOOP\nRSET\r\n
S: 500 5.5.2
R: NOOP\rRSET\r\n
S: 500 5.5.2
R: NOOP\n
--
R: \r\n
S: 500 5.5.2
C: NOOP
S: 250 2.0.0
)");
}

TEST(ReferenceSession, LineOfAnyLengthHasOneReply) {
  Behaviour behaviour;
  behaviour.command_line_limit = 512;
  const std::string longest = "NOOP " + std::string(512 - 7, 'x') + "\r\n";
  EXPECT_EQ(answer_to(behaviour, longest), "250 2.0.0 NOOP done\r\n");
  EXPECT_EQ(answer_to(behaviour, "x" + longest), "500 5.5.2 command line too long\r\n");
  EXPECT_EQ(answer_to(behaviour, std::string(100'000, 'x') + "\r\nNOOP\r\n"),
            "500 5.5.2 command line too long\r\n250 2.0.0 NOOP done\r\n");
}

TEST(ReferenceSession, NothingIsAnsweredBehindQuit) {
  Server server{Behaviour{}};
  const Output output = server.receive("QUIT\r\nNOOP\r\n");
  EXPECT_EQ(output.octets, "221 2.0.0 mx.test closing the connection\r\n");
  EXPECT_TRUE(output.close);
  EXPECT_EQ(server.receive("NOOP\r\n").octets, "");
}

}  // namespace
}  // namespace smtpspec::reference
