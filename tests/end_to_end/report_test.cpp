// Reports from stored results, as a user makes them.

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Seconds and points in time, which no two runs share.
std::string without_times(const std::string& report) {
  static const std::regex times(
      "time(stamp)?=\"[^\"]*\"|[0-9]+\\.[0-9]{3}  [CS-]|(127\\.0\\.0\\.1:[0-9]+(, )?)+");
  return std::regex_replace(report, times, "");
}

TEST(Report, StoredResultsGiveTheReportOfTheRun) {
  const Scratch scratch;
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "--fault", "limit-off-by-one", "--junit",
                                scratch.path("run.xml"), "--html", scratch.path("run.html"), "--json",
                                scratch.path("results.json")});
  const auto report =
      run_program({smtpspec, "report", scratch.path("results.json"), "--junit", scratch.path("report.xml"),
                   "--html", scratch.path("report.html"), "--json", scratch.path("again.json")});
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_EQ(report.exit_code, 1) << report.err;
  EXPECT_EQ(scratch.read("report.xml"), scratch.read("run.xml"));
  EXPECT_EQ(scratch.read("report.html"), scratch.read("run.html"));
  EXPECT_THAT(scratch.read("run.html"),
              AllOf(HasSubstr("<h1>SMTP conformance of reference</h1>"),
                    HasSubstr("<pre class=repeat>smtpspec run --fault limit-off-by-one "
                              "rfc1870/declared-size-at-limit-is-accepted</pre>")));
  EXPECT_EQ(scratch.read("again.json"), scratch.read("results.json"));
  EXPECT_THAT(report.out, AllOf(HasSubstr("FAIL rfc1870/"), HasSubstr("does not conform"),
                                HasSubstr("smtpspec run --fault limit-off-by-one rfc1870/")));
}

TEST(Report, PartsOfARunGiveTheReportOfTheWhole) {
  const Scratch scratch;
  const std::vector<std::string> start = {smtpspec, "run",    "--fault", "codes-differ", "--seed", "1",
                                          "-q",     "--jobs", "1"};
  const auto run = [&](std::vector<std::string> selection, const std::string& name) {
    std::vector<std::string> words = start;
    words.insert(words.end(), selection.begin(), selection.end());
    words.insert(words.end(), {"--json", scratch.path(name)});
    EXPECT_EQ(run_program(words).exit_code, 1);
  };
  run({"rfc1870/*", "rfc2920/*"}, "whole.json");
  run({"rfc2920/*"}, "b.json");
  run({"rfc1870/*"}, "a.json");
  const auto junit = [&](std::vector<std::string> files) {
    std::vector<std::string> words = {smtpspec, "report"};
    for (const std::string& file : files) words.push_back(scratch.path(file));
    words.insert(words.end(), {"--junit", "-"});
    const auto report = run_program(words);
    EXPECT_EQ(report.exit_code, 1) << report.err;
    return without_times(report.out);
  };
  const std::string whole = junit({"whole.json"});
  EXPECT_THAT(whole, HasSubstr("smtpspec.watch"));
  EXPECT_EQ(junit({"b.json", "a.json"}), whole);
}

TEST(Report, ThePageSaysWhatChangedSinceAnEarlierRun) {
  const Scratch scratch;
  run_program({smtpspec, "run", "rfc1870/*", "-q", "--json", scratch.path("then.json")});
  run_program({smtpspec, "run", "rfc1870/*", "-q", "--fault", "limit-off-by-one", "--json",
               scratch.path("now.json")});
  const auto report = run_program({smtpspec, "report", scratch.path("now.json"), "-q", "--compare",
                                   scratch.path("then.json"), "--html", scratch.path("page.html")});
  EXPECT_EQ(report.exit_code, 1) << report.err;
  EXPECT_THAT(scratch.read("page.html"), AllOf(HasSubstr("<b class=regressed>1 regressed</b>"),
                                               HasSubstr("<small data-change=regressed>was pass</small>")));
  const auto nothing = run_program({smtpspec, "report", scratch.path("now.json"), "--compare",
                                    scratch.path("no.json"), "--html", scratch.path("page.html")});
  EXPECT_EQ(nothing.exit_code, 3);
  EXPECT_THAT(nothing.err, HasSubstr("no.json: the file can't be read"));
}

TEST(Report, SeveralTargetsAreOneReport) {
  const Scratch scratch;
  run_program({smtpspec, "run", "rfc1870/*", "-q", "--json", scratch.path("a.json")});
  run_program(
      {smtpspec, "run", "rfc1870/*", "-q", "--fault", "limit-off-by-one", "--json", scratch.path("b.json")});
  const auto report = run_program({smtpspec, "report", scratch.path("a.json"), scratch.path("b.json"),
                                   "--junit", scratch.path("all.xml"), "-q"});
  EXPECT_EQ(report.exit_code, 1);
  EXPECT_THAT(scratch.read("all.xml"), AllOf(HasSubstr("\"reference.smtpspec.rfc1870\""),
                                             HasSubstr("\"reference__2.smtpspec.rfc1870\"")));
}

