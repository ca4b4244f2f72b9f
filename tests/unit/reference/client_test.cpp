// The reference client against the reference server and against scripted replies, in memory.
#include "reference/client.hpp"

#include <gmock/gmock.h>

#include <set>
#include <vector>

#include "reference/client_faults.hpp"
#include "reference/server.hpp"

namespace smtpspec::reference {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Submission plain() {
  Submission submission;
  submission.reverse_path = "me@client.test";
  submission.forward_paths = {"alice@mx.test"};
  submission.content = "Subject: one\r\n\r\n.a dot\r\n..two\r\n";
  return submission;
}

// Everything the client does, one line for each thing other than octets.
std::string seen(const ClientOutput& output) {
  std::string text = output.octets;
  if (output.start_tls) text += "[tls]";
  if (output.close) text += "[close]";
  if (output.reconnect) text += "[reconnect]";
  if (output.report) text += "[report " + std::to_string(static_cast<int>(output.report->overall())) + "]";
  return text;
}

struct Meeting {
  std::vector<Message> accepted;
  std::optional<Report> report;
  std::string from_client;
};

// `most`: the server's octets reach the client in pieces of so many.
Meeting meet(const ClientBehaviour& with, const Submission& submission,
             const Behaviour& server_behaviour = {}, std::size_t most = 1U << 20U) {
  Client client(with, submission);
  Server server(server_behaviour);
  Meeting meeting;
  ClientOutput from_client = client.connected();
  Output from_server = server.greet();
  const auto keep = [&](ClientOutput output) {
    meeting.from_client += seen(output);
    from_client.octets += output.octets;
    from_client.start_tls = from_client.start_tls || output.start_tls;
    from_client.close = from_client.close || output.close;
    if (output.report) meeting.report = output.report;
  };
  for (int turn = 0; turn < 100 && !from_client.close; ++turn) {
    for (const Message& message : from_server.accepted) meeting.accepted.push_back(message);
    for (std::size_t at = 0; at < from_server.octets.size(); at += most)
      keep(client.receive(std::string_view(from_server.octets).substr(at, most)));
    from_server = {};
    if (!from_client.octets.empty()) from_server = server.receive(std::exchange(from_client.octets, ""));
    if (std::exchange(from_client.start_tls, false)) {
      const sasl::ChannelBindings bindings = {.tls_unique = {}, .tls_exporter = "exported"};
      server.tls_established(bindings);
      keep(client.tls_established({}, bindings));
    }
  }
  return meeting;
}

// What the client does when it hears these replies, one after the other; "TLS" is a handshake.
std::string hear(const ClientBehaviour& behaviour, const Submission& submission,
                 const std::vector<std::string>& replies, CertificateVerdict verdict = {}) {
  Client client(behaviour, submission);
  std::string all = seen(client.connected());
  for (const std::string& reply : replies)
    all += "|" + seen(reply == "TLS" ? client.tls_established(verdict) : client.receive(reply));
  return all + "|" + seen(client.connection_ended());
}

TEST(ReferenceClient, DeliversOctetForOctetByDataAndByChunks) {
  for (const auto transfer : {ContentTransfer::data, ContentTransfer::chunks_where_offered}) {
    for (const auto tls : {TlsMode::never, TlsMode::opportunistic, TlsMode::required}) {
      for (const bool pipelines : {false, true}) {
        ClientBehaviour behaviour{.tls = tls, .transfer = transfer, .chunk_octets = 7};
        if (!pipelines) behaviour.declined.add(Service::pipelining);
        const Meeting meeting = meet(behaviour, plain());
        ASSERT_EQ(meeting.accepted.size(), 1U) << meeting.from_client;
        EXPECT_EQ(meeting.accepted[0].content, plain().content);
        EXPECT_EQ(meeting.accepted[0].in_tls, tls != TlsMode::never);
        ASSERT_TRUE(meeting.report);
        EXPECT_EQ(meeting.report->overall(), Delivery::delivered);
      }
    }
  }
}

TEST(ReferenceClient, DoesTheSameHoweverRepliesAreCut) {
  const std::string whole = meet({}, plain()).from_client;
  for (std::size_t most = 1; most < 60; ++most)
    EXPECT_EQ(meet({}, plain(), {}, most).from_client, whole) << most;
}

TEST(ReferenceClient, ReportsEachRecipient) {
  Submission submission = plain();
  submission.forward_paths = {"nobody@mx.test", "bob@mx.test"};
  const Meeting meeting = meet({}, submission);
  ASSERT_TRUE(meeting.report);
  EXPECT_EQ(meeting.report->recipients[0].delivery, Delivery::refused);
  EXPECT_EQ(meeting.report->recipients[1].delivery, Delivery::delivered);
  EXPECT_EQ(meeting.report->overall(), Delivery::refused);
}

// Delivered to one, refused for one; the third alone is there again.
TEST(ReferenceClient, TriesAgainOnceWhoWasDeferredAndNobodyElse) {
  Submission submission = plain();
  submission.forward_paths = {"alice@mx.test", "nobody@mx.test", "bob@mx.test"};
  submission.retry = true;
  Client client({.tls = TlsMode::never}, submission);
  client.connected();
  const auto hears = [&client](const std::vector<std::string>& replies) {
    ClientOutput last;
    for (const std::string& reply : replies) last = client.receive(reply + "\r\n");
    return last;
  };
  const ClientOutput first =
      hears({"220 a", "250 a", "250 a", "250 a", "550 no", "450 busy", "354 a", "250 a", "221 a"});
  EXPECT_TRUE(first.reconnect);
  EXPECT_FALSE(first.report);
  client.connected();
  EXPECT_EQ(hears({"220 a", "250 a", "250 a"}).octets, "RCPT TO:<bob@mx.test>\r\n");
  const ClientOutput second = hears({"451 busy", "250 a", "221 a"});
  EXPECT_FALSE(second.reconnect);
  ASSERT_TRUE(second.report);
  const std::vector<RecipientReport> expected = {{"alice@mx.test", Delivery::delivered, "250 a"},
                                                 {"nobody@mx.test", Delivery::refused, "550 no"},
                                                 {"bob@mx.test", Delivery::deferred, "451 busy"}};
  EXPECT_EQ(second.report->recipients, expected);
}

TEST(ReferenceClient, ConvertsWhatIsBeyondASCIIWhere8BitMimeIsMissing) {
  Submission submission = plain();
  submission.content = "Subject: one\r\n\r\ncaf\xE9\r\n";
  const std::string all =
      hear({}, submission, {"220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n"});
  EXPECT_THAT(all, HasSubstr("Content-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9\r\n.\r\n"));
  EXPECT_THAT(all, Not(HasSubstr("BODY")));
}

TEST(ReferenceClient, SendsDsnParametersOnlyWhereDsnIsOffered) {
  Submission submission = plain();
  submission.dsn = {.notify = "NEVER", .orcpt = "", .ret = "HDRS", .envid = "x"};
  EXPECT_THAT(
      hear({}, submission, {"220 a\r\n", "250-a\r\n250 DSN\r\n", "250 a\r\n"}),
      HasSubstr("MAIL FROM:<me@client.test> RET=HDRS ENVID=x\r\n|RCPT TO:<alice@mx.test> NOTIFY=NEVER\r\n"));
  EXPECT_THAT(hear({}, submission, {"220 a\r\n", "250 a\r\n"}), HasSubstr("MAIL FROM:<me@client.test>\r\n"));
}

TEST(ReferenceClient, TriesInClearBehindAFailedHandshakeUnlessTlsIsRequired) {
  for (const auto tls : {TlsMode::opportunistic, TlsMode::required}) {
    Client client({.tls = tls}, plain());
    client.connected();
    client.receive("220 a\r\n");
    client.receive("250-a\r\n250 STARTTLS\r\n");
    EXPECT_TRUE(client.receive("220 a\r\n").start_tls);
    EXPECT_EQ(client.tls_failed().reconnect, tls == TlsMode::opportunistic);
  }
}

TEST(ReferenceClient, SpeaksAuthPlainInsideTls) {
  Submission submission = plain();
  submission.credentials = Credentials{"tim", "tanstaaftanstaaf"};
  EXPECT_THAT(hear({.tls = TlsMode::required}, submission,
                   {"220 a\r\n", "250-a\r\n250 STARTTLS\r\n", "220 a\r\n", "TLS",
                    "250-a\r\n250 AUTH LOGIN PLAIN\r\n"}),
              HasSubstr("AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\r\n"));
}

// Inside TLS, with these mechanisms offered and a certificate that is good.
std::string authenticate(std::string_view mechanisms, const std::vector<std::string>& replies,
                         const Credentials& who = {"alice", "secret"}, CertificateVerdict verdict = {}) {
  Submission submission = plain();
  submission.credentials = who;
  std::vector<std::string> all = {"220 a\r\n", "250-a\r\n250 STARTTLS\r\n", "220 a\r\n", "TLS",
                                  "250-a\r\n250 AUTH " + std::string(mechanisms) + "\r\n"};
  all.insert(all.end(), replies.begin(), replies.end());
  const std::string heard = hear({}, submission, all, verdict);
  return heard.substr(heard.find("AUTH ") == heard.npos ? 0 : heard.find("AUTH "));
}

TEST(ReferenceClient, ChoosesTheStrongestMechanismInCommon) {
  EXPECT_THAT(authenticate("LOGIN PLAIN scram-sha-256 CRAM-MD5", {}), StartsWith("AUTH SCRAM-SHA-256 "));
  EXPECT_THAT(authenticate("LOGIN PLAIN CRAM-MD5", {}), StartsWith("AUTH CRAM-MD5\r\n"));
  EXPECT_THAT(authenticate("LOGIN PLAIN X", {}), StartsWith("AUTH PLAIN "));
  EXPECT_THAT(authenticate("X LOGIN", {}), StartsWith("AUTH LOGIN\r\n"));
  EXPECT_THAT(authenticate("X", {}), HasSubstr("|QUIT\r\n"));
}

TEST(ReferenceClient, ShowsItsPasswordToTrustedServersOnly) {
  EXPECT_THAT(authenticate("PLAIN LOGIN", {}, {"a", "b"}, {.trusted = false}), Not(HasSubstr("AUTH")));
  EXPECT_THAT(authenticate("PLAIN LOGIN", {}, {"a", "b"}, {.name_matches = false}), Not(HasSubstr("AUTH")));
  EXPECT_THAT(authenticate("PLAIN CRAM-MD5", {}, {"a", "b"}, {.current = false}),
              StartsWith("AUTH CRAM-MD5"));
}

TEST(ReferenceClient, TriesTheNextMechanismWhereOneIsNotSupported) {
  const std::string all = authenticate("LOGIN PLAIN", {"504 5.5.4 a\r\n", "534 5.7.9 a\r\n"});
  EXPECT_THAT(all, HasSubstr("|AUTH LOGIN\r\n|QUIT\r\n"));
  EXPECT_THAT(authenticate("LOGIN PLAIN", {"535 5.7.8 a\r\n"}), HasSubstr("|QUIT\r\n"));
}

TEST(ReferenceClient, HoldsBackAnInitialResponseThatIsTooLong) {
  const Credentials longest = {"alice", std::string(365, 'x')};  // 11 + 496 + 2 octets
  EXPECT_THAT(authenticate("PLAIN", {}, longest), StartsWith("AUTH PLAIN AG"));
  const Credentials too_long = {"alice", std::string(366, 'x')};
  EXPECT_THAT(authenticate("PLAIN", {"334 \r\n"}, too_long), StartsWith("AUTH PLAIN\r\n|AGFsaWNlAHh4"));
}

TEST(ReferenceClient, CancelsWhatMakesNoSense) {
  for (const char* challenge : {"334 User Name\r\n", "334 =AAA\r\n", "334 AAA=BBB\r\n"})
    EXPECT_THAT(authenticate("LOGIN", {challenge, "501 a\r\n"}), StartsWith("AUTH LOGIN\r\n|*\r\n|QUIT\r\n"));
  EXPECT_THAT(authenticate("PLAIN", {"334 \r\n", "501 a\r\n"}), HasSubstr("|*\r\n|QUIT\r\n"));
}

TEST(ReferenceClient, AuthenticatesWithEachMechanism) {
  for (const sasl::Mechanism mechanism : sasl::all_mechanisms) {
    Behaviour server;
    server.requires_authentication = true;
    server.offers.mechanisms_in_tls = {mechanism};
    Submission submission = plain();
    submission.credentials = Credentials{"alice", "secret", "token-of-alice"};
    EXPECT_EQ(meet({}, submission, server).accepted.size(), 1U) << sasl::name_of(mechanism);
    submission.credentials->password = submission.credentials->token = "another";
    const Meeting meeting = meet({}, submission, server);
    EXPECT_TRUE(meeting.accepted.empty()) << sasl::name_of(mechanism);
    EXPECT_EQ(meeting.report->overall(), Delivery::refused);
    EXPECT_THAT(meeting.report->recipients[0].reason, StartsWith("535 5.7.8"));
  }
}

TEST(ReferenceClient, ReadsRepliesLineByLineHoweverTheyAreCut) {
  const std::string all = hear({}, plain(), {"220-a\r\n", "220-b\r\n220", "\r\n250-a\r\n250 SIZE\r\n"});
  EXPECT_THAT(all, StartsWith("|||EHLO client.test\r\nMAIL FROM:<me@client.test> SIZE="));
}

TEST(ClientFaults, AreAtLeastSixty) {
  EXPECT_GE(client_faults().size(), 60U);
}

TEST(ClientFaults, HaveNamesSentencesAndClausesOfTheirOwn) {
  std::set<std::string_view> sentences;
  for (const ClientFault& fault : client_faults()) {
    EXPECT_THAT(std::string(fault.name), testing::MatchesRegex("[a-z0-9]+(-[a-z0-9]+)*"));
    EXPECT_THAT(std::string(fault.sentence), testing::MatchesRegex("[A-Z0-9].*\\."));
    EXPECT_TRUE(sentences.insert(fault.sentence).second) << fault.sentence;
    for (const ledger::Entry* one : fault.cites.entries)
      EXPECT_TRUE(one->concerns(false)) << fault.name << " cites " << one->id;
    const bool is_of_login = fault.cites.clause.entry.starts_with("login/");  // which is in no RFC
    EXPECT_TRUE(is_of_login || fault.cites.clause.rfc > 1000U) << fault.name;
    EXPECT_FALSE(fault.cites.clause.section.empty()) << fault.name;
    EXPECT_EQ(find_client_fault(fault.name), &fault);
  }
}

TEST(ClientFaults, StandSortedByNamesThatAreTheirOwn) {
  const auto faults = client_faults();
  for (std::size_t i = 1; i < faults.size(); ++i) EXPECT_LT(faults[i - 1].name, faults[i].name);
  EXPECT_EQ(find_client_fault("zzz"), nullptr);
}

}  // namespace
}  // namespace smtpspec::reference
