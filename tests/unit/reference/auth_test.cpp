// AUTH in the reference server (RFC 4954).
#include <gmock/gmock.h>

#include "sasl/base64.hpp"
#include "sasl/exchange.hpp"
#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// Offered in clear, so that transcripts are short.
Behaviour in_clear() {
  Behaviour behaviour;
  behaviour.offers.in_clear.add(Extension::auth);
  behaviour.offers.mechanisms_in_clear = behaviour.offers.mechanisms_in_tls;
  return behaviour;
}

void expect_session(const Behaviour& behaviour, std::string_view rest) {
  const std::string transcript = "S: 220\nC: EHLO client.test\nS: 250\n" + std::string(rest);
  EXPECT_EQ(play(behaviour, transcript), transcript);
  const std::string whole = record(behaviour, transcript);
  for (std::size_t most : {1U, 2U, 7U})
    EXPECT_EQ(record_in_pieces(behaviour, transcript, most), whole) << most;
}

TEST(ReferenceAuth, IsOfferedInsideTlsOnly) {
  EXPECT_THAT(Server({}).receive("EHLO a.test\r\n").octets, Not(HasSubstr("AUTH")));
  EXPECT_THAT(Server({}, Channel::tls).receive("EHLO a.test\r\n").octets,
              HasSubstr("AUTH SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 OAUTHBEARER XOAUTH2 PLAIN LOGIN\r\n"));
  expect_session({}, "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 502 5.5.1\n");
  expect_session({}, "C: MAIL FROM:<a@client.test> AUTH=<>\nS: 555 5.5.4\n");
}

TEST(ReferenceAuth, ShowsNoPasswordInClearByDefault) {
  Behaviour behaviour;
  behaviour.offers.in_clear.add(Extension::auth);
  EXPECT_THAT(Server(behaviour).receive("EHLO a.test\r\n").octets,
              HasSubstr("AUTH SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5\r\n"));
  expect_session(behaviour, "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 504 5.5.4\n");
}

TEST(ReferenceAuth, TakesPlainWithAndWithoutInitialResponse) {
  expect_session(in_clear(), "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\nC: NOOP\nS: 250 2.0.0\n");
  expect_session(in_clear(),
                 "C: auth plain\nS: 334\nC: AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\nC: NOOP\nS: 250 2.0.0\n");
  EXPECT_EQ(answer_to(in_clear(), "AUTH PLAIN\r\n"), "334 \r\n");
}

TEST(ReferenceAuth, TakesLogin) {
  expect_session(in_clear(), "C: AUTH LOGIN\nS: 334\nC: YWxpY2U=\nS: 334\nC: c2VjcmV0\nS: 235 2.7.0\n");
}

TEST(ReferenceAuth, TakesWhatHasToBeCalculated) {
  for (const auto mechanism : {sasl::Mechanism::cram_md5, sasl::Mechanism::scram_sha_256}) {
    for (const bool knows_password : {true, false}) {
      Server server(in_clear());
      server.greet();
      server.receive("EHLO a.test\r\n");
      sasl::ClientExchange client(mechanism, {"alice", knows_password ? "secret" : "Secret"});
      std::string line = "AUTH " + std::string(sasl::name_of(mechanism));
      if (const auto first = client.initial_response()) line += " " + sasl::encode_base64(*first);
      std::string reply = server.receive(line + "\r\n").octets;
      for (int turn = 0; turn < 4 && reply.starts_with("334 "); ++turn) {
        const auto challenge = sasl::decode_base64(reply.substr(4, reply.size() - 6));
        ASSERT_TRUE(challenge) << reply;
        const auto response = client.respond(*challenge);
        ASSERT_TRUE(response) << reply;
        reply = server.receive(sasl::encode_base64(*response) + "\r\n").octets;
      }
      EXPECT_THAT(reply, StartsWith(knows_password ? "235 2.7.0" : "535 5.7.8"));
      EXPECT_EQ(client.complete(), knows_password || mechanism == sasl::Mechanism::cram_md5);
    }
  }
}

TEST(ReferenceAuth, RefusesWrongCredentialsAndAnotherTryIsFree) {
  expect_session(in_clear(),
                 "C: AUTH PLAIN AGFsaWNlAHdyb25n\nS: 535 5.7.8\n"
                 "C: AUTH PLAIN =\nS: 535 5.7.8\n"
                 "C: AUTH PLAIN\nS: 334\nC: \nS: 535 5.7.8\n"
                 "C: AUTH LOGIN\nS: 334\nC: \nS: 535 5.7.8\n"
                 "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\n");
}