TEST(Report, AFolderGetsAFilePerSuiteAndLosesThoseOfEarlierRuns) {
  const Scratch scratch;
  const std::string folder = scratch.path("junit/");
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "-q", "--junit", folder});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(scratch.read("junit/TEST-smtpspec.rfc1870.xml"), HasSubstr("<testsuites"));
  EXPECT_TRUE(scratch.has("junit/TEST-smtpspec.watch.xml"));
  scratch.write("junit/other.xml", "not ours");
  run_program({smtpspec, "run", "rfc2920/*", "-q", "--junit", folder});
  EXPECT_FALSE(scratch.has("junit/TEST-smtpspec.rfc1870.xml"));
  EXPECT_TRUE(scratch.has("junit/other.xml"));
}

TEST(Report, FlavoursOfJUnitCanBeChosen) {
  const Scratch scratch;
  run_program({smtpspec, "run", "rfc1870/*", "-q", "--json", scratch.path("a.json")});
  const auto flavour = [&](const std::string& name) {
    return run_program({smtpspec, "report", scratch.path("a.json"), "--junit", "-", "--junit-flavour", name});
  };
  EXPECT_THAT(flavour("rich").out, HasSubstr("\"case.id\""));
  EXPECT_THAT(flavour("xunit").out, Not(HasSubstr("\"case.id\"")));
  EXPECT_THAT(flavour("ant").out, HasSubstr("package=\"\""));
  EXPECT_EQ(flavour("rick").exit_code, 2);
}

TEST(Report, AJUnitFileThatReadersWouldNotFindIsTold) {
  const Scratch scratch;
  const auto warned = [&](const std::string& name) {
    const auto run =
        run_program({smtpspec, "run", "rfc1870/size-zero*", "-q", "--junit", scratch.path(name)});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.err;
  };
  EXPECT_THAT(warned("junit.txt"), HasSubstr("want a file that ends in .xml"));
  EXPECT_THAT(warned("junit.xml"), IsEmpty());
  EXPECT_THAT(warned("suites/"), IsEmpty());
}

TEST(Report, AnEmptySelectionHasAnEmptyReportAndMistakesHaveNone) {
  const Scratch scratch;
  const std::string report = scratch.write("junit.xml", "yesterday's");
  EXPECT_EQ(run_program({smtpspec, "run", "no/such", "--junit", report}).exit_code, 5);
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\""));
  const std::string wrong = scratch.write("wrong.smtp", "nonsense\n");
  EXPECT_EQ(run_program({smtpspec, "run", "--scenarios", wrong, "--junit", report}).exit_code, 3);
  EXPECT_FALSE(scratch.has("junit.xml"));
}

TEST(Report, EveryFileThatIsNoResultIsTold) {
  const Scratch scratch;
  const auto report = run_program({smtpspec, "report", scratch.write("a.json", "{}"),
                                   scratch.path("missing.json"), "--junit", scratch.path("j.xml")});
  EXPECT_EQ(report.exit_code, 3);
  EXPECT_THAT(report.err, AllOf(HasSubstr("a.json: document: 'format' is missing"),
                                HasSubstr("missing.json: the file can't be read")));
  EXPECT_THAT(report.out, IsEmpty());
  EXPECT_FALSE(scratch.has("j.xml"));
  EXPECT_EQ(run_program({smtpspec, "report"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "run", "--junit", "-", "--json", "-"}).exit_code, 2);
}

TEST(Report, GithubGetsAnnotationsASummaryAndFoldedCases) {
  const Scratch scratch;
  const std::string summary = scratch.write("summary.md", "before\n");
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "--fault", "limit-off-by-one"},
                               {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", summary}});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, testing::StartsWith("::group::Judging reference\n"));
  EXPECT_THAT(run.out, HasSubstr("\n::endgroup::\n"));
  EXPECT_THAT(run.out, HasSubstr("\n::error file=scenarios/rfc1870/"));
  EXPECT_THAT(scratch.read("summary.md"), testing::StartsWith("before\n# smtpspec\n"));
  // What quotes the target stands between a word that nobody can guess and its repetition.
  const std::regex stop("::stop-commands::(smtpspec-[0-9a-f]{32})\n");
  std::set<std::string> tokens;
  for (std::sregex_iterator found(run.out.begin(), run.out.end(), stop), end; found != end; ++found) {
    tokens.insert((*found)[1]);
    EXPECT_THAT(run.out, HasSubstr("\n::" + (*found)[1].str() + "::\n"));
  }
  EXPECT_EQ(tokens.size(), 2U);
}

