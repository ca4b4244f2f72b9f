// The reference client against the reference server and against scripted replies, in memory.
#include "reference/client.hpp"

#include <gmock/gmock.h>

#include <vector>

#include "reference/client_faults.hpp"
#include "reference/server.hpp"

namespace smtpspec::reference {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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
      server.tls_established();
      keep(client.tls_established({}));
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

struct Script {
  std::string_view fault;
  std::vector<std::string> replies;
  TlsMode tls = TlsMode::opportunistic;
  CertificateVerdict verdict;
};

std::vector<Script> scripts() {
  const std::string up = "220 a\r\n";
  const std::string ok = "250 a\r\n";
  const std::string tls = "250-a\r\n250-SIZE 9\r\n250 STARTTLS\r\n";
  const auto required = TlsMode::required;
  return {
      {"accepts-expired-certificate", {up, tls, up, "TLS"}, required, {.current = false}},
      {"accepts-unknown-authority", {up, tls, up, "TLS"}, required, {.trusted = false}},
      {"accepts-wrong-name", {up, tls, up, "TLS"}, required, {.name_matches = false}},
      {"bdat-unoffered", {up, ok, ok, ok}, {}, {}},
      {"continues-after-refused-chunk", {up, "250-a\r\n250 CHUNKING\r\n", ok, ok, "554 a\r\n"}, {}, {}},
      {"eight-bit-unoffered", {up, ok, ok, ok, "354 a\r\n"}, {}, {}},
      {"executes-injected-reply", {up, tls, up + ok, "TLS"}, {}, {}},
      {"ignores-554-greeting", {"554 a\r\n"}, {}, {}},
      {"keeps-extensions-across-tls", {up, tls, up, "TLS"}, {}, {}},
      {"never-tries-helo", {up, "502 a\r\n"}, {}, {}},
      {"no-dot-stuffing", {up, ok, ok, ok, "354 a\r\n"}, {}, {}},
      {"no-lone-dot-after-354", {up, "250-a\r\n250 PIPELINING\r\n", ok, "550 a\r\n", "354 a\r\n"}, {}, {}},
      {"no-quit", {up, ok, ok, ok, "354 a\r\n", ok}, {}, {}},
      {"pipelines-unoffered", {up, ok}, {}, {}},
      {"sends-credentials-in-clear", {up, "250-a\r\n250 AUTH PLAIN\r\n"}, {}, {}},
      {"sends-oversize-message", {up, "250-a\r\n250 SIZE 9\r\n"}, {}, {}},
      {"sends-size-unoffered", {up, ok}, {}, {}},
      {"skips-ehlo-after-tls", {up, tls, up, "TLS"}, {}, {}},
      {"skips-rset", {up, ok, ok, "550 a\r\n"}, {}, {}},
      {"smtputf8-unoffered", {up, ok}, {}, {}},
      {"speaks-before-greeting", {}, {}, {}},
      {"treats-4yz-as-permanent", {up, ok, "451 a\r\n", ok, "221 a\r\n"}, {}, {}},
      {"treats-5yz-as-temporary", {up, ok, "550 a\r\n", ok, "221 a\r\n"}, {}, {}},
      {"tries-helo-after-421", {up, "421 a\r\n"}, {}, {}},
  };
}

TEST(ClientFaults, AreEachSeenInASession) {
  ASSERT_EQ(scripts().size(), client_faults().size());
  for (const Script& script : scripts()) {
    const ClientFault* fault = find_client_fault(script.fault);
    ASSERT_NE(fault, nullptr) << script.fault;
    Submission submission = plain();
    if (script.fault == "eight-bit-unoffered") submission.content = "a: b\r\n\r\n\xE9\r\n";
    if (script.fault == "smtputf8-unoffered") submission.forward_paths = {"\xC3\xA9@mx.test"};
    if (script.fault == "sends-credentials-in-clear") submission.credentials = Credentials{"a", "b"};
    ClientBehaviour behaviour{.tls = script.tls == TlsMode::required ? TlsMode::required
                                                                     : TlsMode::opportunistic};
    if (script.fault == "continues-after-refused-chunk") {
      behaviour.transfer = ContentTransfer::chunks_where_offered;
      behaviour.chunk_octets = 16;
    }
    const std::string correct = hear(behaviour, submission, script.replies, script.verdict);
    fault->apply(behaviour);
    EXPECT_NE(hear(behaviour, submission, script.replies, script.verdict), correct) << script.fault;
  }
}

TEST(ClientFaults, StandSortedByNamesThatAreTheirOwn) {
  const auto faults = client_faults();
  for (std::size_t i = 1; i < faults.size(); ++i) EXPECT_LT(faults[i - 1].name, faults[i].name);
  EXPECT_EQ(find_client_fault("zzz"), nullptr);
}

}  // namespace
}  // namespace smtpspec::reference
