// What a target does to all cases at once, or puts off for all, accuses none of them alone.

#include <gmock/gmock.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"
#include "support/wild_server.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using support::WildConnection;
using support::WildServer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr int side_by_side = 4;

// Four cases that say NOOP; one of them says what it is.
std::string four_cases(const Scratch& scratch) {
  for (const std::string name : {"crashes", "stays1", "stays2", "stays3"})
    scratch.write_scenario("scenarios/" + name + ".smtp", "greeted", "C: NOOP " + name + "\nS: 250\n");
  return scratch.path("scenarios");
}

// Answers the NOOP of whoever looks around. The others wait for each other, and then all sessions end at
// once.
class Neighbourhood {
 public:
  explicit Neighbourhood(bool listens_on)
      : server_([this, listens_on](WildConnection& client) { serve(client, listens_on); }) {}

  support::Ended judged(const Scratch& scratch) const {
    return run_program({smtpspec, "run", "--connect", server_.address(), "--jobs", "4", "--scenarios",
                        four_cases(scratch), "--no-baseline"});
  }

 private:
  void serve(WildConnection& client, bool listens_on) {
    client.say("220 wild.test\r\n");
    for (std::string line = client.hear_line(); !line.empty(); line = client.hear_line()) {
      if (line.starts_with("NOOP ") && is_brought_down(line)) {
        if (!listens_on) server_.stop_listening();
        return;
      }
      client.say(line.starts_with("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
    }
  }
  // By four at once, and behind that by one.
  bool is_brought_down(const std::string& line) {
    std::unique_lock lock(mutex_);
    if (came_ >= side_by_side) return line.find("crashes") != line.npos;
    if (++came_ == side_by_side) all_are_here_.notify_all();
    all_are_here_.wait(lock, [this] { return came_ >= side_by_side; });
    return true;
  }

  std::mutex mutex_;
  std::condition_variable all_are_here_;
  int came_ = 0;
  WildServer server_;
};

TEST(WildNeighbours, WhoseServerEndsAllSessionsAtOnceAreJudgedAlone) {
  const Scratch scratch;
  const Neighbourhood target(true);
  const auto run = target.judged(scratch);
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("FAIL crashes"), Not(HasSubstr("FAIL stays")), HasSubstr("pass")));
}

TEST(WildNeighbours, WhoseServerGoesAwayAreNotAccused) {
  const Scratch scratch;
  const Neighbourhood target(false);
  const auto run = target.judged(scratch);
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(Not(HasSubstr("FAIL stays")), Not(HasSubstr("CRASH stays")),
                             HasSubstr("none of them could be played alone"),
                             HasSubstr("Trouble: the target went away in mid-run: nobody listens at")));
}

// A server in Python that accepts all mail and files what `files` says of its content.
std::string mail_target(const Scratch& scratch, const std::string& files) {
  std::filesystem::create_directories(scratch.path("mail"));
  scratch.write("mail/server.py", R"(import os, socketserver, sys
place = os.path.join(sys.argv[2], "mail", "new")
os.makedirs(place)
class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 mx.test\r\n")
        for line in self.rfile:
            if line.startswith(b"DATA"):
                self.wfile.write(b"354 go\r\n")
                content = b""
                for line in self.rfile:
                    if line == b".\r\n":
                        break
                    content += line
                if )" + files + R"(:
                    name = os.path.join(place, str(id(content)))
                    open(name + ".part", "wb").write(content)
                    os.rename(name + ".part", name)
            self.wfile.write(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 ok\r\n")
            if line.startswith(b"QUIT"):
                return
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
Server(("127.0.0.1", int(sys.argv[1])), Session).serve_forever()
)");
  scratch.write("mail/profile.toml", R"(name = "mail"
[start]
command = ["/usr/bin/python3", "{profile}/server.py", "{port}", "{state}"]
[stop]
by = "SIGTERM"
[delivery]
maildirs = ["{state}/mail"]
settles-within = "100ms"
[variables]
client = "client.test"
server = "mx.test"
sender = "a@client.test"
recipient = "b@mx.test"
)");
  return scratch.path("mail");
}

support::Ended judge_delivery(const Scratch& scratch, const std::string& files) {
  const std::string scenario = scratch.write(
      "delivery.smtp",
      "# A message is delivered.\nrequirement rfc5321/6.1-2\njudges server\n"
      "needs delivery\ngiven recipient\nfault strips-trailing-blanks\n\nC: DATA\nS: 354\nC: <mail> stuffed\n"
      "C: .\nS: 250\ndelivered <mail>\n\ncontent mail\n| Subject: {case}\n|\n| Hello\nend\n");
  return run_program({smtpspec, "run", "--target", mail_target(scratch, files), "--deadline", "1500",
                      "--scenarios", scenario, "--no-baseline"});
}

TEST(WildNeighbours, MailInAQueueAccusesNobody) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const auto run = judge_delivery(scratch, "False");
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("blocked"), HasSubstr("was accepted and not filed within")));
}

TEST(WildNeighbours, MailThatIsLostWhileOtherMailIsFiledIsAFailure) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const auto run = judge_delivery(scratch, "b'marker-' in content");
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("0 messages"));
}

TEST(WildNeighbours, ContentsBeyondTheLargestThatIsSentAreNotApplicable) {
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "--max-content", "1k"});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("octets is beyond the 1024 of --max-content"));
}

}  // namespace
}  // namespace smtpspec::end_to_end