TEST(Report, GithubCanBeTurnedOffAndOn) {
  const Scratch scratch;
  const std::vector<std::string> words = {smtpspec, "run", "rfc1870/*", "-q", "--fault", "limit-off-by-one"};
  const auto with = [&](const std::string& option, const std::map<std::string, std::string>& environment) {
    std::vector<std::string> all = words;
    all.push_back(option);
    return run_program(all, environment).out;
  };
  EXPECT_THAT(with("--github=never", {{"GITHUB_ACTIONS", "true"}}), Not(HasSubstr("::")));
  EXPECT_THAT(with("--github", {}), HasSubstr("::error "));
  EXPECT_THAT(with("--github=auto", {}), Not(HasSubstr("::")));
  EXPECT_EQ(run_program({smtpspec, "run", "--github=sometimes"}).exit_code, 2);
}

TEST(Report, ASummaryThatGithubWouldThrowAwayIsNotWritten) {
  const Scratch scratch;
  const std::string summary = scratch.write("summary.md", std::string(1024 * 1024 - 100, 'x'));
  const auto run = run_program({smtpspec, "run", "rfc1870/*", "-q"},
                               {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", summary}});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.err, HasSubstr("no room left"));
  EXPECT_EQ(scratch.read("summary.md").size(), 1024U * 1024U - 100U);
}

TEST(Report, MarkdownAndCtrfComeFromTheSameResults) {
  const Scratch scratch;
  run_program({smtpspec, "run", "rfc1870/*", "-q", "--fault", "limit-off-by-one", "--json",
               scratch.path("r.json"), "--markdown", scratch.path("run.md"), "--ctrf",
               scratch.path("run.ctrf")});
  run_program({smtpspec, "report", scratch.path("r.json"), "-q", "--markdown", scratch.path("report.md"),
               "--ctrf", scratch.path("report.ctrf")});
  EXPECT_THAT(scratch.read("run.md"), HasSubstr("reference does not conform"));
  EXPECT_EQ(scratch.read("report.md"), scratch.read("run.md"));
  EXPECT_THAT(scratch.read("run.ctrf"), HasSubstr("\"reportFormat\":\"CTRF\""));
  EXPECT_EQ(scratch.read("report.ctrf"), scratch.read("run.ctrf"));
}

TEST(Report, PasswordsAreInNoReportUnlessAskedFor) {
  const Scratch scratch;
  const std::string scenario = scratch.write("auth.smtp",
                                             "# A password that is quoted by everything.\n"
                                             "requirement  rfc5321/4.1.1.9-1\n"
                                             "judges       server\n"
                                             "given        greeted\n"
                                             "\n"
                                             "C: AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=\n"
                                             "S: 5yz\n   or 235\n"
                                             "C: NOOP wonderland\n"
                                             "S: 599\n");
  const auto everything = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {
        smtpspec, "run", "-v", "--scenarios", scenario, "--set", "password=wonderland"};
    for (const char* kind : {"junit", "html", "json", "markdown", "ctrf"})
      words.insert(words.end(), {std::string("--") + kind, scratch.path(kind)});
    words.insert(words.end(), more.begin(), more.end());
    const std::string summary = scratch.write("summary", "");
    const auto run = run_program(words, {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", summary}});
    EXPECT_EQ(run.exit_code, 1) << run.out << run.err;
    EXPECT_THAT(run.out, HasSubstr("\n::error title="));
    std::string text = run.out + run.err;
    for (const char* kind : {"junit", "html", "json", "markdown", "ctrf", "summary"}) {
      EXPECT_THAT(scratch.read(kind), HasSubstr("NOOP")) << kind;
      text += scratch.read(kind);
    }
    return text;
  };
  const std::string safe = everything({});
  for (const char* secret : {"wonderland", "AGFsaWNlAHdvbmRlcmxhbmQ="})
    EXPECT_THAT(safe, Not(HasSubstr(secret)));
  EXPECT_THAT(safe, HasSubstr("AUTH PLAIN <redacted 24 octets>"));
  EXPECT_THAT(safe, HasSubstr("--set password=$PASSWORD"));
  EXPECT_THAT(everything({"--show-secrets"}), HasSubstr("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ="));
  for (const char* kind : {"--junit", "--html", "--json", "--markdown", "--ctrf"}) {
    const auto report = run_program({smtpspec, "report", scratch.path("json"), kind, "-"});
    EXPECT_THAT(report.out, HasSubstr("NOOP")) << kind;
    EXPECT_THAT(report.out + report.err, Not(HasSubstr("wonderland")))
        << "stored with secrets, shown without";
  }
}

}  // namespace
}  // namespace smtpspec::end_to_end
