// Clients that hang, flood, never connect or connect for ever cost a case, never the run, and leave nothing.

#include <gmock/gmock.h>

#include <filesystem>

#include "end_to_end/scratch.hpp"
#include "support/memory.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;

constexpr long memory_of_clients_kib = support::memory_bound_kib(300);

// How long a submission may take: one that ends by itself has all the time that a slow machine needs to start
// Python, one that hangs has little.
constexpr const char* in_a_minute = "60s";
constexpr const char* at_once = "1500ms";

// A profile whose client is this Python program.
std::string client_of(const Scratch& scratch, const std::string& program, const char* within = in_a_minute) {
  scratch.write(
      "client.py",
      "import os, socket, sys, time\naddress = (os.environ['HOST'], int(os.environ['PORT']))\n" + program);
  return scratch.write(
      "profile.toml",
      "name = \"wild\"\n[submit]\ncommand = [\"python3\", \"{profile}/client.py\"]\nwithin = \"" +
          std::string(within) + "\"\n");
}

support::Ended judge(const Scratch& scratch, const std::string& program, const std::string& which,
                     const char* within = in_a_minute) {
  auto environment = support::memory_is_measured;
  environment["TMPDIR"] = scratch.path(".");
  return run_program({smtpspec, "run", "--target", client_of(scratch, program, within), "--deadline", "500",
                      "--junit", scratch.path("junit.xml"), which},
                     environment);
}

constexpr const char* lone_case = "client/rfc5321/unknown-ehlo-is-followed-by-helo";

TEST(WildClients, OneThatNeverConnectsIsBlocked) {
  const Scratch scratch;
  const auto run = judge(scratch, "print('I would rather not')\nsys.exit(69)\n", lone_case);
  EXPECT_THAT(run.out, AllOf(HasSubstr("blocked"), HasSubstr("without connecting"))) << run.err;
  EXPECT_EQ(run.exit_code, 4);
}

TEST(WildClients, OneThatHangsEndsInTimeAndLeavesNothing) {
  const Scratch scratch;
  const auto run =
      judge(scratch, "s = socket.create_connection(address)\ntime.sleep(3600)\n", lone_case, at_once);
  EXPECT_THAT(run.out, HasSubstr("blocked")) << run.err;
  std::size_t left = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path(".")))
    left += entry.path().filename().string().starts_with("smtpspec") ? 1 : 0;
  EXPECT_EQ(left, 0U);
}

TEST(WildClients, OneThatFloodsStaysWithinBounds) {
  const Scratch scratch;
  const auto run = judge(scratch,
                         "s = socket.create_connection(address)\nblock = b'x' * 65536\n"
                         "try:\n  while True: s.sendall(block)\nexcept OSError: pass\n",
                         lone_case);
  EXPECT_NE(run.exit_code, 0) << run.out;
  EXPECT_LT(run.peak_memory_kib, memory_of_clients_kib);
}

TEST(WildClients, OneThatConnectsTwentyTimesAndIgnoresRepliesIsJudged) {
  const Scratch scratch;
  const auto run = judge(scratch,
                         "for n in range(20):\n  s = socket.create_connection(address)\n"
                         "  s.sendall(b'EHLO a\\r\\nMAIL FROM:<a@b.test>\\r\\nQUIT\\r\\n')\n  s.close()\n",
                         lone_case);
  EXPECT_THAT(run.out, AnyOf(HasSubstr("FAIL"), HasSubstr("tolerated"), HasSubstr("blocked"))) << run.err;
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("client/rfc5321"));
}

TEST(WildClients, OneThatClaimsADeliveryIsFoundOut) {
  const Scratch scratch;
  const auto run = judge(scratch,
                         "s = socket.create_connection(address)\ns.recv(100)\ns.sendall(b'EHLO a\\r\\n')\n"
                         "s.recv(100)\ns.sendall(b'HELO a\\r\\n')\ns.recv(100)\n"
                         "s.sendall(b'MAIL FROM:<sender@client.test>\\r\\n')\ns.recv(100)\ns.close()\n",
                         lone_case);
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.out, AnyOf(HasSubstr("nothing was accepted"), HasSubstr("0 messages"))) << run.out;
}

// Greeted, it breaks down in its own way: the connection ends before the verdict, and why is known later.
support::Ended judge_one_that(const Scratch& scratch, const std::string& breaks_down) {
  return judge(scratch, "import signal\ns = socket.create_connection(address)\ns.recv(100)\n" + breaks_down,
               lone_case);
}

// The same by a keeper, which makes the submission within itself.
support::Ended judge_kept(const Scratch& scratch, const std::string& program) {
  client_of(scratch, "");
  std::string profile = scratch.read("profile.toml");
  profile.replace(profile.find("command"), 7, "keeper");
  scratch.write("profile.toml", profile);
  scratch.write("client.py", R"(import os, signal, socket, sys
print('ready', flush=True)
for order in sys.stdin:
  verb, number = order.split()
  if verb != 'submit': continue
  wish = dict(line.rstrip('\n').split('=', 1) for line in iter(sys.stdin.readline, '\n'))
  s = socket.create_connection((wish['HOST'], int(wish['PORT'])))
  s.recv(100)
)" + program);
  return run_program(
      {smtpspec, "run", "--target", scratch.path("profile.toml"), "--deadline", "500", lone_case},
      {{"TMPDIR", scratch.path(".")}});
}

