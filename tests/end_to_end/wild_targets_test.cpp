// Targets that hang, flood, lie or die cost a case, never the run.

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <csignal>

#include "end_to_end/scratch.hpp"
#include "support/memory.hpp"
#include "support/program.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::Program;
using support::run_program;
using support::WildConnection;
using support::WildServer;
using namespace std::string_literals;
using testing::AllOf;
using testing::HasSubstr;

constexpr long memory_of_targets_kib = support::memory_bound_kib(200);

// Greets, answers EHLO and then does as told.
WildServer greeted_then(std::function<void(WildConnection&)> serve) {
  return WildServer([serve](WildConnection& client) {
    client.say("220 wild.test\r\n");
    if (client.hear_line().empty()) return;
    client.say("250-wild.test\r\n250-PIPELINING\r\n250 SIZE 1000\r\n");
    serve(client);
  });
}

support::Ended judge(const WildServer& server, const Scratch& scratch, const std::string& deadline = "300") {
  return run_program({smtpspec, "run", "--connect", server.address(), "--set", "recipient=a@wild.test",
                      "--deadline", deadline, "--junit", scratch.path("junit.xml"), "rfc1870/*", "rfc2920/*"},
                     support::memory_is_measured);
}

TEST(WildTargets, ATargetThatNeverGreetsEndsTheRunWithAReport) {
  const Scratch scratch;
  WildServer server([](WildConnection& client) { client.hear_line(); });
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 4) << run.out;
  EXPECT_THAT(scratch.read("junit.xml"), AllOf(HasSubstr("<error "), HasSubstr("rfc1870")));
}

TEST(WildTargets, NobodyListeningIsAnErrorAndNoFailure) {
  const Scratch scratch;
  WildServer server([](WildConnection&) {});
  server.stop_listening();
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 4) << run.out;
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("failures=\"0\""));
}

TEST(WildTargets, SilenceBehindEhloFailsCasesInTime) {
  const Scratch scratch;
  // One NOOP is answered: the run looks around with it before the first case.
  WildServer server = greeted_then([](WildConnection& client) {
    if (client.hear_line() == "NOOP\r\n") client.say("250 ok\r\n");
    while (!client.hear_line().empty()) {
    }
  });
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 1) << run.out;
  // Played again with a longer wait, as long as there is time for that.
  EXPECT_THAT(run.out, HasSubstr("nothing within 1200 ms"));
}

TEST(WildTargets, AFloodOfRepliesStaysWithinBounds) {
  const Scratch scratch;
  WildServer server = greeted_then([](WildConnection& client) {
    std::string block;
    for (int n = 0; n < 1000; ++n) block += "250 and another one\r\n";
    while (client.say(block)) {
    }
  });
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 1) << run.out.substr(0, 2000);
  EXPECT_LT(run.peak_memory_kib, memory_of_targets_kib);
}

TEST(WildTargets, AnEndlessLineStaysWithinBounds) {
  const Scratch scratch;
  WildServer server = greeted_then([](WildConnection& client) {
    const std::string block(64 * 1024, 'x');
    while (client.say(block)) {
    }
  });
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 1) << run.out.substr(0, 2000);
  EXPECT_LT(run.peak_memory_kib, memory_of_targets_kib);
}

TEST(WildTargets, AnEndlessReplyStaysWithinBounds) {
  const Scratch scratch;
  WildServer server = greeted_then([](WildConnection& client) {
    while (client.say("250-one more line\r\n")) {
    }
  });
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 1) << run.out.substr(0, 2000);
  EXPECT_LT(run.peak_memory_kib, memory_of_targets_kib);
}

TEST(WildTargets, GarbageIsShownVisiblyAndTheReportStaysWellFormed) {
  const Scratch scratch;
  WildServer server = greeted_then([](WildConnection& client) {
    while (!client.hear_line().empty())
      if (!client.say("\x00\xff\x1b[31m]]><&\n::error::x\r\n##vso[task]\r\n"s)) return;
  });
  const auto run = judge(server, scratch);
  EXPECT_EQ(run.exit_code, 1) << run.out.substr(0, 2000);
  EXPECT_EQ(run.out.find('\x1b'), run.out.npos);
  EXPECT_THAT(run.out, HasSubstr("\\x00\\xff\\x1b[31m]]><&\\n"));
  const auto valid = run_program({"/usr/bin/xmllint", "--noout", "--schema",
                                  project + "/reports/schema/junit-rich.xsd", scratch.path("junit.xml")});
  if (valid.exit_code == 127) GTEST_SKIP() << "xmllint is not installed: the schema was not checked";
  EXPECT_EQ(valid.exit_code, 0) << valid.err;
}

// The first case is sent away at its first NOOP, and every case or only that one.
support::Ended judge_one_that_says_goodbye(bool always) {
  const Scratch scratch;
  std::atomic<int> noops{0};
  WildServer server([&](WildConnection& client) {
    client.say("220 wild.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      // The run looks around with the first NOOP.
      if (line.starts_with("NOOP") && ++noops > 1 && (always || noops == 2)) {
        client.say("421 4.3.2 shutting down\r\n");
        return;
      }
      client.say("250 ok\r\n");
    }
  });
  const std::string scenario = scratch.write_scenario("noop.smtp", "greeted", "C: NOOP\nS: 250\n");
  return run_program(
      {smtpspec, "run", "--connect", server.address(), "--deadline", "300", "--scenarios", scenario});
}

