#include "watch/relay_sides.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "unit/watch/client_sessions.hpp"
#include "watch/summary.hpp"

// A relay is watched as a server where mail comes in, and as a client in each connection by which it goes
// out.

namespace smtpspec::watch {
namespace {

using result::EntryKind;
using result::Side;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// The conversations of one case, one behind the other.
class Case {
 public:
  Case& leg(const std::string& name, const SessionBuilder& built) {
    for (result::Entry entry : built.transcript().entries()) {
      entry.leg = name;
      transcript_.add(std::move(entry));
    }
    return *this;
  }
  Case& begins(const std::string& name) { return add(name, {.kind = EntryKind::connected}); }
  Case& killed() { return add("in", {.kind = EntryKind::ended, .octets = "killed"}); }
  Case& closed(const std::string& name) {
    return add(name, {.kind = EntryKind::closed, .side = Side::client});
  }

  const result::Transcript& transcript() const { return transcript_; }
  std::vector<std::string> broken() const {
    std::vector<std::string> ids;
    for (const Breach& one : breaches(transcript_, Side::relay)) ids.emplace_back(one.rule->id);
    return ids;
  }

 private:
  Case& add(const std::string& name, result::Entry entry) {
    entry.leg = name;
    transcript_.add(std::move(entry));
    return *this;
  }
  result::Transcript transcript_;
};

TEST(RelaySides, ServerRulesLookAtWhereMailComesInAndClientRulesAtWhereItGoesOut) {
  const SessionBuilder slip = recipient({}, " SIZE=1");
  EXPECT_THAT(Case().leg("in", slip).broken(), Not(Contains("watch/client-size-not-offered")))
      << "there the harness is the client";
  EXPECT_THAT(Case().leg("out", slip).broken(), ElementsAre("watch/client-size-not-offered"));
  EXPECT_THAT(Case().leg("back 2", slip).broken(), ElementsAre("watch/client-size-not-offered"));
  const SessionBuilder reply = SessionBuilder().server("greeting", "220 a.example\n");
  EXPECT_THAT(Case().leg("in", reply).broken(), ElementsAre("watch/bare-lf"));
  EXPECT_THAT(Case().leg("out", reply).broken(), IsEmpty());
}

TEST(RelaySides, AFindingSaysOnWhichLegAndWhereItStands) {
  Case built;
  built.leg("in", session().ehlo({})).leg("out", recipient()).leg("out 2", recipient({}, " SIZE=1"));
  built.leg("back", recipient({}, " SIZE=2"));
  const Watched watched = watch_session(built.transcript(), Side::relay);
  ASSERT_EQ(watched.findings.size(), 1u);
  const result::Finding& finding = watched.findings.front();
  EXPECT_THAT(finding.message, testing::StartsWith("out 2: "));
  EXPECT_THAT(finding.message, testing::HasSubstr("seen 2 times"));
  const result::Entry& entry = built.transcript().entries().at(finding.entry);
  EXPECT_EQ(entry.leg, "out 2");
  EXPECT_THAT(entry.octets, testing::HasSubstr("SIZE=1"));
}

TEST(RelaySides, ConnectionsAtTheSameTimeAreNotMixed) {
  Case built;
  built.leg("out", session().client("EHLO a.example\r\n"))
      .leg("out 2", session().client("EHLO a.example\r\n"));
  EXPECT_THAT(built.broken(), IsEmpty());
  EXPECT_EQ(conversations_of(built.transcript()).size(), 2u);
}

TEST(RelaySides, WhatWasHandedInSoIsNotTheRelays) {
  const std::string line = "Subject: a\r\nReturn-Path: <a@b.test>\r\n\r\na\r\n.\r\n";
  EXPECT_THAT(Case().leg("out", data(line)).broken(), ElementsAre("watch/client-return-path"));
  EXPECT_THAT(Case().leg("in", data(line)).leg("out", data(line)).broken(), IsEmpty());
  const std::string id = " ENVID=" + std::string(60, 'a');
  EXPECT_THAT(Case().leg("out", recipient({"DSN"}, id)).broken(), ElementsAre("watch/client-envid-long"));
  SessionBuilder group = offering({"DSN", "PIPELINING"});
  group.client("MAIL FROM:<a@b.test>" + id + "\r\nRCPT TO:<c@d.test>\r\n");
  EXPECT_THAT(Case().leg("in", group).leg("out", recipient({"DSN"}, id)).broken(), IsEmpty());
}

TEST(RelaySides, NobodySaysQuitWhoIsKilled) {
  const SessionBuilder open = session().ehlo({});
  EXPECT_THAT(Case().begins("out").leg("out", offering({})).closed("out").broken(),
              ElementsAre("watch/client-no-quit"));
  EXPECT_THAT(Case().leg("in", open).leg("out", offering({})).killed().closed("out").broken(), IsEmpty());
  EXPECT_THAT(Case().leg("in", open).killed().leg("out", offering({})).closed("out").broken(),
              ElementsAre("watch/client-no-quit"))
      << "that began behind it";
}

TEST(RelaySides, ARunHasTheRulesOfBothSides) {
  result::CaseResult one;
  one.id = "relay/rfc5321/some";
  one.judged = Side::relay;
  one.transcript = Case().leg("in", session()).leg("out", recipient({}, " SIZE=1")).transcript();
  const auto cases = wire_rule_cases(std::span(&one, 1));
  ASSERT_EQ(cases.size(), rules_for(Side::server).size() + rules_for(Side::client).size());
  EXPECT_EQ(cases.size(), rules_for(Side::relay).size());
  const auto outcome_of = [&](std::string_view id) {
    return std::find_if(cases.begin(), cases.end(), [&](const auto& rule) { return rule.id == id; })->outcome;
  };
  EXPECT_EQ(outcome_of("watch/client-size-not-offered"), result::Outcome::fail);
  EXPECT_EQ(outcome_of("watch/no-code"), result::Outcome::pass);
  EXPECT_EQ(outcome_of("watch/client-chunk-after-refusal"), result::Outcome::not_applicable);
}

}  // namespace
}  // namespace smtpspec::watch
