// A play with two legs: each step is played on its own, and what arrives on a leg that nobody waits on stays
// there.
#include <gmock/gmock.h>

#include <array>
#include <deque>

#include "play/play.hpp"
#include "scenario/states.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::play {
namespace {

using result::Outcome;
using testing::ElementsAre;
using testing::HasSubstr;

// Two servers; each hands out one reply for each time it is read from.
class TwoServers {
 public:
  explicit TwoServers(std::array<std::deque<std::string>, 2> scripts) : scripts_(std::move(scripts)) {}

  Event::What perform(Action action) {
    std::deque<std::string>& script = scripts_.at(action.leg);
    order_.push_back(action.leg);
    if (std::holds_alternative<Connect>(action.what)) return Connected{"server", {}};
    if (auto* send = std::get_if<Send>(&action.what))
      for (auto& segment : send->segments)
        for (auto& piece : segment.pieces) sent_.at(action.leg) += all_of(*piece);
    if (!std::holds_alternative<Receive>(action.what)) return Done{};
    if (script.empty()) return PeerClosed{};
    std::string reply = std::move(script.front());
    script.pop_front();
    return Received{std::move(reply)};
  }
  const std::string& sent(std::size_t leg) const { return sent_.at(leg); }
  // Of which legs something was wanted, one after the other.
  const std::vector<std::size_t>& order() const { return order_; }

 private:
  std::array<std::deque<std::string>, 2> scripts_;
  std::array<std::string, 2> sent_;
  std::vector<std::size_t> order_;
};

scenario::ScenarioPtr dialogue(const std::string& steps) {
  return support::scenario_of(
      "# A rule.\nrequirement rfc5321/4.2-1\njudges server\ngiven opened\nfault f\n\n" + steps);
}

// Two dialogues in one play; `order`: whose step is next.
result::CaseResult play_on(TwoServers& servers, const std::array<std::string, 2>& dialogues,
                           const std::vector<std::size_t>& order) {
  const std::array parts = {dialogue(dialogues[0]), dialogue(dialogues[1])};
  auto scenario = std::make_shared<scenario::Scenario>(*parts[0]);
  scenario->steps.clear();
  std::array<std::size_t, 2> next = {0, 0};
  for (const std::size_t leg : order) {
    scenario->steps.push_back(parts.at(leg)->steps.at(next.at(leg)++));
    scenario->steps.back().leg = leg;
  }
  Play play(scenario, Facts{}, {Part::client, Part::client});
  Action action = play.resume({Started{}});
  while (!is_over(action)) {
    const std::size_t leg = action.leg;
    action = play.resume({.what = servers.perform(std::move(action)), .leg = leg});
  }
  return play.take_result();
}

TEST(Legs, EachStepIsPlayedOnItsOwnLeg) {
  TwoServers servers(
      {{{"220 one\r\n", "250 a\r\n", "221 bye\r\n"}, {"220 two\r\n", "503 b\r\n", "221 bye\r\n"}}});
  const auto result =
      play_on(servers, {"S: 220\nC: MAIL FROM:<>\nS: 250\n", "S: 220\nC: RCPT TO:<b@x>\nS: 503\n"},
              {0, 1, 0, 1, 0, 1});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  EXPECT_EQ(servers.sent(0), "MAIL FROM:<>\r\nQUIT\r\n");
  EXPECT_EQ(servers.sent(1), "RCPT TO:<b@x>\r\nQUIT\r\n");
}

TEST(Legs, WhatArrivesOnALegThatNobodyWaitsOnStaysThere) {
  TwoServers servers(
      {{{"220 one\r\n250 early\r\n", "221 bye\r\n"}, {"220 two\r\n", "250 b\r\n", "221 bye\r\n"}}});
  const auto result =
      play_on(servers, {"C: NOOP\nS: 220\nS: 250\n", "C: NOOP\nS: 220\nS: 250\n"}, {0, 0, 1, 1, 1, 0});
  EXPECT_EQ(result.outcome, Outcome::pass) << result.note;
  // The second leg is begun where its first step stands: connected, written to, read from twice. Both take
  // their leave in their order.
  EXPECT_THAT(servers.order(), ElementsAre(0U, 0U, 0U, 1U, 1U, 1U, 1U, 0U, 0U, 0U, 1U, 1U, 1U));
}

TEST(Legs, AFindingIsOfTheLegThatItHappenedOn) {
  TwoServers servers({{{"220 one\r\n", "250 a\r\n"}, {"220 two\r\n", "550 b\r\n"}}});
  const auto result =
      play_on(servers, {"S: 220\nC: NOOP\nS: 250\n", "S: 220\nC: NOOP\nS: 250\n"}, {0, 1, 0, 1, 0, 1});
  ASSERT_EQ(result.outcome, Outcome::fail);
  EXPECT_THAT(result.findings.front().message, HasSubstr("expected 250, got 550 b"));
  EXPECT_EQ(result.transcript.entries().at(result.findings.front().entry).octets, "550 b\r\n");
}

}  // namespace
}  // namespace smtpspec::play
