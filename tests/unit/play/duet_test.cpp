// The reference server in memory acts as it does on a socket.

#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"

#include <gmock/gmock.h>

#include "reference/faults.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using result::Outcome;

result::CaseResult play(const std::string& steps, const reference::Behaviour& behaviour = {},
                        const DuetOptions& options = {}) {
  return play_in_memory(support::scenario_of("# A rule.\nrequirement rfc3207/4-2\njudges server\n"
                                             "needs STARTTLS\ngiven greeted\n\n" +
                                             steps),
                        behaviour, facts_of(behaviour), options);
}

TEST(Duet, WhatComesInClearWhereAHandshakeIsDueEndsTheConnection) {
  const std::string steps = "C: STARTTLS\nS: 220\nC: NOOP\nS: closes\n";
  const auto correct = play(steps);
  EXPECT_EQ(correct.outcome, Outcome::pass) << correct.note;
  // An alert, which is no reply.
  const auto& entries = correct.transcript.entries();
  EXPECT_TRUE(std::any_of(entries.begin(), entries.end(), [](const result::Entry& one) {
    return one.kind == result::EntryKind::note && one.octets == "7 octets of TLS records came";
  }));
  reference::Behaviour wrong;
  reference::find_server_fault("serves-clear-after-220")->apply(wrong);
  EXPECT_EQ(play(steps, wrong).outcome, Outcome::fail);
}

TEST(Duet, WhatComesBehindStarttlsInAWriteOfItsOwnIsNoHandshake) {
  const std::string steps = "C: STARTTLS\nC: NOOP\nS: 220\nTLS: fails\n";
  EXPECT_EQ(play(steps, {}, {.cut = Send::Cut::lines}).outcome, Outcome::pass);
  EXPECT_EQ(play(steps, {}, {.cut = Send::Cut::whole}).outcome, Outcome::fail) << "it is dropped unread";
}

}  // namespace
}  // namespace smtpspec::play