TEST(WildClients, OneThatAKeeperMakesIsJudgedLikeAnyOther) {
  const Scratch scratch;
  const auto run =
      judge_kept(scratch,
                 "  s.sendall(b'EHLO a\\r\\n'); s.recv(100)\n  s.sendall(b'HELO a\\r\\n'); s.recv(100)\n"
                 "  s.sendall(b'QUIT\\r\\n'); s.recv(100); s.close()\n"
                 "  print('output', number, 'words of ' + wish['CLIENT_NAME'], flush=True)\n"
                 "  print('ended', number, 'exit', 0, flush=True)\n");
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("words of client.test"));
}

TEST(WildClients, OneWhoseKeeperBreaksDownIsACrash) {
  const Scratch scratch;
  const auto run = judge_kept(scratch, "  os.kill(os.getpid(), signal.SIGSEGV)\n");
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH " + std::string(lone_case)), HasSubstr("killed by signal 11")));
}

TEST(WildClients, OneWhoseKeeperDoesNotBeginIsNotRun) {
  const Scratch scratch;
  client_of(scratch, "print('where am I', file=sys.stderr)\nsys.exit(2)\n");
  std::string profile = scratch.read("profile.toml");
  profile.replace(profile.find("command"), 7, "keeper");
  const std::string kept = scratch.write("profile.toml", profile);
  const auto run = run_program({smtpspec, "run", "--target", kept, lone_case},
                               {{"TMPDIR", scratch.path(".")}, {"HOST", "127.0.0.1"}, {"PORT", "1"}});
  EXPECT_EQ(run.exit_code, 4) << run.out;
  EXPECT_THAT(run.out + run.err,
              AllOf(HasSubstr("its keeper exited with status 2"), HasSubstr("where am I")));
}

TEST(WildClients, OneThatIsKilledByItsOwnFaultIsACrash) {
  const Scratch scratch;
  const auto run = judge_one_that(scratch, "os.kill(os.getpid(), signal.SIGSEGV)\n");
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH " + std::string(lone_case)), HasSubstr("killed by signal 11")));
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("smtpspec.TargetCrashed"));
}

TEST(WildClients, OneWhoseShellTellsOfItsDeathIsACrash) {
  const Scratch scratch;
  const auto run = judge_one_that(scratch, "s.close()\nsys.exit(128 + 6)\n");
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH " + std::string(lone_case)), HasSubstr("killed by signal 6")));
}

TEST(WildClients, OneWhoseSanitizerReportsIsACrash) {
  const Scratch scratch;
  const auto run = judge_one_that(
      scratch, "print('==7==ERROR: AddressSanitizer: heap-buffer-overflow', flush=True)\nsys.exit(1)\n");
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH " + std::string(lone_case)),
                             HasSubstr("AddressSanitizer: heap-buffer-overflow")));
}

TEST(WildClients, OneThatIsKilledByOthersIsNoCrash) {
  const Scratch scratch;
  const auto run = judge_one_that(scratch, "os.kill(os.getpid(), signal.SIGKILL)\n");
  EXPECT_THAT(run.out, Not(HasSubstr("CRASH"))) << run.out;
}

TEST(WildClients, ThePasswordOfOneThatPrintsItIsShownNowhere) {
  const Scratch scratch;
  client_of(scratch,
            "print('the password is', os.environ['AUTH_PASSWORD'])\n"
            "s = socket.create_connection(address)\ns.recv(100)\ns.close()\nsys.exit(69)\n");
  const std::string profile = scratch.read("profile.toml");
  scratch.write("profile.toml",
                "facts = [\"client.auth\"]\n" + profile + "[variables]\npassword = \"hunter-2-hunter\"\n");
  const std::string scenario =
      scratch.write("asks.smtp",
                    "# It delivers.\nrequirement rfc5321/4.1.1.1-10\njudges client\nsubmit "
                    "auth\n\nserve\nfinally delivered\n");
  const auto run =
      run_program({smtpspec, "run", "--target", scratch.path("profile.toml"), "--scenarios", scenario,
                   "--verbose", "--junit", scratch.path("junit.xml"), "--json", scratch.path("run.json")},
                  {{"TMPDIR", scratch.path(".")}});
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(scratch.read("run.json"), HasSubstr("the password is"));
  for (const std::string& shown : {run.out, run.err, scratch.read("junit.xml"), scratch.read("run.json")})
    EXPECT_THAT(shown, Not(HasSubstr("hunter-2-hunter")));
}

}  // namespace
}  // namespace smtpspec::end_to_end
