// Behind `turn` the server that is judged is the client on the same connection (RFC 2645 section 5.3).
#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "reference/faults.hpp"
#include "support/scripted_peer.hpp"
#include "watch/rule.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace smtpspec::play {
namespace {

using result::Outcome;

reference::Behaviour with(std::string_view fault) {
  reference::Behaviour behaviour;
  reference::find_server_fault(fault)->apply(behaviour);
  return behaviour;
}

result::CaseResult play_turned(const std::string& steps, const reference::Behaviour& behaviour = {},
                               const DuetOptions& options = {}) {
  const std::string handed_in =
      "C: AUTH PLAIN {plain-response}\nS: 235\nC: MAIL FROM:<{sender}>\nS: 250\n"
      "C: RCPT TO:<{x-on-demand-recipient}>\nS: 250\nC: DATA\nS: 354\nC: <body> stuffed\nC: .\nS: 250\n"
      "C: ATRN {x-on-demand-domain}\nS: 250\nturn\n";
  return play_in_memory(
      support::scenario_of("# A rule.\nrequirement rfc2645/5.3-3\njudges server\n"
                           "needs ATRN, AUTH PLAIN\ngiven greeted in tls\n\n" +
                           handed_in + steps + "\ncontent body\n| X-Case: {case}\n|\n| text\nend\n"),
      behaviour, facts_of(behaviour), options);
}

const std::string served = "serve\nreceived <body>\n";
const std::string scripted =
    "S: 220 {client} ESMTP\nC: EHLO {server}\nS: 250 {client}\nC: MAIL FROM:<{sender}> ...\nS: 250 ok\n"
    "C: RCPT TO:<{x-on-demand-recipient}>\nS: 250 ok\nC: DATA\nS: 354 go ahead\nC: <body>\nS: 250 ok\n"
    "C: QUIT\nS: 221 bye\nC: closes\nreceived <body>\n";

TEST(Turn, TheServerSendsWhatWaits) {
  for (const auto& steps : {served, scripted}) {
    const auto result = play_turned(steps);
    EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
    EXPECT_EQ(play_turned(steps, {}, {.cut = Send::Cut::octets}).outcome, Outcome::pass);
    EXPECT_EQ(play_turned(steps, with("atrn-holds-mail-back")).outcome, Outcome::fail);
  }
}

TEST(Turn, WhatItSaysAheadOfItsTurnIsTheFirstThingThatComes) {
  const std::string late = "S: 421 {client} later\nhalf-close\nC: closes or QUIT\n";
  EXPECT_EQ(play_turned(late).outcome, Outcome::pass);
  EXPECT_EQ(play_turned(late, with("atrn-speaks-before-greeting")).outcome, Outcome::fail);
  EXPECT_EQ(play_turned(late, with("atrn-greets")).outcome, Outcome::fail);
}

TEST(Turn, TwoServersDoNotAnswerEachOtherForEver) {
  const auto result = play_turned(served, with("atrn-stays-server"));
  EXPECT_EQ(result.outcome, Outcome::blocked);
  EXPECT_EQ(result.note, "the server did not become the client");
  EXPECT_EQ(play_turned("S: 220 {client}\nC: EHLO ...\n", with("atrn-stays-server")).outcome, Outcome::fail);
}

TEST(Turn, OtherMailIsNotThatOfTheCase) {
  reference::Behaviour behaviour;
  behaviour.waiting = {{"x@elsewhere.test", "frank@customer.test", "Subject: other\r\n\r\nother\r\n"}};
  EXPECT_EQ(play_turned(served, behaviour).outcome, Outcome::pass);
  EXPECT_EQ(play_turned("never C: RCPT TO:<frank@customer.test>\n" + served, behaviour).outcome,
            Outcome::fail);
}

TEST(Turn, WireRulesOfServersLookAtNothingBehindIt) {
  const auto result = play_turned("S: \"no reply at all\\r\\n\"\nC: closes or EHLO ... or QUIT\n");
  const auto& entries = result.transcript.entries();
  const auto turned = std::find_if(entries.begin(), entries.end(),
                                   [](const result::Entry& one) { return one.leg == result::turned_leg; });
  ASSERT_NE(turned, entries.end());
  EXPECT_TRUE(std::all_of(turned, entries.end(),
                          [](const result::Entry& one) { return one.leg == result::turned_leg; }));
  for (const watch::Breach& breach : watch::breaches(result.transcript, result::Side::server))
    for (const std::size_t entry : breach.entries)
      EXPECT_LT(entry, static_cast<std::size_t>(turned - entries.begin())) << breach.rule->id;
}

}  // namespace
}  // namespace smtpspec::play
