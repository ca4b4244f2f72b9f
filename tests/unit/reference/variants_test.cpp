// The legal variants of both peers: as lists, and what those that need code of their own do.
#include "reference/variants.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "reference/client.hpp"
#include "reference/client_faults.hpp"
#include "reference/client_variants.hpp"
#include "reference/faults.hpp"
#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

template <class Variants>
void expect_well_formed(const Variants& variants) {
  std::set<std::string_view> names, sentences;
  for (const auto& one : variants) {
    EXPECT_TRUE(names.empty() || *names.rbegin() < one.name) << one.name;
    names.insert(one.name);
    EXPECT_THAT(std::string(one.name), MatchesRegex("[a-z0-9]+(-[a-z0-9]+)*"));
    EXPECT_THAT(std::string(one.sentence), MatchesRegex("[A-Z0-9].*\\.")) << one.name;
    EXPECT_TRUE(sentences.insert(one.sentence).second) << one.sentence;
    EXPECT_GT(one.cites.clause.rfc, 1000U) << one.name;
    EXPECT_FALSE(one.cites.clause.section.empty()) << one.name;
  }
}

TEST(Variants, AreWellFormedAndEnough) {
  expect_well_formed(server_variants());
  expect_well_formed(client_variants());
  EXPECT_GE(server_variants().size() + client_variants().size(), 40U);
}

TEST(Variants, AreNoFaults) {
  for (const Variant& one : server_variants()) EXPECT_EQ(find_server_fault(one.name), nullptr) << one.name;
  for (const ClientVariant& one : client_variants())
    EXPECT_EQ(find_client_fault(one.name), nullptr) << one.name;
}

TEST(Variants, AreFoundByTheirNames) {
  for (const Variant& one : server_variants()) EXPECT_EQ(find_server_variant(one.name), &one);
  for (const ClientVariant& one : client_variants()) EXPECT_EQ(find_client_variant(one.name), &one);
  EXPECT_EQ(find_server_variant("no-such-variant"), nullptr);
  EXPECT_EQ(find_client_variant(""), nullptr);
}

Behaviour with(void (*change)(Behaviour&)) {
  Behaviour behaviour;
  change(behaviour);
  return behaviour;
}

TEST(ServerPolicies, A554InsteadOfTheGreetingLeavesNothingButQuit) {
  const Behaviour away = with([](Behaviour& b) { b.policies.add(Policy::turns_sessions_away); });
  Server server(away);
  EXPECT_THAT(server.greet().octets, StartsWith("554 "));
  EXPECT_THAT(server.receive("EHLO client.test\r\n").octets, StartsWith("503 "));
  EXPECT_THAT(server.receive("QUIT\r\n").octets, StartsWith("221 "));
}

TEST(ServerPolicies, PatienceEndsBehindSoManyRefusals) {
  const Behaviour impatient = with([](Behaviour& b) { b.patience.errors = 2; });
  Server server(impatient);
  server.greet();
  EXPECT_THAT(server.receive("X\r\n").octets, StartsWith("500 "));
  EXPECT_THAT(server.receive("X\r\n").octets, StartsWith("500 "));
  const Output end = server.receive("NOOP\r\n");
  EXPECT_THAT(end.octets, StartsWith("421 "));
  EXPECT_TRUE(end.close);
}

TEST(ServerPolicies, ASessionMayEndUnaskedBehindAReply) {
  const Behaviour impatient = with([](Behaviour& b) { b.patience.commands = 1; });
  Server server(impatient);
  server.greet();
  const Output end = server.receive("NOOP\r\n");
  EXPECT_THAT(end.octets, MatchesRegex("250 [^\r]*\r\n421 [^\r]*\r\n"));
  EXPECT_TRUE(end.close);
}

TEST(ServerPolicies, BeforeTlsOnlyFourCommandsAreServed) {
  const Behaviour strict = with([](Behaviour& b) { b.policies.add(Policy::tls_first); });
  expect(
      "S: 220\n"
      "C: EHLO client.test\n"
      "S: 250\n"
      "C: NOOP\n"
      "S: 250 2.0.0\n"
      "C: MAIL FROM:<a@b.test>\n"
      "S: 530 5.7.0\n"
      "C: RSET\n"
      "S: 530 5.7.0\n"
      "C: STARTTLS\n"
      "S: 220 2.0.0\n"
      "TLS wanted\n"
      "TLS\n"
      "C: EHLO client.test\n"
      "S: 250\n"
      "C: MAIL FROM:<a@b.test>\n"
      "S: 250 2.1.0\n",
      strict);
}

TEST(ServerPolicies, OnlyTheFirstRecipientIsDeferred) {
  const Behaviour greylisting = with([](Behaviour& b) { b.policies.add(Policy::refuses_first_recipient); });
  expect(
      "given mail\n"
      "C: RCPT TO:<alice@mx.test>\n"
      "S: 550 5.7.1\n"
      "C: RCPT TO:<alice@mx.test>\n"
      "S: 250 2.1.5\n",
      greylisting);
}

TEST(ServerPolicies, VrfyTellsWhichMailboxesThereAre) {
  const Behaviour talkative = with([](Behaviour& b) { b.policies.add(Policy::verifies); });
  EXPECT_THAT(answer_to(talkative, "VRFY alice@mx.test\r\n"), HasSubstr("250 2.1.5 <alice@mx.test>\r\n"));
  EXPECT_THAT(answer_to(talkative, "VRFY nobody@mx.test\r\n"), HasSubstr("550 5.1.1 "));
  EXPECT_THAT(answer_to(talkative, "VRFY carol\r\n"), HasSubstr("252 2.5.0 "));
}

