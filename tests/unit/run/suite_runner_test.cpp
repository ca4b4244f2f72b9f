// Many cases against a server of the test's own: attempts, the end at a failure, and a harness that is late.
#include "run/suite_runner.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include "support/scripted_peer.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::run {
namespace {

using namespace std::chrono_literals;
using result::CaseResult;
using result::Outcome;
using support::WildConnection;
using support::WildServer;

scenario::ScenarioPtr noop(const std::string& id = "test/noop") {
  return support::scenario_of(
      "# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
      "given greeted\nfault f\n\nC: NOOP\nS: 250\n",
      id);
}

Plan plan_against(const WildServer& server, std::vector<scenario::ScenarioPtr> scenarios) {
  Plan plan{.scenarios = std::move(scenarios)};
  plan.route.endpoint = {"127.0.0.1", server.port()};
  plan.facts.variables = {{"client", "client.test"}, {"server", "mx.test"}, {"sender", "a@client.test"}};
  plan.jobs = 1;
  return plan;
}

// Serves a session; its NOOP is answered as `answer` says: an empty text is silence.
std::function<void(WildConnection&)> serving(std::function<std::string(int session)> answer) {
  auto sessions = std::make_shared<std::atomic<int>>(0);
  return [sessions, answer](WildConnection& client) {
    const int session = ++*sessions;
    client.say("220 mx.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      const std::string reply = line.starts_with("NOOP") ? answer(session) : "250 ok\r\n";
      if (!reply.empty()) client.say(line.starts_with("QUIT") ? "221 bye\r\n" : reply);
    }
  };
}

const Interrupted never{false};

TEST(SuiteRunner, RetriesEndWithTheFirstPass) {
  WildServer server(serving([](int session) { return session < 3 ? "500 no\r\n" : "250 ok\r\n"; }));
  Plan plan = plan_against(server, {noop()});
  plan.retries = 5;
  const CaseResult one = run_suite(plan, {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::unstable);
  EXPECT_TRUE(one.retried);
  EXPECT_EQ(one.attempts.size(), 3U);
}

TEST(SuiteRunner, RetriesAreLimited) {
  WildServer server(serving([](int) { return "500 no\r\n"; }));
  Plan plan = plan_against(server, {noop()});
  plan.retries = 2;
  const CaseResult one = run_suite(plan, {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::fail);
  EXPECT_EQ(one.attempts.size(), 3U);
}

TEST(SuiteRunner, RepetitionNoticesAChangedVerdict) {
  WildServer server(serving([](int session) { return session == 4 ? "500 no\r\n" : "250 ok\r\n"; }));
  Plan plan = plan_against(server, {noop()});
  plan.repetitions = 5;
  const CaseResult one = run_suite(plan, {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::unstable);
  EXPECT_FALSE(one.retried);
  ASSERT_EQ(one.attempts.size(), 5U);
  EXPECT_EQ(one.attempts[3].outcome, Outcome::fail);
}

// Each of them is answered only when all are there: played one behind the other, none would be.
TEST(SuiteRunner, RepetitionsArePlayedSideBySideAndToldOnce) {
  constexpr int plays = 4;
  std::latch all_are_there(plays);
  WildServer server([&](WildConnection& client) {
    client.say("220 mx.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      if (line.starts_with("NOOP")) all_are_there.arrive_and_wait();
      client.say(line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
    }
  });
  Plan plan = plan_against(server, {noop()});
  plan.repetitions = plays;
  plan.jobs = plays;
  int started = 0, finished = 0;
  const Watcher watcher{.started = [&](const scenario::Scenario&) { ++started; },
                        .finished =
                            [&](const CaseResult& one) {
                              ++finished;
                              EXPECT_EQ(one.attempts.size(), 4U);
                            }};
  const auto cases = run_suite(plan, watcher, never);
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].outcome, Outcome::pass);
  EXPECT_EQ(cases[0].attempts.size(), 4U);
  EXPECT_EQ(started, 1);
  EXPECT_EQ(finished, 1);
}

TEST(SuiteRunner, WhatIsPlayedAgainHasAnotherName) {
  std::mutex mutex;
  std::set<std::string> told;
  WildServer server([&](WildConnection& client) {
    client.say("220 mx.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      const std::lock_guard lock(mutex);
      if (line.starts_with("NOOP ")) told.insert(line);
      client.say(line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
    }
  });
  Plan plan = plan_against(
      server,
      {support::scenario_of("# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
                            "given greeted\nfault f\n\nC: NOOP {case}\nS: 250\n",
                            "test/noop")});
  plan.seed = 7;
  for (int round = 0; round < 3; ++round)
    EXPECT_EQ(run_suite(plan, {}, never).front().outcome, Outcome::pass);
  EXPECT_EQ(told.size(), 3U);
}

TEST(SuiteRunner, ResultMayEndTheRun) {
  WildServer server(serving([](int) { return "500 no\r\n"; }));
  Plan plan = plan_against(server, {noop("test/1"), noop("test/2"), noop("test/3")});
  plan.ends_the_run = [](const CaseResult& one) {
    return one.outcome == Outcome::fail;
  };
  const auto cases = run_suite(plan, {}, never);
  ASSERT_EQ(cases.size(), 3U);
  EXPECT_EQ(cases[0].outcome, Outcome::fail);
  EXPECT_EQ(cases[1].outcome, Outcome::not_run);
  EXPECT_EQ(cases[2].note, "the run ended at a failure before");
}

Plan plan_of_the_patient(const WildServer& server, std::vector<scenario::ScenarioPtr> scenarios) {
  Plan plan = plan_against(server, std::move(scenarios));
  plan.facts.deadlines.reply = 800ms;
  return plan;
}

TEST(SuiteRunner, SilenceIsAFailureWhereALongerWaitAloneDoesNotEndIt) {
  std::atomic<int> sessions{0};
  WildServer server(serving([&sessions](int session) {
    sessions = session;
    return "";
  }));
  Slowdown slowdown;
  const Watcher watcher{.slowed = [&](const Slowdown& seen) {
    slowdown = seen;
  }};
  const CaseResult one = run_suite(plan_of_the_patient(server, {noop()}), watcher, never).front();
  EXPECT_EQ(one.outcome, Outcome::fail);
  EXPECT_EQ(result::headline_of(one), "expected 250, got nothing within 3200 ms");
  EXPECT_GE(sessions, 2);
  EXPECT_GE(slowdown.waited_longer + slowdown.alone, 1U);
  EXPECT_TRUE(one.attempts.empty());
}

// A server that is silent as long as the first of its sessions are open beside each other.
TEST(SuiteRunner, SilenceSideBySideIsNoFailureWhereItAnswersAlone) {
  std::atomic<int> sessions{0};
  WildServer server(serving([&sessions](int session) {
    sessions = session;
    return session <= 4 ? "" : "250 ok\r\n";
  }));
  Plan plan = plan_of_the_patient(server, {noop("test/1"), noop("test/2"), noop("test/3"), noop("test/4")});
  plan.jobs = 4;
  for (const CaseResult& one : run_suite(plan, {}, never)) EXPECT_EQ(one.outcome, Outcome::pass) << one.note;
  EXPECT_GE(sessions, 8);
}

TEST(SuiteRunner, SilenceThatIsKnownNeedsNoLongerWait) {
  WildServer server(serving([](int) { return ""; }));
  Plan plan = plan_of_the_patient(server, {noop()});
  plan.is_known = [](const CaseResult&) {
    return true;
  };
  Slowdown slowdown;
  const Watcher watcher{.slowed = [&](const Slowdown& seen) {
    slowdown = seen;
  }};
  EXPECT_EQ(run_suite(plan, watcher, never).front().outcome, Outcome::fail);
  EXPECT_EQ(slowdown.waited_longer, 0U);
}

// What blocks by silence, as the target's baseline says of it: nothing becomes known by waiting longer.
TEST(SuiteRunner, SilenceThatBlocksNeedsALongerWaitOnlyWhereItIsNotKnown) {
  WildServer server([](WildConnection& client) {
    client.say("220 mx.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line())
      if (!line.starts_with("MAIL")) client.say("250 ok\r\n");
  });
  const auto scenario = support::scenario_of(
      "# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
      "given mail\nfault f\n\nC: NOOP\nS: 250\n");
  for (const bool is_known : {true, false}) {
    Plan plan = plan_of_the_patient(server, {scenario});
    std::vector<Outcome> asked;
    plan.is_known = [&](const CaseResult& one) {
      asked.push_back(one.outcome);
      return is_known;
    };
    Slowdown slowdown;
    const Watcher watcher{.slowed = [&](const Slowdown& seen) {
      slowdown = seen;
    }};
    EXPECT_EQ(run_suite(plan, watcher, never).front().outcome, Outcome::blocked);
    EXPECT_EQ(slowdown.waited_longer + slowdown.alone, is_known ? 0U : 1U);
    EXPECT_EQ(asked, std::vector{Outcome::blocked});
  }
}

TEST(SuiteRunner, ContentsBeyondTheLargestAreNotApplicable) {
  WildServer server(serving([](int) { return "250 ok\r\n"; }));
  const auto scenario = support::scenario_of(
      "# A content is accepted.\nrequirement rfc5321/4.1.1.4-9\njudges server\n"
      "given greeted\nfault f\n\nC: NOOP\nS: 250\nC: <big>\nS: 250\n\ncontent big of 2000 octets\n");
  Plan plan = plan_against(server, {scenario});
  plan.largest_content = 1999;
  const CaseResult one = run_suite(plan, {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::not_applicable);
  EXPECT_EQ(one.note, "its content of 2000 octets is beyond the 1999 of --max-content");
  EXPECT_EQ(server.connections(), 0U);
}

// Keeps the event loop from turning, as a machine that is too busy does. The oracle is asked on the case's
// own loop: a place to stand still.
void hold_up(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) std::this_thread::yield();
}

Plan plan_that_is_held_up(const WildServer& server, std::chrono::milliseconds time, int most_often) {
  Plan plan = plan_against(
      server, {support::scenario_of(
                  "# NOOP is answered with 250.\nrequirement rfc5321/4.1.1.9-1\njudges server\n"
                  "needs delivery\ngiven greeted\nfault f\n\ndelivered nothing of <body>\nC: NOOP\nS: 250\n\n"
                  "content body\n| {case}\nend\n")});
  plan.facts.facts.insert("delivery");
  plan.facts.deadlines.reply = 800ms;
  const auto times = std::make_shared<std::atomic<int>>(0);
  plan.route.deliveries = [=](play::AskDelivery) -> asio::awaitable<play::DeliveryAnswer> {
    if (++*times <= most_often) hold_up(time);
    play::DeliveryAnswer answer{.available = true};
    co_return answer;
  };
  return plan;
}

TEST(SuiteRunner, CaseIsPlayedAnewWhereTheHarnessWasLate) {
  std::atomic<int> sessions{0};
  WildServer server(serving([&sessions](int session) {
    sessions = session;
    return session == 1 ? "500 no\r\n" : "250 ok\r\n";
  }));
  const CaseResult one = run_suite(plan_that_is_held_up(server, 400ms, 1), {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::pass) << one.note;
  EXPECT_EQ(sessions, 2);
  EXPECT_TRUE(one.attempts.empty());
}

TEST(SuiteRunner, WhatWasLateIsPlayedLast) {
  WildServer server(serving([](int session) { return session == 1 ? "500 no\r\n" : "250 ok\r\n"; }));
  Plan plan = plan_that_is_held_up(server, 400ms, 1);
  plan.scenarios = {plan.scenarios.front(), noop("test/2"), noop("test/3")};
  std::vector<std::string> order;
  Slowdown slowdown;
  const Watcher watcher{.finished = [&](const CaseResult& one) { order.push_back(one.id); },
                        .slowed =
                            [&](const Slowdown& seen) {
                              slowdown = seen;
                            }};
  for (const CaseResult& one : run_suite(plan, watcher, never)) EXPECT_EQ(one.outcome, Outcome::pass);
  ASSERT_EQ(order.size(), 3U);
  EXPECT_EQ(order.back(), plan.scenarios.front()->id);
  EXPECT_EQ(slowdown.alone, 1U);
}

TEST(SuiteRunner, HarnessThatIsAlwaysLateJudgesNothing) {
  WildServer server(serving([](int) { return "500 no\r\n"; }));
  // Alone, what is tolerable is four times as much.
  Plan plan = plan_that_is_held_up(server, 400ms, 1000);
  plan.facts.deadlines.reply = 200ms;
  const CaseResult one = run_suite(plan, {}, never).front();
  EXPECT_EQ(one.outcome, Outcome::error);
  EXPECT_NE(one.note.find("the harness itself was late"), std::string::npos) << one.note;
}

}  // namespace
}  // namespace smtpspec::run
