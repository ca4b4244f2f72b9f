// `smtpspec record` between real processes: what it writes, what it must not write, and how it ends.

#include <gmock/gmock.h>

#include <csignal>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::Ended;
using support::Program;
using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Of the last line that names one: "listening on 127.0.0.1:40001\n".
std::string port_in(const std::string& said) {
  const std::string before = "listening on 127.0.0.1:";
  const std::size_t begin = said.find(before) + before.size();
  return said.substr(begin, said.find('\n', begin) - begin);
}

class Record : public testing::Test {
 protected:
  Record() { EXPECT_TRUE(server_.says("\n")); }

  std::vector<std::string> words(const std::vector<std::string>& more) const {
    std::vector<std::string> all = {smtpspec,    "record",
                                    "--listen",  "0",
                                    "--connect", "127.0.0.1:" + port_in(server_.said()),
                                    "--into",    scratch_.path("session.txt")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Ended send(const Program& recorder, const std::vector<std::string>& more) const {
    std::vector<std::string> all = {smtpspec, "send",      "--port", port_in(recorder.said()),
                                    "--from", "me@x.test", "--to",   "alice@mx.test"};
    all.insert(all.end(), more.begin(), more.end());
    all.push_back(message_);
    return run_program(all);
  }

  // A client of a few lines, that waits for each reply.
  static Ended talk(const std::string& port, const std::string& commands) {
    const std::string script =
        "exec 3<>/dev/tcp/127.0.0.1/" + port +
        "\nread -r line <&3\n"
        "for command in " +
        commands +
        "; do\n"
        "  printf '%s\\r\\n' \"$command\" >&3\n"
        "  while read -r line <&3; do echo \"$line\"; [[ ${line:3:1} == - ]] || break; done\n"
        "done\n";
    return run_program({"/bin/bash", "-c", script});
  }

  Scratch scratch_;
  std::string message_ = scratch_.write("message", "Subject: one\n\n.a dot\n");
  Program server_{{smtpspec, "serve", "--port", "0"}};
};

TEST_F(Record, ASessionBecomesAScenarioThatTellsRightFromWrong) {
  Program recorder(words({}));
  ASSERT_TRUE(recorder.says("\n"));
  const Ended talked = talk(port_in(recorder.said()), "'EHLO client.example' RSET QUIT");
  EXPECT_EQ(talked.exit_code, 0) << talked.err;
  const Ended recorded = recorder.end();
  EXPECT_EQ(recorded.exit_code, 0) << recorded.err;
  EXPECT_THAT(recorded.out, HasSubstr("session 1 is written to " + scratch_.path("session.txt")));
  EXPECT_THAT(scratch_.read("session.txt"),
              AllOf(HasSubstr("\nC: EHLO client.example\nS: 250-"), HasSubstr("\nC: RSET\nS: 250 "),
                    HasSubstr("\nC: QUIT\nS: 221 "), HasSubstr("closed the connection\n")));

  const std::string own = scratch_.path("own"), path = own + "/rfc5321/seen.smtp";
  const auto made =
      run_program({smtpspec, "new", "--into", own, "rfc5321/seen", "--from", scratch_.path("session.txt")});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(scratch_.read("own/rfc5321/seen.smtp"), HasSubstr("C: RSET\n# 250 came here."));
  EXPECT_EQ(run_program({smtpspec, "fmt", "--check", path}).exit_code, 0);
  EXPECT_EQ(run_program({smtpspec, "run", path}).exit_code, 0);
  EXPECT_EQ(run_program({smtpspec, "run", path, "--fault", "refuses-idle-rset"}).exit_code, 1);
  const auto connected =
      run_program({smtpspec, "run", path, "--connect", "127.0.0.1:" + port_in(server_.said()), "--set",
                   "recipient=alice@mx.test"});
  EXPECT_EQ(connected.exit_code, 0) << connected.out << connected.err;
}

TEST_F(Record, NoSecretIsWritten) {
  Program server(
      {smtpspec, "serve", "--port", "0", "--variant", "auth-in-clear", "--fault", "offers-plain-in-clear"});
  ASSERT_TRUE(server.says("\n"));
  std::vector<std::string> to_it = words({"--no-starttls", "--sessions", "2"});
  to_it[5] = "127.0.0.1:" + port_in(server.said());
  Program recorder(to_it);
  ASSERT_TRUE(recorder.says("\n"));
  const Ended sent = send(recorder, {"--user", "alice", "--password", "secret", "--tls", "opportunistic"});
  EXPECT_EQ(sent.exit_code, 0) << sent.out;
  const Ended talked =
      talk(port_in(recorder.said()), "'EHLO a' 'AUTH PLAIN AGFsaWNlAHNlY3JldA==' 'NOOP secret' QUIT");
  EXPECT_THAT(talked.out, HasSubstr("\n235 "));
  EXPECT_EQ(recorder.end().exit_code, 0);
  const std::string first = scratch_.read("session.txt"), second = scratch_.read("session-2.txt");
  EXPECT_THAT(first, AllOf(HasSubstr("C: AUTH "), HasSubstr("***"), HasSubstr("S: 235 "),
                           HasSubstr("C: ..a dot\nC: .\n"), Not(HasSubstr("250-STARTTLS"))));
  EXPECT_THAT(second, AllOf(HasSubstr("C: AUTH PLAIN ***\nS: 235 "), HasSubstr("C: NOOP ***\n")));
  for (const char* secret : {"secret", "c2VjcmV0", "AGFsaWNlAHNlY3JldA"})
    EXPECT_THAT(first + second, Not(HasSubstr(secret)));
}

TEST_F(Record, WhatTlsHidesIsSaidAndNoSuccess) {
  Program recorder(words({}));
  ASSERT_TRUE(recorder.says("\n"));
  send(recorder, {"--tls", "required"});
  const Ended recorded = recorder.end();
  EXPECT_EQ(recorded.exit_code, 1);
  EXPECT_THAT(recorded.err, HasSubstr("went into TLS"));
  EXPECT_THAT(scratch_.read("session.txt"), AllOf(HasSubstr("C: STARTTLS\nS: 220 "),
                                                  HasSubstr("# TLS begins here"), HasSubstr(" in TLS\n")));
}

TEST_F(Record, SeveralSessionsAreAFileEach) {
  Program recorder(words({"--sessions", "2"}));
  ASSERT_TRUE(recorder.says("\n"));
  EXPECT_EQ(send(recorder, {"--tls", "never"}).exit_code, 0);
  EXPECT_EQ(send(recorder, {"--tls", "never"}).exit_code, 0);
  EXPECT_EQ(recorder.end().exit_code, 0);
  EXPECT_THAT(scratch_.read("session.txt"), testing::StartsWith("# session 1 with 127.0.0.1:"));
  EXPECT_THAT(scratch_.read("session-2.txt"), testing::StartsWith("# session 2 with 127.0.0.1:"));
}

TEST_F(Record, ASignalEndsItWithWhatWasSaid) {
  Program recorder(words({}));
  ASSERT_TRUE(recorder.says("\n"));
  Program client({"/bin/bash", "-c",
                  "exec 3<>/dev/tcp/127.0.0.1/" + port_in(recorder.said()) +
                      "; read -r line <&3; echo \"$line\"; read -r line <&3"});
  ASSERT_TRUE(client.says("220 "));
  recorder.signal(SIGINT);
  EXPECT_EQ(recorder.end().exit_code, 128 + SIGINT);
  EXPECT_THAT(scratch_.read("session.txt"), HasSubstr("S: 220 "));
  EXPECT_THAT(scratch_.read("session.txt"), HasSubstr("# interrupted here\n"));
  Program idle(words({}));
  ASSERT_TRUE(idle.says("\n"));
  idle.signal(SIGTERM);
  EXPECT_EQ(idle.end().exit_code, 128 + SIGTERM);
}

TEST_F(Record, UntilItIsInterruptedIsNoInterruption) {
  Program recorder(words({"--sessions", "0"}));
  ASSERT_TRUE(recorder.says("\n"));
  EXPECT_EQ(send(recorder, {"--tls", "never"}).exit_code, 0);
  ASSERT_TRUE(recorder.says("session 1 is written"));
  recorder.signal(SIGINT);
  EXPECT_EQ(recorder.end().exit_code, 0);
}

TEST_F(Record, EveryWaitHasAnEnd) {
  const Ended alone = run_program(words({"--wait", "100ms"}));
  EXPECT_EQ(alone.exit_code, 4);
  EXPECT_THAT(alone.err, HasSubstr("nobody connected in time"));
  Program recorder(words({"--silence", "200ms"}));
  ASSERT_TRUE(recorder.says("\n"));
  Program client(
      {"/bin/bash", "-c",
       "exec 3<>/dev/tcp/127.0.0.1/" + port_in(recorder.said()) + "; read -r line <&3; read -r line <&3"});
  EXPECT_EQ(recorder.end().exit_code, 1);
  EXPECT_THAT(scratch_.read("session.txt"), HasSubstr("# given up: nothing was said for too long\n"));
}

TEST_F(Record, AServerThatIsNotThereIsNoSession) {
  std::vector<std::string> to_nobody = words({});
  to_nobody[5] = "127.0.0.1:1";
  Program recorder(to_nobody);
  ASSERT_TRUE(recorder.says("\n"));
  talk(port_in(recorder.said()), "QUIT");
  const Ended recorded = recorder.end();
  EXPECT_EQ(recorded.exit_code, 4);
  EXPECT_THAT(recorded.err, HasSubstr("127.0.0.1:1 can't be reached"));
  EXPECT_FALSE(scratch_.has("session.txt"));
  EXPECT_EQ(run_program({smtpspec, "record", "--listen", "0", "--connect", "192.0.2.1:25"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "record", "--listen", "0", "--connect", "here"}).exit_code, 2);
}

}  // namespace
}  // namespace smtpspec::end_to_end
