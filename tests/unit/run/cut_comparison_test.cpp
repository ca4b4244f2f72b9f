#include "run/cut_comparison.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "run/suite_runner.hpp"
#include "support/scripted_peer.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::run {
namespace {

using play::Cutting;
using play::Send;
using result::CaseResult;
using result::Outcome;
using support::WildConnection;
using support::WildServer;
using testing::HasSubstr;

// A target as a function: what becomes of the case if octets are cut so.
CaseResult compared(const std::function<Outcome(const std::optional<Cutting>&)>& target) {
  CaseResult result;
  auto comparing = [&]() -> boost::asio::awaitable<void> {
    PlayCut play = [&](std::optional<Cutting> cutting) -> boost::asio::awaitable<CaseResult> {
      CaseResult one{.id = "rfc1/one", .outcome = target(cutting)};
      result::Entry entry{.kind = result::EntryKind::command, .side = result::Side::client};
      entry.octets = "EHLO client.test\r\nNOOP\r\n";
      entry.size = entry.octets.size();
      one.transcript.add(entry);
      if (one.outcome == Outcome::fail) one.findings.push_back({.message = "expected 250, got 500"});
      co_return one;
    };
    auto running = compare_cuts(play);
    result = co_await std::move(running);
  };
  boost::asio::io_context context(1);
  boost::asio::co_spawn(context, comparing(), boost::asio::detached);
  context.run();
  return result;
}

// Whether octets are cut just behind this one.
bool cuts_behind(const std::optional<Cutting>& cutting, std::size_t octet) {
  if (!cutting) return false;
  if (cutting->cut == Send::Cut::octets) return true;
  const auto& [from, until] = cutting->window;
  return cutting->cut == Send::Cut::window && octet >= std::min(from, until) && octet <= until && octet > 0 &&
         (octet > from || octet == until);
}

TEST(CutComparison, SameVerdictEverywhereIsTheVerdict) {
  for (const Outcome outcome : {Outcome::pass, Outcome::fail, Outcome::tolerated, Outcome::not_applicable}) {
    const CaseResult one = compared([&](const auto&) { return outcome; });
    EXPECT_EQ(one.outcome, outcome);
    EXPECT_TRUE(one.attempts.empty());
  }
}

TEST(CutComparison, SmallestCutIsOneWhereOneSuffices) {
  const CaseResult one =
      compared([](const auto& cutting) { return cuts_behind(cutting, 20) ? Outcome::fail : Outcome::pass; });
  EXPECT_EQ(one.outcome, Outcome::fail);
  ASSERT_FALSE(one.findings.empty());
  EXPECT_EQ(one.findings.front().id, "segmentation");
  EXPECT_EQ(one.findings.front().message,
            "where octets are cut changes the verdict: pass as the scenario says, fail with one cut behind "
            "octet 20 of the session, \"NO\"");
  EXPECT_EQ(one.findings.front().expected, "pass");
  EXPECT_EQ(one.findings.front().got, "fail: expected 250, got 500");
}

TEST(CutComparison, SeveralCutsAreNamedWhereOneIsNotEnough) {
  const CaseResult one = compared([](const auto& cutting) {
    return cuts_behind(cutting, 3) && cuts_behind(cutting, 7) ? Outcome::fail : Outcome::pass;
  });
  EXPECT_EQ(one.outcome, Outcome::fail);
  EXPECT_THAT(one.findings.front().message,
              HasSubstr("cuts behind each octet up to the one behind octet 7 of the session, \"EHLO cl\""));
}

TEST(CutComparison, ChanceIsNoDifferenceOfTheCut) {
  int plays = 0;
  const CaseResult one = compared([&](const auto&) { return ++plays == 3 ? Outcome::fail : Outcome::pass; });
  EXPECT_EQ(one.outcome, Outcome::unstable);
  EXPECT_EQ(one.attempts.size(), 4U);
}

TEST(CutComparison, SuitePlaysEachCaseInAllWaysOnRealConnections) {
  WildServer server([](WildConnection& client) {
    client.say("220 mx.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line())
      client.say(line == "NOOP\r\n" ? "250 ok\r\n" : "221 bye\r\n");
  });
  Plan plan{.scenarios = {support::scenario_of(
                "# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
                "given connected\nfault f\n\nC: NOOP\nS: 250\n",
                "test/noop")}};
  plan.route.endpoint = {"127.0.0.1", server.port()};
  plan.facts.variables = {{"client", "client.test"}, {"server", "mx.test"}, {"sender", "a@client.test"}};
  plan.jobs = 1;
  plan.compares_cuts = true;
  const std::atomic<bool> never{false};
  const CaseResult one = run_suite(plan, {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::pass) << one.note;
  EXPECT_EQ(server.connections(), 6U);  // as the scenario says, whole, lines, two at random, octets
}

}  // namespace
}  // namespace smtpspec::run
