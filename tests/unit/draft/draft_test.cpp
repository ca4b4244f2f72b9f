#include "draft/draft.hpp"

#include <gmock/gmock.h>

namespace smtpspec::draft {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string server_of(const std::string& transcript) {
  return of_server(read_dialogue(transcript));
}

std::string client_of(const std::string& transcript) {
  return of_client(read_dialogue(transcript));
}

constexpr const char* opening = "S: 220 mx.test\nC: EHLO a.test\nS: 250-mx.test\nS: 250 SIZE\n";

TEST(Draft, NamesTakeThePlaceOfMailboxesAndTheLastReplyIsWhatIsJudged) {
  EXPECT_EQ(server_of(std::string(opening) +
                      "C: MAIL FROM:<a@b.test> SIZE=9\nS: 250 2.1.0 ok\nC: RCPT TO:<c@d.test>\nS: 250 ok\n"
                      "C: RCPT TO:<e@d.test>\nS: 550 no {such} user\nC: QUIT\nS: 221 bye\n"),
            "given        greeted\n"
            "\n"
            "C: MAIL FROM:<{sender}> SIZE=9\n"
            "S: 250 or blocked  # 2.1.0 ok\n"
            "C: RCPT TO:<{recipient}>\n"
            "S: 250 or blocked  # ok\n"
            "C: RCPT TO:<{second-recipient}>\n"
            "# 550 came here. Write what the rule demands, and list all that is legal.\n"
            "S: 550  # no {such} user\n");
}

TEST(Draft, GivenIsAsFarAsTheBeginningWentWell) {
  EXPECT_THAT(server_of("S: 220 x\nC: HELO a\nS: 250 x\nC: NOOP\nS: 500 x\n"),
              HasSubstr("given        helo\n"));
  EXPECT_THAT(server_of("S: 220 x\nC: EHLO a\nS: 501 x\n"),
              HasSubstr("given        connected\n\nC: EHLO {client}\n# 501 came here."));
  EXPECT_THAT(server_of("S: 554 x\n"), HasSubstr("given        opened\n\n# 554 came here."));
  EXPECT_THAT(server_of("C: NOOP\nS: 250 x\n"), HasSubstr("given        connected\n\nC: NOOP\n"));
}

TEST(Draft, WhatIsNoPlainTextStandsInQuotes) {
  const std::string draft = server_of(std::string(opening) +
                                      "C: MAIL FROM:<\"a b\"@c.test>\nS: 501 x\nC: \x01\xff{\nS: 500 x\n"
                                      "C: <content>\nS: 500 x\n");
  EXPECT_THAT(draft, HasSubstr("C: MAIL FROM:<\"a b\"@c.test>\n"));
  EXPECT_THAT(draft, HasSubstr("C: \"\\x01\\xff{{\\r\\n\"\n"));
  EXPECT_THAT(draft, HasSubstr("C: \"<content>\\r\\n\"\n"));
}

TEST(Draft, ContentsAndChunksAreBlocks) {
  const std::string draft = server_of(std::string(opening) +
                                      "C: DATA\nS: 354 go\nC: Subject: {x}\nC:\nC: ..\nC: .\nS: 250 ok\n"
                                      "C: BDAT 7 LAST\nC: chunk\nS: 250 ok\nC: BDAT 0 LAST\nS: 250 ok\n");
  EXPECT_THAT(draft, HasSubstr("C: DATA\nS: 354 or blocked  # go\nC: <message>\nC: .\nS: 250 or blocked"));
  EXPECT_THAT(draft, HasSubstr("C: BDAT {octets message-2} LAST\nC: <message-2>\nS: 250 or blocked"));
  EXPECT_THAT(draft, HasSubstr("C: BDAT 0 LAST\n"));
  EXPECT_THAT(draft, HasSubstr("\ncontent message\n| Subject: {{x}\n|\n| ..\nend\n"));
  EXPECT_THAT(draft, HasSubstr("\ncontent message-2\n| chunk\nend\n"));
}

TEST(Draft, NoSecretStays) {
  const std::string start = opening;
  const std::string right = server_of(start +
                                      "C: AUTH LOGIN\nS: 334 VXNlcg==\nC: c2VjcmV0\nS: 334 UGFzcw==\n"
                                      "C: c2VjcmV0\nS: 235 ok\nC: NOOP\nS: 250 ok\n");
  EXPECT_THAT(right, AllOf(HasSubstr("\nauth LOGIN or blocked\nC: NOOP\n"), Not(HasSubstr("c2VjcmV0"))));
  const std::string wrong = server_of(start + "C: AUTH PLAIN c2VjcmV0\nS: 535 no\n");
  EXPECT_THAT(wrong,
              AllOf(HasSubstr("C: AUTH PLAIN {base64 \"not the password\"}\n"), Not(HasSubstr("c2VjcmV0"))));
  EXPECT_THAT(
      client_of("S: 220 x\nC: AUTH LOGIN\nS: 334 x\nC: c2VjcmV0\nS: 535 no\n"),
      AllOf(HasSubstr("submit       auth LOGIN\n"), HasSubstr("C: response\n"), Not(HasSubstr("c2VjcmV0"))));
}

TEST(Draft, TlsBeginsBehindStarttls) {
  EXPECT_THAT(server_of(std::string(opening) + "C: STARTTLS\nS: 220 go\nC: EHLO a\nS: 250 x\n"),
              HasSubstr("S: 220 or blocked  # go\nTLS: handshake or blocked\nC: EHLO {client}\n"));
  EXPECT_THAT(client_of("S: 220 x\nC: STARTTLS\nS: 220 go\nC: EHLO a\nS: 250 x\n"),
              AllOf(HasSubstr("submit       tls required\n"), HasSubstr("TLS: handshake or blocked\n")));
}

TEST(Draft, OfAClientTheCommandsAreExpectedAndTheOutcomeIsTold) {
  EXPECT_EQ(
      client_of("S: 220 mx.test hi\nC: ehlo a\nS: 250 mx.test\nC: mail FROM:<a@b.test> size=3\nS: 250 ok\n"
                "C: rcpt TO:<c@d.test>\nS: 250 ok\nC: DATA\nS: 354 go\nC: x\nC: .\nS: 451 no\nC: QUIT\n"),
      "\n"
      "S: 220 {server} hi\n"
      "C: EHLO ... or blocked\n"
      "S: 250 {server}\n"
      "C: MAIL FROM:<{sender}> ... or blocked\n"
      "S: 250 ok\n"
      "C: RCPT TO:<{recipient}> ... or blocked\n"
      "S: 250 ok\n"
      "C: DATA or blocked\n"
      "S: 354 go\n"
      "# This came here. Write what the rule demands, and list all that is legal.\n"
      "C: content\n"
      "S: 451 no\n"
      "C: QUIT or closes or blocked\n"
      "finally deferred or failed\n");
}

TEST(Draft, NoControlCharacterStays) {
  const std::string draft =
      client_of("S: 220 x\x01y\nC: MAIL FROM:<a\x02@b>\nS: 250 x\nC: AUTH \x03\nS: 334 x\n");
  EXPECT_EQ(std::count_if(draft.begin(), draft.end(),
                          [](char one) { return one >= 0 && one < 0x20 && one != '\n'; }),
            0)
      << draft;
  EXPECT_THAT(draft, HasSubstr("C: MAIL ... or blocked\n"));
}

TEST(Draft, NothingSaidIsNoScenario) {
  EXPECT_THAT(server_of("C: NOOP\n"), IsEmpty());
  EXPECT_THAT(client_of("S: 220 x\n"), IsEmpty());
  EXPECT_THAT(server_of(""), IsEmpty());
}

TEST(Draft, CutAnywhereItIsStillWritten) {
  const std::string whole =
      std::string(opening) +
      "C: AUTH LOGIN\nS: 334 x\nC: x\nS: 235 x\nC: STARTTLS\nS: 220 x\n"
      "C: MAIL FROM:<a@b>\nS: 250 x\nC: BDAT 5\nC: abc\nS: 250 x\nC: DATA\nS: 354 x\nC: y\n"
      "C: .\nS: 250 x\nC: QUIT\nS: 221 x\n";
  for (std::size_t end = 0; end <= whole.size(); ++end) {
    const auto dialogue = read_dialogue(whole.substr(0, end));
    const std::string server = of_server(dialogue), client = of_client(dialogue);
    EXPECT_TRUE(server.empty() || server.starts_with("given")) << end;
    EXPECT_TRUE(client.empty() || client.find("C: ") != client.npos) << end;
  }
}

}  // namespace
}  // namespace smtpspec::draft
