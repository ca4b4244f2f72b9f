#include "draft/recording.hpp"

#include <gmock/gmock.h>

#include "draft/draft.hpp"
#include "draft/without_starttls.hpp"
#include "sasl/base64.hpp"

namespace smtpspec::draft {
namespace {

using sasl::encode_base64;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Turns, each as it comes: "C:" or "S:" and octets.
std::string recorded(std::initializer_list<std::string_view> turns) {
  Recording recording;
  for (const std::string_view turn : turns)
    recording.hear(turn.starts_with("C:") ? Who::client : Who::server, turn.substr(2));
  recording.finish();
  return recording.take();
}

TEST(Recording, WritesLinesAsTheyEndWhereverTheyAreCut) {
  EXPECT_EQ(
      recorded({"S:220 mx", "S:.test\r", "C:EH", "S:\n", "C:LO a\r\nNOOP\r\n", "S:250-mx\r\n250 SIZE\r\n"}),
      "S: 220 mx.test\nC: EHLO a\nC: NOOP\nS: 250-mx\nS: 250 SIZE\n");
}

TEST(Recording, WhatNoLineOfTextCanHoldIsALiteral) {
  const std::string transcript = recorded(
      {"S:220 mx\r\n", "C:a\nb\x01'\\\xff\r\n", "S:  250 blanks\r\n", "C:caf\xc3\xa9\r\n", "C:\r\n"});
  EXPECT_EQ(transcript,
            "S: 220 mx\nsend: b'a\\nb\\x01\\'\\\\\\xff\\r\\n'\nreply: b'  250 blanks\\r\\n'\n"
            "C: caf\xc3\xa9\nC: \n");
  EXPECT_THAT(read_dialogue(transcript),
              ElementsAre(Said{Who::server, "220 mx"}, Said{Who::client, "a\nb\x01'\\\xff"},
                          Said{Who::server, "  250 blanks"}, Said{Who::client, "caf\xc3\xa9"},
                          Said{Who::client, ""}));
}

TEST(Recording, ALineThatLooksLikeAPacketIsReadAsItself) {
  const std::string line = "220 mx SMTP 5 x";
  EXPECT_THAT(read_dialogue(recorded({"S:" + line + "\r\n"})), ElementsAre(Said{Who::server, line}));
}

TEST(Recording, WhatAuthSaysIsTakenOutAndThePasswordEverywhere) {
  const std::string plain = encode_base64(std::string_view("\0alice\0hunter22", 15));
  const std::string transcript = recorded(
      {"S:220 mx\r\n", "C:EHLO a\r\n", "S:250-mx\r\n250 AUTH PLAIN\r\n", "C: auth  plain " + plain + "\r\n",
       "S:535 5.7.8 not " + plain + "\r\n", "C:MAIL FROM:<alice@x.test>\r\n", "S:250 hunter22\r\n"});
  EXPECT_THAT(transcript, AllOf(Not(HasSubstr(plain)), Not(HasSubstr("hunter22")),
                                HasSubstr("C:  auth  plain ***\nS: 535 5.7.8 not ***\n"),
                                HasSubstr("<alice@x.test>\nS: 250 ***\n")));
}

TEST(Recording, ResponsesOfAnyMechanismAreTakenOutUntilTheExchangeEnds) {
  const std::string user = encode_base64("alice"), password = encode_base64("hunter22");
  EXPECT_EQ(
      recorded({"S:220 mx\r\n", "C:AUTH LOGIN\r\n", "S:334 VXNlcm5hbWU6\r\n", "C:" + user + "\r\n",
                "S:334 UGFzc3dvcmQ6\r\n", "C:" + password + "\r\n", "S:235 welcome\r\n",
                "C:NOOP alice hunter22\r\n", "S:250 ok\r\n"}),
      "S: 220 mx\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ***\nS: 334 UGFzc3dvcmQ6\nC: ***\nS: 235 welcome\n"
      "C: NOOP alice ***\nS: 250 ok\n");
  const std::string bearer = encode_base64("user=a\1auth=Bearer ya29.token\1\1");
  EXPECT_EQ(recorded({"S:220 mx\r\n", "C:AUTH XOAUTH2 " + bearer + "\r\n", "S:334 e30=\r\n", "C:\r\n",
                      "S:535 ya29.token\r\n"}),
            "S: 220 mx\nC: AUTH XOAUTH2 ***\nS: 334 ***\nC: \nS: 535 ***\n");
  EXPECT_EQ(
      recorded({"S:220 mx\r\n", "C:AUTH CRAM-MD5\r\n", "S:334 PDE+\r\n", "C:*\r\n", "S:501 cancelled\r\n"}),
      "S: 220 mx\nC: AUTH CRAM-MD5\nS: 334 PDE+\nC: *\nS: 501 cancelled\n");
}

TEST(Recording, ResponsesThatNobodyAskedForAreTakenOutToo) {
  const std::string password = encode_base64("hunter22");
  EXPECT_EQ(recorded({"C:EHLO a\r\nAUTH LOGIN\r\nYWxpY2U=\r\n" + password + "\r\nMAIL FROM:<>\r\n",
                      "S:220 mx\r\n250 mx\r\n", "C:" + password + "\r\n", "S:503 no\r\n250 ok\r\n"}),
            "C: EHLO a\nC: AUTH LOGIN\nC: ***\nC: ***\nC: MAIL FROM:<>\nS: 220 mx\nS: 250 mx\nC: ***\n"
            "S: 503 no\nS: 250 ok\n");
  EXPECT_EQ(recorded({"C:AUTH " + password + "\r\n"}), "C: AUTH ***\n");
  EXPECT_THAT(recorded({"S:220 mx\r\n", "C:AUTH LOGIN\r\n", "S:334 x\r\n", "C:" + password}),
              Not(HasSubstr(password)));
  EXPECT_EQ(
      recorded({"C:BURL imap://a@b/;URLAUTH=anonymous:internal:91354a473744909de610943775f92038 LAST\r\n"}),
      "C: BURL *** LAST\n");
}

// It heard that LOGIN can't be had, and says its password nevertheless.
TEST(Recording, WhatIsNoCommandBehindARefusedAuthIsTakenOut) {
  EXPECT_EQ(recorded({"S:220 mx\r\n", "C:AUTH LOGIN\r\n", "S:504 no\r\n", "C:YWxpY2U=\r\n", "S:500 what?\r\n",
                      "C:aHVudGVyMjI=\r\n", "S:500 what?\r\n", "C:vrfy alice\r\n", "S:252 ok\r\n"}),
            "S: 220 mx\nC: AUTH LOGIN\nS: 504 no\nC: ***\nS: 500 what?\nC: ***\nS: 500 what?\nC: vrfy alice\n"
            "S: 252 ok\n");
  EXPECT_EQ(recorded({"S:220 mx\r\n", "C:FROB\r\n", "S:500 what?\r\n"}),
            "S: 220 mx\nC: FROB\nS: 500 what?\n");
}

TEST(Recording, OfMailDataNothingIsACommand) {
  EXPECT_EQ(recorded({"S:220 mx\r\n", "C:DATA\r\n", "S:354 go\r\n", "C:AUTH PLAIN abcdefgh\r\n..x\r\n.\r\n",
                      "S:250 ok\r\n", "C:AUTH PLAIN abcdefgh\r\n"}),
            "S: 220 mx\nC: DATA\nS: 354 go\nC: AUTH PLAIN abcdefgh\nC: ..x\nC: .\nS: 250 ok\n"
            "C: AUTH PLAIN ***\n");
}

TEST(Recording, ChunksAreReadByTheirOctets) {
  EXPECT_EQ(
      recorded({"S:220 mx\r\n", "C:BDAT 8\r\nAUTH", "C: a\r\nBDAT 3 LAST\r\nxyzQUIT\r\n",
                "S:250 ok\r\n250 ok\r\n"}),
      "S: 220 mx\nC: BDAT 8\nC: AUTH a\nC: BDAT 3 LAST\nC: xyz\n# no line end stands behind this chunk\n"
      "C: QUIT\nS: 250 ok\nS: 250 ok\n");
}

TEST(Recording, OfALargeContentOnlyTheBeginningIsWritten) {
  Recording recording;
  recording.hear(Who::client, "DATA\r\n");
  recording.hear(Who::server, "220 mx\r\n354 go\r\n");
  for (int count = 0; count < 3000; ++count) recording.hear(Who::client, std::string(998, 'a') + "\r\n");
  recording.hear(Who::client, ".\r\n");
  const std::string transcript = recording.take();
  EXPECT_LT(transcript.size(), 1100U * 1024);
  EXPECT_THAT(transcript,
              testing::ContainsRegex("# [0-9]+ octets of the content are left out here\nC: .\n$"));
}

TEST(Recording, SaysWhereTlsHidesTheRest) {
  Recording recording;
  recording.hear(Who::server, "220 mx\r\n");
  recording.hear(Who::client, "STARTTLS\r\n");
  EXPECT_FALSE(recording.is_hidden());
  recording.hear(Who::server, "220 go\r\n");
  EXPECT_TRUE(recording.is_hidden());
  recording.hear(Who::client, "\x16\x03\x01 and so on");
  EXPECT_EQ(recording.take(),
            "S: 220 mx\nC: STARTTLS\nS: 220 go\n# TLS begins here: nothing of what follows can be read\n");
  EXPECT_EQ(recording.hidden_octets(Who::client), 13U);
  EXPECT_EQ(recorded({"S:220 mx\r\n", "C:STARTTLS\r\n", "S:454 no\r\n", "C:NOOP\r\n"}),
            "S: 220 mx\nC: STARTTLS\nS: 454 no\nC: NOOP\n");
  EXPECT_EQ(recorded({"C:\x16\x03\x01\x02", "S:\x16\x03"}),
            "# the client begins with TLS: nothing of this session can be read\n");
}

TEST(Recording, WhatHasNoEndIsWrittenAtTheEnd) {
  EXPECT_EQ(recorded({"S:220 mx\r\n", "C:NOO"}), "S: 220 mx\n# the next line has no end\nC: NOO\n");
}

TEST(Recording, IsWhatADraftIsMadeOf) {
  const std::string draft = of_server(
      read_dialogue(recorded({"S:220 mx.test\r\n", "C:EHLO a\r\n", "S:250 mx.test\r\n", "C:AUTH LOGIN\r\n",
                              "S:334 x\r\n", "C:YWxpY2U=\r\n", "S:334 x\r\n", "C:aHVudGVyMjI=\r\n",
                              "S:235 ok\r\n", "C:RSET\r\n", "S:503 no\r\n"})));
  EXPECT_THAT(draft,
              AllOf(HasSubstr("auth LOGIN or blocked\n"), HasSubstr("C: RSET\n"), Not(HasSubstr("***"))));
}

TEST(Recording, AnExchangeOfScramIsOneLineOfADraft) {
  const std::string transcript =
      recorded({"S:220 mx.test\r\n", "C:EHLO a\r\n", "S:250 mx.test\r\n", "C:AUTH SCRAM-SHA-256 biws\r\n",
                "S:334 cj0x\r\n", "C:Yz1iaXdz\r\n", "S:334 dj1y\r\n", "C:\r\n", "S:235 ok\r\n", "C:RSET\r\n",
                "S:250 ok\r\n"});
  EXPECT_THAT(transcript,
              HasSubstr("C: AUTH SCRAM-SHA-256 ***\nS: 334 ***\nC: ***\nS: 334 ***\nC: \nS: 235 ok\n"));
  const std::string draft = of_client(read_dialogue(transcript));
  EXPECT_THAT(draft,
              AllOf(HasSubstr("submit       auth SCRAM-SHA-256\n"), HasSubstr("\nauth SCRAM-SHA-256\n"),
                    Not(HasSubstr("***")), Not(HasSubstr("235"))));
}

// All that comes out, however the octets are cut.
std::string passed(const std::string& octets) {
  const std::string whole = [&] {
    WithoutStarttls filter;
    const std::string out = filter.pass(octets);
    return out + filter.rest();
  }();
  WithoutStarttls filter;
  std::string cut;
  for (const char octet : octets) cut += filter.pass(std::string(1, octet));
  EXPECT_EQ(cut + filter.rest(), whole);
  return whole;
}

TEST(WithoutStarttls, TakesTheKeywordOutOfTheListWhereverItStands) {
  EXPECT_EQ(passed("250-mx\r\n250-STARTTLS\r\n250 SIZE\r\n"), "250-mx\r\n250 SIZE\r\n");
  EXPECT_EQ(passed("250-mx\r\n250-SIZE\r\n250 starttls\r\n"), "250-mx\r\n250 SIZE\r\n");
  EXPECT_EQ(passed("250-mx\r\n250 STARTTLS\r\n"), "250 mx\r\n");
  EXPECT_EQ(passed("220 STARTTLS\r\n250 STARTTLS\r\n250-STARTTLS\r\n250 STARTTLSX\r\n"),
            "220 STARTTLS\r\n250 STARTTLS\r\n250-STARTTLS\r\n250 STARTTLSX\r\n");
}

TEST(WithoutStarttls, HoldsBackNothingThatIsAnswered) {
  WithoutStarttls filter;
  EXPECT_EQ(filter.pass("354 go\r\n"), "354 go\r\n");
  EXPECT_EQ(filter.pass("250-mx\r\n"), "");
  EXPECT_EQ(filter.pass("250 ok\r\n25"), "250-mx\r\n250 ok\r\n");
  EXPECT_EQ(filter.rest(), "25");
  EXPECT_THAT(filter.rest(), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::draft