TEST(WildTargets, OneThatSaysGoodbyeOnceIsAskedAgainAndOneThatAlwaysDoesHasItsReasons) {
  const auto once = judge_one_that_says_goodbye(false);
  EXPECT_EQ(once.exit_code, 0) << once.out << once.err;
  const auto always = judge_one_that_says_goodbye(true);
  EXPECT_NE(always.exit_code, 1) << always.out << always.err;
  EXPECT_THAT(always.out, HasSubstr("blocked (1):"));
}

TEST(WildTargets, AReplyTooManyBehindEachMessageIsToldOnceAndIsNoProofOfAnythingElse) {
  const Scratch scratch;
  WildServer server([](WildConnection& client) {
    client.say("220 wild.test\r\n");
    bool in_mail_data = false;
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      if (in_mail_data && line != ".\r\n") continue;
      client.say(in_mail_data         ? "250 taken\r\n250 and once more\r\n"s
                 : line == "DATA\r\n" ? "354 go\r\n"s
                                      : "250 ok\r\n"s);
      in_mail_data = line == "DATA\r\n";
    }
  });
  const std::string scenario = scratch.write(
      "dot.smtp",
      "# Nothing follows the reply to a message.\nrequirement rfc5321/4.1.1.4-9\njudges server\n"
      "given data\nfault lf-dot-crlf-ends-data\n\nC: text\nC: .\nS: 250\nS: nothing\n");
  const auto run =
      run_program({smtpspec, "run", "--connect", server.address(), "--set", "recipient=a@wild.test",
                   "--deadline", "300", "--scenarios", scenario, "--junit", scratch.path("junit.xml")});
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  const std::string junit = scratch.read("junit.xml");
  EXPECT_THAT(junit, HasSubstr("an ordinary message and a NOOP have not just two replies here"));
  EXPECT_THAT(junit, HasSubstr("failures=\"1\""));
}

TEST(WildTargets, HalfATlsRecordCostsOneCase) {
  const Scratch scratch;
  WildServer server([](WildConnection& client) {
    client.say("220 wild.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      if (line.starts_with("EHLO"))
        client.say("250-wild.test\r\n250 STARTTLS\r\n");
      else if (line.starts_with("STARTTLS"))
        client.say("220 go\r\n"), client.say("\x16\x03\x03\x40\x00\x02"s);
      else
        client.say("250 ok\r\n");
    }
  });
  const auto run = run_program({smtpspec, "run", "--connect", server.address(), "--deadline", "300",
                                "--junit", scratch.path("junit.xml"), "rfc3207/*"});
  EXPECT_TRUE(run.exit_code == 1 || run.exit_code == 4) << run.exit_code << run.out.substr(0, 2000);
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("rfc3207"));
}

TEST(WildTargets, ATargetThatDiesInMidRunIsAnError) {
  const Scratch scratch;
  WildServer* self = nullptr;
  WildServer server([&self](WildConnection& client) {
    if (self && self->connections() > 3) self->stop_listening();
    client.say("220 wild.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line())
      client.say(line.starts_with("EHLO") ? "250-wild.test\r\n250 SIZE 1000\r\n" : "250 ok\r\n");
  });
  self = &server;
  const auto run = run_program({smtpspec, "run", "--connect", server.address(), "--jobs", "1", "--deadline",
                                "2000", "--junit", scratch.path("junit.xml"), "rfc5321/*"});
  EXPECT_TRUE(run.exit_code == 1 || run.exit_code == 4) << run.exit_code;
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("refused"));
}

TEST(WildTargets, AnInterruptionLeavesAReportAndTheRightExitCode) {
  for (const int number : {SIGINT, SIGTERM}) {
    const Scratch scratch;
    WildServer server = greeted_then([](WildConnection& client) {
      if (client.hear_line() == "NOOP\r\n") {
        client.say("250 ok\r\n");
        client.hear_line();
        client.say("221 bye\r\n");
        return;
      }
      while (!client.hear_line().empty()) {
      }
    });
    Program program({smtpspec, "run", "--connect", server.address(), "--deadline", "600000", "--jobs", "2",
                     "--no-preflight", "--junit", scratch.path("junit.xml"), "rfc5321/*"});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (server.connections() < 3 && std::chrono::steady_clock::now() < deadline)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ASSERT_GE(server.connections(), 3U);
    program.signal(number);
    const auto ended = program.end();
    EXPECT_EQ(ended.exit_code, 128 + number);
    EXPECT_THAT(scratch.read("junit.xml"), AllOf(HasSubstr("smtpspec.NotRun"), HasSubstr("</testsuites>")));
  }
}

}  // namespace
}  // namespace smtpspec::end_to_end
