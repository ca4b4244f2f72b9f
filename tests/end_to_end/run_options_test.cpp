// What a run can be told about its selection, its attempts and its targets.

#include <gmock/gmock.h>

#include <regex>
#include <set>

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

// "id outcome" of every case, wire rules included.
std::multiset<std::string> verdicts_in(const std::string& json) {
  std::multiset<std::string> verdicts;
  const std::regex verdict("\n\\{\"id\":\"([^\"]+)\".*?\"outcome\":\"([^\"]+)\"");
  for (std::sregex_iterator found(json.begin(), json.end(), verdict), end; found != end; ++found)
    verdicts.insert((*found)[1].str() + " " + (*found)[2].str());
  return verdicts;
}

std::multiset<std::string> ids_in(const std::string& json) {
  std::multiset<std::string> ids;
  const std::regex id("\n\\{\"id\":\"([^\"]+)\"");
  for (std::sregex_iterator found(json.begin(), json.end(), id), end; found != end; ++found)
    if (const std::string one = (*found)[1]; !one.starts_with("watch/")) ids.insert(one);
  return ids;
}

support::Ended run_to_json(const Scratch& scratch, const std::string& name, std::vector<std::string> more) {
  std::vector<std::string> words = {smtpspec, "run", "-q", "--json", scratch.path(name)};
  words.insert(words.end(), more.begin(), more.end());
  return run_program(words);
}

// A target of the test's own: a server in Python that does what its scenario's NOOP tells it.
class OwnTarget {
 public:
  OwnTarget(const Scratch& scratch, const std::string& name, const std::string& on_crash) {
    folder_ = scratch.path(name);
    std::filesystem::create_directories(folder_);
    scratch.write(name + "/server.py", R"(import os, signal, socketserver, sys
class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 mx.test\r\n")
        for line in self.rfile:
            if line.startswith(b"NOOP crash"):
                )" + on_crash + R"(
                return
            self.wfile.write(b"221 mx.test bye\r\n" if line.startswith(b"QUIT") else b"250 mx.test\r\n")
            if line.startswith(b"QUIT"):
                return
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
Server(("127.0.0.1", int(sys.argv[1])), Session).serve_forever()
)");
    scratch.write(name + "/profile.toml", "name = \"" + name + R"("
[start]
command = ["/usr/bin/python3", "{profile}/server.py", "{port}"]
[stop]
by = "SIGTERM"
[version]
command = ["/bin/echo", "own 1.0"]
[variables]
client = "client.test"
server = "mx.test"
sender = "a@client.test"
)");
  }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

// One scenario that makes such a target crash, and one that does not.
std::string scenarios_in(const Scratch& scratch) {
  scratch.write_scenario("scenarios/crashes.smtp", "greeted", "C: NOOP crash\nS: 250\n");
  scratch.write_scenario("scenarios/stays.smtp", "greeted", "C: NOOP stay\nS: 250\n");
  return scratch.path("scenarios");
}

TEST(Shards, ShareTheSelectionAndMergeToTheWhole) {
  const Scratch scratch;
  EXPECT_EQ(run_to_json(scratch, "all.json", {"rfc1870/*", "rfc3030/*"}).exit_code, 0);
  std::multiset<std::string> together;
  for (const std::string shard : {"1", "2", "3"}) {
    const auto run =
        run_to_json(scratch, shard + ".json", {"rfc1870/*", "rfc3030/*", "--shard", shard + "/3"});
    EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
    together.merge(ids_in(scratch.read(shard + ".json")));
  }
  EXPECT_EQ(together, ids_in(scratch.read("all.json")));
  EXPECT_GT(together.size(), 30U);
  const auto merged = run_program({smtpspec, "report", scratch.path("1.json"), scratch.path("2.json"),
                                   scratch.path("3.json"), "--json", scratch.path("merged.json")});
  EXPECT_EQ(merged.exit_code, 0) << merged.out << merged.err;
  EXPECT_EQ(ids_in(scratch.read("merged.json")), together);
}

TEST(Shards, TwoMergedEqualTheWholeRunWireRulesIncluded) {
  const Scratch scratch;
  // A mistake that scenarios and wire rules notice, some of them in one shard only.
  const std::vector<std::string> selection = {"rfc1870/*", "rfc2034/*", "rfc5321/*", "--fault",
                                              "enhanced-code-of-another-class"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), selection.begin(), selection.end());
    return more;
  };
  EXPECT_EQ(run_to_json(scratch, "all.json", with({})).exit_code, 1);
  for (const std::string shard : {"1", "2"})
    run_to_json(scratch, shard + ".json", with({"--shard", shard + "/2"}));
  const auto merged = run_program({smtpspec, "report", scratch.path("1.json"), scratch.path("2.json"), "-q",
                                   "--json", scratch.path("merged.json")});
  EXPECT_EQ(merged.exit_code, 1) << merged.out << merged.err;
  const auto whole = verdicts_in(scratch.read("all.json"));
  EXPECT_GT(whole.size(), 100U);
  EXPECT_THAT(whole, testing::Contains(HasSubstr(" fail")));
  EXPECT_EQ(verdicts_in(scratch.read("merged.json")), whole);
}