TEST(ReferenceAuth, IsCancelledByAStar) {
  expect_session(in_clear(),
                 "C: AUTH PLAIN\nS: 334\nC: *\nS: 501 5.7.0\n"
                 "C: AUTH LOGIN\nS: 334\nC: YWxpY2U=\nS: 334\nC: *\nS: 501 5.7.0\nC: NOOP\nS: 250 2.0.0\n");
}

TEST(ReferenceAuth, RefusesWhatIsNoBase64) {
  expect_session(in_clear(),
                 "C: AUTH PLAIN =AAA\nS: 501 5.5.2\n"
                 "C: AUTH PLAIN AAA=BBB\nS: 501 5.5.2\n"
                 "C: AUTH PLAIN *\nS: 501 5.5.2\n"
                 "C: AUTH PLAIN\nS: 334\nC: AGFsaWNlAHNlY3JldA\nS: 501 5.5.2\n"
                 "C: AUTH PLAIN\nS: 334\nC:  AGFsaWNlAHNlY3JldA==\nS: 501 5.5.2\n"
                 "C: AUTH PLAIN\nS: 334\nC: =\nS: 501 5.5.2\nC: NOOP\nS: 250 2.0.0\n");
}

TEST(ReferenceAuth, MindsItsArguments) {
  expect_session(in_clear(),
                 "C: AUTH\nS: 501 5.5.4\n"
                 "C: AUTH X-NOBODY\nS: 504 5.5.4\n"
                 "C: AUTH PLAIN AGFsaWNlAHNlY3JldA== more\nS: 501 5.5.4\n"
                 "C: AUTH LOGIN YWxpY2U=\nS: 501 5.7.0\n"
                 "C: AUTH CRAM-MD5 =\nS: 501 5.7.0\n");
}

TEST(ReferenceAuth, HasItsPlaceInASession) {
  const std::string early = "S: 220\nC: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 503 5.5.1\n";
  EXPECT_EQ(play(in_clear(), early), early);
  expect_session(
      in_clear(),
      "C: MAIL FROM:<a@client.test>\nS: 250 2.1.0\nC: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 503 5.5.1\n"
      "C: RSET\nS: 250 2.0.0\nC: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\n"
      "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 503 5.5.1\nC: RSET\nS: 250 2.0.0\n"
      "C: EHLO client.test\nS: 250\nC: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 503 5.5.1\n");
}

TEST(ReferenceAuth, IsForgottenAtTheHandshake) {
  expect_session(
      in_clear(),
      "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\nC: STARTTLS\nS: 220 2.0.0\nTLS wanted\nTLS\n"
      "C: EHLO client.test\nS: 250\nC: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\n");
}

TEST(ReferenceAuth, TakesResponsesLongerThanCommands) {
  const std::string longest(12288 - 2 - 2, 'A');  // a multiple of four
  EXPECT_THAT(answer_to(in_clear(), "AUTH PLAIN\r\n" + longest + "\r\n"), HasSubstr("\r\n535 5.7.8"));
  EXPECT_THAT(answer_to(in_clear(), "AUTH PLAIN\r\n" + longest + "AAAA\r\nNOOP\r\n"),
              testing::AllOf(HasSubstr("\r\n500 5.5.6"), testing::EndsWith("250 2.0.0 NOOP done\r\n")));
}

TEST(ReferenceAuth, CanBeRequired) {
  Behaviour behaviour = in_clear();
  behaviour.requires_authentication = true;
  expect_session(
      behaviour,
      "C: MAIL FROM:<a@client.test>\nS: 530 5.7.0\nC: NOOP\nS: 250 2.0.0\n"
      "C: AUTH PLAIN AGFsaWNlAHdyb25n\nS: 535 5.7.8\nC: MAIL FROM:<a@client.test>\nS: 530 5.7.0\n"
      "C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 2.7.0\nC: MAIL FROM:<a@client.test>\nS: 250 2.1.0\n");
}

TEST(ReferenceAuth, TakesTheParameterOfMail) {
  for (const char* value : {"<>", "e+3Dmc2@example.com", "a@b.test"})
    EXPECT_THAT(answer_to(in_clear(), "MAIL FROM:<a@client.test> AUTH="s + value + "\r\n"),
                StartsWith("250 "))
        << value;
  for (const char* value : {"a", "+", "a@", "<a@b.test>", "@c.test:a@b.test", "a@b.test+20"})
    EXPECT_THAT(answer_to(in_clear(), "MAIL FROM:<a@client.test> AUTH="s + value + "\r\n"),
                StartsWith("501 5.5.4"))
        << value;
  EXPECT_THAT(answer_to(in_clear(), "MAIL FROM:<a@client.test> AUTH\r\n"), StartsWith("501 5.5.4"));
}

}  // namespace
}  // namespace smtpspec::reference