TEST(ReplyForm, TextInFrontStandsInFrontOfNoListAndNoChallenge) {
  const Behaviour wordy = with([](Behaviour& b) { b.reply_form.lines_before = 1; });
  EXPECT_THAT(answer_to(wordy, "NOOP\r\n"), MatchesRegex("250-2.0.0 \\.+\r\n250 2.0.0 NOOP done\r\n"));
  EXPECT_THAT(answer_to(wordy, "EHLO client.test\r\n"), StartsWith("250-mx.test at your service\r\n"));
}

TEST(Filing, AHeaderWrittenAnewHasTheSameFields) {
  EXPECT_EQ(filed({.header_anew = true}, "From: <a@b.test>\r\nSubject: x\r\n y\r\n\r\nbody\r\n"),
            "Subject: x\r\n y\r\nFrom: a@b.test\r\n\r\nbody\r\n");
}

TEST(Filing, WhatIsNoHeaderStaysAsItIs) {
  for (const std::string content : {"no header\r\n\r\nbody\r\n", "Subject: x\r\n", "\r\nbody\r\n", ""})
    EXPECT_EQ(filed({.header_anew = true, .fields_added = true}, content), content);
}

TEST(Filing, MissingFieldsAreAddedOnce) {
  const std::string mail = filed({.fields_added = true}, "Date: today\r\n\r\nbody\r\n");
  EXPECT_THAT(mail, StartsWith("Date: today\r\nMessage-ID: "));
  EXPECT_THAT(mail, Not(HasSubstr("2023")));
}

TEST(Filing, AStoreAddsALineAndLineEndsOfItsOwn) {
  EXPECT_EQ(filed({.line_added = true}, "A: b\r\n\r\nbody"), "A: b\r\n\r\nbody\r\n\r\n");
  EXPECT_EQ(filed({.bare_lf = true}, "A: b\r\n\r\nb\ro\ndy\r\n"), "A: b\n\nb\ro\ndy\n");
}

// --- The client

std::string said_by(const ClientBehaviour& behaviour, std::initializer_list<const char*> replies) {
  Submission submission;
  submission.reverse_path = "me@client.test";
  submission.forward_paths = {"alice@mx.test"};
  submission.content = "Subject: x\r\n\r\nbody\r\n";
  Client client(behaviour, submission);
  std::string said = client.connected().octets;
  for (const char* reply : replies) said += client.receive(reply).octets;
  return said;
}

TEST(ClientHabits, EhloIsSaidTwiceAndTheMailBeginsBehindTheSecond) {
  ClientBehaviour behaviour;
  behaviour.habits.set.add(ClientHabit::ehlo_twice);
  EXPECT_EQ(said_by(behaviour, {"220 mx.test\r\n", "250 mx.test\r\n", "250 mx.test\r\n"}),
            "EHLO client.test\r\nEHLO client.test\r\nMAIL FROM:<me@client.test>\r\n");
}

TEST(ClientHabits, CommandsBeforeMailAreSaidOneByOne) {
  ClientBehaviour behaviour;
  behaviour.habits.before_mail = {"RSET", "VRFY alice"};
  EXPECT_EQ(said_by(behaviour, {"220 mx.test\r\n", "250 mx.test\r\n", "250 ok\r\n", "502 no\r\n"}),
            "EHLO client.test\r\nRSET\r\nVRFY alice\r\nMAIL FROM:<me@client.test>\r\n");
}

TEST(ClientHabits, QuitIsSaidAgainWhereItWasNotAnsweredWith221) {
  ClientBehaviour behaviour;
  behaviour.habits.set.add(ClientHabit::quits_again);
  EXPECT_EQ(said_by(behaviour, {"554 no\r\n", "451 later\r\n", "221 bye\r\n"}), "QUIT\r\nQUIT\r\n");
}

TEST(ClientHabits, LowerCaseLeavesPathsAsTheyAre) {
  ClientBehaviour behaviour;
  behaviour.habits.set.add(ClientHabit::lower_case_commands);
  behaviour.client_name = "Client.Test";
  EXPECT_EQ(said_by(behaviour, {"220 mx.test\r\n", "250 mx.test\r\n"}),
            "ehlo Client.Test\r\nmail from:<me@client.test>\r\n");
}

TEST(ClientHabits, TheReturnPathIsTaggedWithTheRecipient) {
  ClientBehaviour behaviour;
  behaviour.habits.set.add(ClientHabit::tagged_return_path);
  EXPECT_THAT(said_by(behaviour, {"220 mx.test\r\n", "250 mx.test\r\n"}),
              HasSubstr("MAIL FROM:<me+alice=mx.test@client.test>\r\n"));
}

TEST(ClientHabits, TheLastChunkMayBeEmpty) {
  ClientBehaviour behaviour;
  behaviour.transfer = ContentTransfer::chunks_where_offered;
  behaviour.habits.set.add(ClientHabit::empty_last_chunk);
  EXPECT_THAT(said_by(behaviour, {"220 mx.test\r\n", "250-mx.test\r\n250 CHUNKING\r\n", "250 ok\r\n",
                                  "250 ok\r\n", "250 ok\r\n", "250 ok\r\n"}),
              HasSubstr("BDAT 20\r\nSubject: x\r\n\r\nbody\r\nBDAT 0 LAST\r\nQUIT\r\n"));
}

}  // namespace
}  // namespace smtpspec::reference