TEST(Shards, CanBeBalancedByAnEarlierRun) {
  const Scratch scratch;
  EXPECT_EQ(run_to_json(scratch, "all.json", {"rfc1870/*"}).exit_code, 0);
  std::multiset<std::string> together;
  for (const std::string shard : {"1/2", "2/2"}) {
    const auto run = run_to_json(scratch, "part.json",
                                 {"rfc1870/*", "--shard", shard, "--durations", scratch.path("all.json")});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    together.merge(ids_in(scratch.read("part.json")));
  }
  EXPECT_EQ(together, ids_in(scratch.read("all.json")));
}

TEST(Shards, WrongWordsAreUsageErrors) {
  for (const char* words : {"0/3", "4/3", "1", "1/", "a/b", "1/3x"})
    EXPECT_EQ(run_program({smtpspec, "run", "--shard", words}).exit_code, 2) << words;
  EXPECT_EQ(run_program({smtpspec, "run", "--segmentation", "random"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "run", "--repeat", "2", "--retries", "2"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "run", "--shard", "1/2", "--durations", "/nowhere.json"}).exit_code, 3);
}

TEST(Rerun, PlaysWhatWasNoPassAndNothingElse) {
  const Scratch scratch;
  EXPECT_EQ(
      run_to_json(scratch, "first.json", {"rfc1870/*", "--fault", "accepts-oversize-declaration"}).exit_code,
      1);
  const auto again = run_to_json(scratch, "again.json", {"--rerun", scratch.path("first.json")});
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
  const auto ids = ids_in(scratch.read("again.json"));
  EXPECT_EQ(ids.count("rfc1870/declared-size-over-limit-is-refused"), 1U);
  EXPECT_LT(ids.size(), ids_in(scratch.read("first.json")).size());
  const auto nothing = run_program({smtpspec, "run", "--rerun", scratch.path("again.json")});
  EXPECT_EQ(nothing.exit_code, 5);
  EXPECT_THAT(nothing.err, HasSubstr("everything selected passed"));
}

TEST(Rerun, OfSeveralTargetsPlaysOfEachWhatItDidNotPass) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget good(scratch, "good", "self.wfile.write(b'250 ok\\r\\n'); continue");
  const OwnTarget bad(scratch, "bad", "self.wfile.write(b'500 no\\r\\n'); continue");
  const std::string both = good.folder() + "," + bad.folder();
  const std::string folder = scenarios_in(scratch);
  const auto first = run_program(
      {smtpspec, "run", "-q", "--target", both, "--scenarios", folder, "--json", scratch.path("first.json")});
  EXPECT_EQ(first.exit_code, 1) << first.out << first.err;
  const auto again = run_program({smtpspec, "run", "-q", "--target", both, "--scenarios", folder, "--rerun",
                                  scratch.path("first.json"), "--json", scratch.path("again.json")});
  EXPECT_EQ(again.exit_code, 1) << again.out << again.err;
  EXPECT_EQ(ids_in(scratch.read("again.json")), (std::multiset<std::string>{"crashes"}));
  EXPECT_THAT(scratch.read("again.json"),
              AllOf(HasSubstr("\"target\":\"bad\""), Not(HasSubstr("\"target\":\"good\""))));
}

