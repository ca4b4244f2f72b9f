#include "result/secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "sasl/base64.hpp"

namespace smtpspec::result {
namespace {

using sasl::encode_base64;
using ::testing::HasSubstr;
using ::testing::Not;

using namespace std::string_literals;

struct Said {
  Side side;
  std::string octets;
};

Said client(std::string octets) {
  return {Side::client, std::move(octets)};
}
Said server(std::string octets) {
  return {Side::server, std::move(octets)};
}

CaseResult session(const std::vector<Said>& said) {
  CaseResult one;
  for (const auto& [side, octets] : said)
    one.transcript.add({.kind = side == Side::client ? EntryKind::command : EntryKind::reply,
                        .side = side,
                        .octets = octets});
  return one;
}

std::string shown(const CaseResult& one) {
  std::string text;
  for (const Entry& entry : one.transcript.entries()) text += entry.octets;
  return text;
}

std::string shown_redacted(const std::vector<Said>& said) {
  CaseResult one = session(said);
  redact(one);
  for (const Entry& entry : one.transcript.entries()) EXPECT_EQ(entry.size, entry.octets.size());
  return shown(one);
}

TEST(Secrets, AnInitialResponseIsTakenOut) {
  EXPECT_EQ(shown_redacted({client("AUTH PLAIN " + encode_base64("\0alice\0wonderland"s) + "\r\n"),
                            server("235 2.7.0 ok\r\n"), client("MAIL FROM:<a@b.test>\r\n")}),
            "AUTH PLAIN <redacted 24 octets>\r\n235 2.7.0 ok\r\nMAIL FROM:<a@b.test>\r\n");
  EXPECT_EQ(shown_redacted({client("auth  xoauth2  dXNlcj1h\r\n")}),
            "auth  xoauth2  <redacted 8 octets>\r\n");
}

TEST(Secrets, AnswersToChallengesAreTakenOutAndChallengesStay) {
  EXPECT_EQ(shown_redacted({client("AUTH LOGIN\r\n"), server("334 VXNlcm5hbWU6\r\n"), client("YWxpY2U=\r\n"),
                            server("334 UGFzc3dvcmQ6\r\n"), client("d29uZGVybGFuZA==\r\n"),
                            server("235 ok\r\n"), client("NOOP\r\n")}),
            "AUTH LOGIN\r\n334 VXNlcm5hbWU6\r\n<redacted 8 octets>\r\n334 UGFzc3dvcmQ6\r\n"
            "<redacted 16 octets>\r\n235 ok\r\nNOOP\r\n");
}

TEST(Secrets, WhatIsNoResponseStays) {
  EXPECT_EQ(shown_redacted({client("AUTH PLAIN =\r\n"), server("334 \r\n"), client("*\r\n"),
                            server("501 no\r\n"), client("AUTH\r\n"), server("501 no\r\n"),
                            client("AUTH \r\n"), server("501 no\r\n"), client("YWxpY2U=\r\n")}),
            "AUTH PLAIN =\r\n334 \r\n*\r\n501 no\r\nAUTH\r\n501 no\r\nAUTH \r\n501 no\r\nYWxpY2U=\r\n");
  EXPECT_EQ(shown_redacted({client("AUTH LOGIN\r\n"), server("334 VXNlcm5hbWU6\r\n"), client("QUIT\r\n")}),
            "AUTH LOGIN\r\n334 VXNlcm5hbWU6\r\nQUIT\r\n");
}

TEST(Secrets, ResponsesThatWereNotWaitedForAreTakenOutAndCommandsBehindThemAreNot) {
  EXPECT_EQ(shown_redacted({client("AUTH LOGIN\r\nYWxpY2U=\r\nd29uZGVybGFuZA==\r\nNOOP\r\nQUIT\r\n")}),
            "AUTH LOGIN\r\n<redacted 8 octets>\r\n<redacted 16 octets>\r\nNOOP\r\nQUIT\r\n");
}

TEST(Secrets, AResponseInPiecesIsTakenOutWhole) {
  EXPECT_EQ(
      shown_redacted({client("AUTH PLAIN AGFsaWNl"), client("AHdvbmRlcmxhbmQ"), client("=\r\nNOOP\r\n")}),
      "AUTH PLAIN <redacted 8 octets><redacted 15 octets><redacted 1 octet>\r\nNOOP\r\n");
}

TEST(Secrets, AShortenedResponseKeepsNothing) {
  CaseResult one;
  const std::string line = "AUTH PLAIN " + std::string(50'000, 'A') + "\r\n";
  one.transcript.add({.kind = EntryKind::command, .octets = line});
  redact(one);
  const Entry& entry = one.transcript.entries().front();
  EXPECT_EQ(entry.octets, "AUTH PLAIN <redacted 50000 octets>\r\n");
  EXPECT_EQ(entry.size, entry.octets.size());
}

TEST(Secrets, AGapBehindAResponseMovesAlong) {
  CaseResult one;
  const std::string rest(50'000, 'x');
  one.transcript.add(
      {.kind = EntryKind::command, .octets = "AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=\r\nX " + rest + "\r\n"});
  const Entry before = one.transcript.entries().front();
  redact(one);
  const Entry after = one.transcript.entries().front();
  EXPECT_EQ(after.size - after.octets.size(), before.size - before.octets.size());
  EXPECT_EQ(after.octets.size() - after.cut_at, before.octets.size() - before.cut_at);
  EXPECT_THAT(after.octets, HasSubstr("<redacted 24 octets>\r\nX xxx"));
}

// Everything that a session with this exchange may show elsewhere.
CaseResult case_that_quotes(const std::vector<Said>& said, const std::string& secret) {
  CaseResult one = session(said);
  one.transcript.add(
      {.kind = EntryKind::reply, .side = Side::server, .octets = "535 no: " + secret + "\r\n"});
  Finding finding;
  finding.message = finding.got = finding.expected = "got " + secret;
  one.findings = {finding};
  one.note = one.target_log = "log: " + secret + " " + secret;
  one.attempts = {{Outcome::fail, "got " + secret, {}}};
  return one;
}

void expect_gone(const RunResult& run, const std::string& secret) {
  for (const CaseResult& one : run.cases) {
    EXPECT_THAT(shown(one), Not(HasSubstr(secret)));
    for (const Finding& finding : one.findings)
      for (const std::string& words : {finding.message, finding.got, finding.expected})
        EXPECT_THAT(words, Not(HasSubstr(secret)));
    EXPECT_THAT(one.note + one.target_log, Not(HasSubstr(secret)));
    for (const Attempt& attempt : one.attempts) EXPECT_THAT(attempt.headline, Not(HasSubstr(secret)));
  }
  EXPECT_THAT(run.trouble, Not(HasSubstr(secret)));
  for (const auto& [name, value] : run.properties) EXPECT_THAT(value, Not(HasSubstr(secret)));
}

TEST(Secrets, WhatIsReadOutOfAResponseIsTakenOutEverywhere) {
  const std::string digest = "b913a602c7eda7a495b4e6e7334d3890";
  const std::vector<std::pair<std::vector<Said>, std::string>> exchanges = {
      {{client("AUTH PLAIN " + encode_base64("\0alice\0wonderland"s) + "\r\n")}, "wonderland"},
      {{client("AUTH LOGIN\r\n"), server("334 VXNlcm5hbWU6\r\n"), client("YWxpY2U=\r\n"),
        server("334 UGFzc3dvcmQ6\r\n"), client(encode_base64("wonderland") + "\r\n")},
       "wonderland"},
      {{client("AUTH CRAM-MD5\r\n"), server("334 PDEyMz4=\r\n"),
        client(encode_base64("alice " + digest) + "\r\n")},
       digest},
      {{client("AUTH XOAUTH2 " + encode_base64("user=alice\x01"s + "auth=Bearer ya29.token\x01\x01") +
               "\r\n")},
       "ya29.token"},
      {{client("AUTH OAUTHBEARER\r\n"), server("334 \r\n"),
        client(encode_base64("n,a=alice,\x01"s + "auth=bearer ya29.token\x01\x01") + "\r\n")},
       "ya29.token"}};
  for (const auto& [said, secret] : exchanges) {
    RunResult run;
    run.cases = {case_that_quotes({}, secret), case_that_quotes(said, secret)};
    run.trouble = secret;
    run.properties = {{"repeat", "smtpspec run --set password=" + secret}};
    redact(run);
    expect_gone(run, secret);
    EXPECT_THAT(shown(run.cases[0]), HasSubstr("535 no: <redacted "));
  }
}

TEST(Secrets, KnownSecretsAreTakenOutInEveryForm) {
  const std::string password = "back\\slash\xff";
  RunResult run;
  run.cases = {case_that_quotes({}, password), case_that_quotes({}, encode_base64(password)),
               case_that_quotes({}, "back\\\\slash\\xff"), case_that_quotes({}, "abc")};
  redact(run, {password, "abc"});
  for (const std::string& form : {password, encode_base64(password), "back\\\\slash\\xff"s})
    expect_gone(run, form);
  EXPECT_THAT(shown(run.cases[3]), HasSubstr("abc")) << "too short to be looked for in every word";
}

// A word of ours is ours, whatever somebody's password is.
TEST(Secrets, AShortPasswordEatsNoWordsOfOurs) {
  CaseResult one = session({client("AUTH LOGIN\r\n"), server("334 VXNlcm5hbWU6\r\n"), client("YWxpY2U=\r\n"),
                            server("334 UGFzc3dvcmQ6\r\n"), client(encode_base64("pass") + "\r\n"),
                            server("535 5.7.8 pass is wrong\r\n")});
  one.note = "passed over: a case that should pass, got 535 5.7.8 pass is wrong";
  Finding finding;
  finding.message = "expected 235 for that pass, got 535 5.7.8 pass is wrong";
  finding.expected = "235 in one pass";
  finding.got = "535 5.7.8 pass is wrong";
  one.findings = {finding};
  redact(one, {"pass"});
  EXPECT_EQ(one.note, "passed over: a case that should pass, got 535 5.7.8 <redacted 4 octets> is wrong");
  EXPECT_EQ(one.findings[0].expected, "235 in one pass");
  EXPECT_EQ(one.findings[0].got, "535 5.7.8 <redacted 4 octets> is wrong");
  EXPECT_THAT(shown(one), HasSubstr("535 5.7.8 <redacted 4 octets> is wrong"));
}

// A reply is labelled by the first word of the line that it answers, in capitals: of a response too.
TEST(Secrets, LabelsAndWhatIsSaidOfThemShowNoResponse) {
  const std::string response = encode_base64("\0alice\0wonderland"s), capitals = "AGFSAWNLAHDVBMRLCMXHBMQ=";
  CaseResult one = session({client("AUTH PLAIN\r\n"), server("334 \r\n"), client(response + "\r\n")});
  one.transcript.add(
      {.kind = EntryKind::reply, .side = Side::server, .octets = "535 no\r\n", .label = capitals});
  one.note = "no reply came to " + capitals;
  redact(one);
  EXPECT_EQ(one.transcript.entries().back().label, "AUTH");
  EXPECT_EQ(one.note, "no reply came to <redacted 24 octets>");
}

TEST(Secrets, PartsDigitsAndCapitalsOfASecretAreTakenOut) {
  const std::string password = "correct-horse-7";
  const std::string plain = encode_base64("somebody\0alice\0"s + password);
  for (const std::string& form :
       {"CORRECT-HORSE-7"s, "636f72726563742d686f7273652d37"s, "636F72726563742D686F7273652D37"s, plain,
        encode_base64("alice:" + password), plain.substr(plain.size() - 20)}) {
    RunResult run;
    run.cases = {case_that_quotes({}, form)};
    redact(run, {password});
    EXPECT_THAT(run.cases[0].target_log, Not(HasSubstr(form)));
    EXPECT_THAT(run.cases[0].target_log, HasSubstr("<redacted ")) << form;
  }
  RunResult run;
  run.cases = {case_that_quotes({client("AUTH PLAIN " + plain + "\r\n")}, plain.substr(3, 14))};
  redact(run);
  EXPECT_THAT(run.cases[0].target_log, Not(HasSubstr(plain.substr(3, 14))));
}

TEST(Secrets, WhatFillsALineIsNoSecretElsewhere) {
  CaseResult one = session({client("AUTH PLAIN " + std::string(600, 'A') + "\r\n"),
                            server("500 too long\r\n"), client("NOOP AAAAAAAAAAAAAAAAAAAA\r\n")});
  redact(one);
  EXPECT_THAT(shown(one), HasSubstr("NOOP AAAAAAAAAAAAAAAAAAAA\r\n"));
}

TEST(Secrets, RedactingTwiceChangesNothing) {
  RunResult run;
  run.cases = {case_that_quotes({client("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=\r\n")}, "wonderland")};
  redact(run, {"wonderland"});
  const RunResult once = run;
  redact(run);
  EXPECT_EQ(shown(run.cases[0]), shown(once.cases[0]));
  EXPECT_EQ(run.cases[0].target_log, once.cases[0].target_log);
}

TEST(Secrets, NoSessionWhatsoeverShowsAPassword) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) {
      return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    std::string password;
    for (std::size_t count = 8 + below(30); count > 0; --count) password += static_cast<char>(1 + below(255));
    const std::string plain = encode_base64("\0alice\0"s + password), login = encode_base64(password);
    std::vector<Said> said;
    for (std::size_t count = below(20); count > 0; --count) switch (below(5)) {
        case 0:
          said.push_back(client("AUTH PLAIN " + plain + "\r\n"));
          break;
        case 1:
          said.insert(said.end(), {client("AUTH PLAIN\r\n"), server("334 \r\n"), client(plain + "\r\n")});
          break;
        case 2:
          said.insert(said.end(),
                      {client("AUTH LOGIN YWxpY2U=\r\n"), server("334 eA==\r\n"), client(login + "\r\n")});
          break;
        case 3:
          said.push_back(server("535 5.7.8 no " + password + "\r\n"));
          break;
        default:
          said.push_back(client("NOOP\r\n"));
      }
    said.push_back(client("AUTH PLAIN " + plain + "\r\n"));
    CaseResult one = session(said);
    redact(one);
    EXPECT_THAT(shown(one), Not(HasSubstr(password)));
    EXPECT_THAT(shown(one), Not(HasSubstr(plain)));
    EXPECT_THAT(shown(one), Not(HasSubstr(login)));
  }
}

}  // namespace
}  // namespace smtpspec::result