TEST(FailFast, LeavesTheRestUndoneAndSaysSo) {
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "--jobs", "1", "--fail-fast", "--fault",
                                "accepts-oversize-declaration"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("the run ended at a failure before"), HasSubstr("FAIL                1")));
}

TEST(Segmentation, AnyCutLeavesTheReferenceConforming) {
  for (const char* way : {"whole", "lines", "octets", "random:3"}) {
    const auto run = run_program({smtpspec, "run", "-q", "rfc2920/*", "rfc3030/*", "--segmentation", way});
    EXPECT_EQ(run.exit_code, 0) << way << run.out;
  }
}

TEST(Segmentation, AllWaysComparedFindNothingInTheReferencePeers) {
  const auto run = run_program(
      {smtpspec, "run", "-q", "rfc2920/*", "rfc3030/*", "client/rfc2920/*", "--segmentation", "all"});
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_EQ(run_program({smtpspec, "run", "--segmentation", "all", "--repeat", "2"}).exit_code, 2);
}

TEST(Over, StarttlsPutsEveryScenarioInTlsThatIsNotAboutIt) {
  const Scratch scratch;
  const auto run =
      run_to_json(scratch, "tls.json", {"rfc1870/*", "rfc3207/argument-is-refused", "--over", "starttls"});
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_THAT(scratch.read("tls.json"), HasSubstr("\"name\":\"over\",\"value\":\"starttls\""));
  EXPECT_THAT(scratch.read("tls.json"), HasSubstr("\"in_tls\":true"));
}

const std::string reports_and_goes_on =
    "print('==7==ERROR: AddressSanitizer: heap-use-after-free', file=sys.stderr, flush=True)";
const std::string dies = "os.kill(os.getpid(), signal.SIGSEGV)";

TEST(Crash, SanitizersReportMakesTheCaseThatRanACrashWithItsWords) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget target(scratch, "wild", reports_and_goes_on);
  const auto run = run_program({smtpspec, "run", "--target", target.folder(), "--jobs", "1", "--scenarios",
                                scenarios_in(scratch), "--junit", scratch.path("junit.xml")});
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH crashes"), HasSubstr("AddressSanitizer: heap-use-after-free"),
                             HasSubstr("pass            stays"), HasSubstr("crashed in 1 case")));
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("type=\"smtpspec.TargetCrashed\""));
}

TEST(Crash, DeathOfTheTargetIsACrashOfTheCaseThatRanAndTheRestIsJudgedAllTheSame) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget target(scratch, "wild", dies);
  const auto run = run_program({smtpspec, "run", "--target", target.folder(), "--jobs", "1", "--scenarios",
                                scenarios_in(scratch), "--json", scratch.path("run.json")});
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH crashes"), HasSubstr("killed by signal 11"),
                             HasSubstr("pass            stays")));
  EXPECT_THAT(scratch.read("run.json"), HasSubstr("\"name\":\"restarts\",\"value\":\"2\""));
}

TEST(Crash, AmongCasesSideBySideTheOneThatDoesItIsFound) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  for (const std::string& how : {dies, reports_and_goes_on}) {
    const Scratch scratch;
    const OwnTarget target(scratch, "wild", how);
    const std::string folder = scenarios_in(scratch);
    for (const char* name : {"stays2", "stays3", "stays4", "stays5", "stays6"})
      std::filesystem::copy_file(folder + "/stays.smtp", folder + "/" + name + ".smtp");
    const auto run = run_program({smtpspec, "run", "--target", target.folder(), "--jobs", "7", "--scenarios",
                                  folder, "--no-baseline"});
    EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH crashes"), HasSubstr("crashed in 1 case"))) << run.out;
    EXPECT_THAT(run.out, Not(HasSubstr("CRASH stays"))) << run.out;
  }
}

TEST(Crash, TargetThatDiesAgainAndAgainIsGivenUpInTheEnd) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget target(scratch, "wild", dies);
  scratch.write("wild/once", "");
  // The second start fails: the file that says it may is gone.
  const std::string server = scratch.read("wild/server.py");
  scratch.write("wild/server.py",
                "import os, sys\ntry:\n    os.remove('once')\nexcept OSError:\n"
                "    sys.exit('no second time')\n" +
                    server);
  const auto run = run_program(
      {smtpspec, "run", "--target", target.folder(), "--jobs", "1", "--scenarios", scenarios_in(scratch)});
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("CRASH crashes"), HasSubstr("could not be started anew"),
                             HasSubstr("ERROR stays")));
}

TEST(Crash, WhatNoCaseExplainsIsTroubleOfTheRun) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget target(scratch, "wild", "self.wfile.write(b'250 ok\\r\\n'); continue");
  const std::string server = scratch.read("wild/server.py");
  scratch.write("wild/server.py", "import sys\n" + reports_and_goes_on + "\n" + server);
  const auto run = run_program({smtpspec, "run", "--target", target.folder(), "--scenarios",
                                scenarios_in(scratch), "--junit", scratch.path("junit.xml")});
  EXPECT_EQ(run.exit_code, 4) << run.out << run.err;
  const std::string words = "the target broke down while no case ran: ==7==ERROR: AddressSanitizer";
  EXPECT_THAT(run.out, HasSubstr(words));
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr(words));
}

TEST(Crash, LogOfTheTargetIsWithTheCaseThatFailed) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget target(
      scratch, "wild",
      "print('I do not like this', flush=True); self.wfile.write(b'500 no\\r\\n'); continue");
  const auto run = run_program({smtpspec, "run", "--target", target.folder(), "--jobs", "1", "--scenarios",
                                scenarios_in(scratch), "--junit", scratch.path("junit.xml")});
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("I do not like this"));
  const std::string junit = scratch.read("junit.xml");
  const std::size_t at = junit.find("<system-err>");
  ASSERT_NE(at, junit.npos) << junit;
  EXPECT_THAT(junit.substr(at), HasSubstr("I do not like this"));
}

TEST(Fleet, TargetsAreJudgedSideBySideWithOneReportEachAndOneMatrix) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "no Python here";
  const Scratch scratch;
  const OwnTarget good(scratch, "good", "self.wfile.write(b'250 ok\\r\\n'); continue");
  const OwnTarget bad(scratch, "bad", "self.wfile.write(b'500 no\\r\\n'); continue");
  OwnTarget dead(scratch, "dead", "pass");
  scratch.write("dead/server.py", "import sys\nsys.exit('no port today')\n");
  std::filesystem::create_directories(scratch.path("reports"));
  const auto run = run_program({smtpspec, "run", "--target", good.folder() + "," + bad.folder(), "--target",
                                dead.folder(), "--scenarios", scenarios_in(scratch), "--junit",
                                scratch.path("reports/"), "--json", scratch.path("results.json")});
  EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("\ngood    "), HasSubstr("\nbad     "), HasSubstr("\ndead    "),
                             HasSubstr("trouble: "), HasSubstr("own 1.0"), HasSubstr("bad does not conform"),
                             HasSubstr("good conforms"), HasSubstr("no port today")));
  EXPECT_THAT(scratch.read("reports/TEST-smtpspec.good.xml"), HasSubstr("failures=\"0\" errors=\"0\""));
  EXPECT_THAT(scratch.read("reports/TEST-smtpspec.bad.xml"), HasSubstr("<failure "));
  EXPECT_THAT(scratch.read("reports/TEST-smtpspec.dead.xml"), HasSubstr("smtpspec.TargetUnreachable"));
  EXPECT_THAT(run.out, HasSubstr("smtpspec run --target " + bad.folder() + " "));
  EXPECT_EQ(run_program({smtpspec, "report", scratch.path("results.json")}).exit_code, 1);
}

TEST(Fleet, MistakeInOneTargetStopsBeforeAnyIsStarted) {
  const auto run = run_program({smtpspec, "run", "--target", "postfix,postfixx"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.err, HasSubstr("did you mean 'postfix'?"));
  EXPECT_THAT(run.out, testing::IsEmpty());
}

}  // namespace
}  // namespace smtpspec::end_to_end
