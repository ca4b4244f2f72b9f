#include "reports/junit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>

#include "golden.hpp"
#include "reports/junit_names.hpp"
#include "sample.hpp"
#include "second_opinion.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

JUnitOptions flavoured(Flavour flavour) {
  JUnitOptions options;
  options.flavour = flavour;
  options.hostname = "runner-1";
  return options;
}

const JUnitOptions rich = flavoured(Flavour::rich);

result::RunResult run_of(std::vector<result::CaseResult> cases) {
  result::RunResult run = every_outcome();
  run.cases = std::move(cases);
  return run;
}

TEST(JUnit, EveryOutcomeInEveryFlavour) {
  expect_golden("junit-rich.xml", junit(every_outcome(), rich));
  expect_golden("junit-xunit.xml", junit(every_outcome(), flavoured(Flavour::xunit)));
  expect_golden("junit-ant.xml", junit(every_outcome(), flavoured(Flavour::ant)));
}

TEST(JUnit, OutcomesBecomeTypedResults) {
  const auto written = [](result::CaseResult one) {
    return junit(run_of({std::move(one)}), rich);
  };
  EXPECT_THAT(written(passed()), Not(HasSubstr("type=")));
  EXPECT_THAT(written(failed()), HasSubstr("type=\"smtpspec.Violation\""));
  EXPECT_THAT(written(failed_by_silence()), HasSubstr("type=\"smtpspec.Timeout\""));
  EXPECT_THAT(written(failed_by_close()), HasSubstr("type=\"smtpspec.ConnectionLost\""));
  EXPECT_THAT(written(not_applicable()), HasSubstr("type=\"smtpspec.NotApplicable\""));
  EXPECT_THAT(written(blocked()), HasSubstr("type=\"smtpspec.Blocked\""));
  EXPECT_THAT(written(broken()), HasSubstr("type=\"smtpspec.TargetUnreachable\""));
  EXPECT_THAT(written(not_run()), HasSubstr("type=\"smtpspec.NotRun\""));
  EXPECT_THAT(written(crashed()), HasSubstr("<error message=\"the target's log: ERROR: AddressSanitizer"));
  EXPECT_THAT(written(crashed()), HasSubstr("type=\"smtpspec.TargetCrashed\""));
  EXPECT_THAT(written(unstable()), HasSubstr("type=\"smtpspec.Unstable\""));
  result::CaseResult must = failed();
  must.findings.front().clause.level = text::Level::must_not;
  EXPECT_THAT(written(must), HasSubstr("type=\"smtpspec.MustViolation\""));
  must.findings.front().clause.level = text::Level::should;
  EXPECT_THAT(written(must), HasSubstr("type=\"smtpspec.ShouldViolation\""));
}

TEST(JUnit, ToleratedCaseIsAPassThatShowsItsFindingUnlessItIsToFail) {
  const result::RunResult run = run_of({tolerated()});
  const std::string lenient = junit(run, rich);
  EXPECT_THAT(lenient, HasSubstr("failures=\"0\""));
  EXPECT_THAT(lenient, HasSubstr("name=\"outcome\" value=\"tolerated\""));
  EXPECT_THAT(lenient, HasSubstr("<system-out>501 is the code for this"));
  JUnitOptions strict = rich;
  strict.tolerated = Tolerated::fails;
  EXPECT_THAT(junit(run, strict), HasSubstr("<failure message=\"501 is the code for this"));
  JUnitOptions quiet = rich;
  quiet.output = Output::none;
  EXPECT_THAT(junit(run, quiet), Not(HasSubstr("system-out")));
}

TEST(JUnit, KnownDeviationIsSkippedWithItsReasonAndItsLink) {
  const std::string document = junit(run_of({known_deviation()}), rich);
  EXPECT_THAT(document, HasSubstr("failures=\"0\" errors=\"0\" skipped=\"1\""));
  EXPECT_THAT(document,
              HasSubstr("<skipped message=\"known deviation: The declaration is not compared before "
                        "the content has come. (https://www.postfix.org/"));
  EXPECT_THAT(document, HasSubstr("type=\"smtpspec.ExpectedFailure\""));
}

TEST(JUnit, TheTargetsLogOfWhatIsSkippedIsThereOnlyOnDemand) {
  result::CaseResult one = known_deviation();
  one.target_log = "postfix/smtpd[1]: connect\n";
  EXPECT_THAT(junit(run_of({one}), rich), Not(HasSubstr("<system-err>")));
  JUnitOptions all = rich;
  all.output = Output::all;
  EXPECT_THAT(junit(run_of({one}), all), HasSubstr("<system-err>postfix/smtpd[1]: connect"));
}

TEST(JUnit, UnexpectedPassIsAFailureAtTheBaselinesLine) {
  const std::string document = junit(run_of({unexpected_pass()}), rich);
  EXPECT_THAT(document, HasSubstr("type=\"smtpspec.UnexpectedPass\""));
  EXPECT_THAT(document, HasSubstr("file=\"fixtures/targets/postfix/baseline.toml\" line=\"2\""));
}

TEST(JUnit, DifferentFailureKeepsItsTypeAndSaysThatItIsDifferent) {
  const std::string document = junit(run_of({failed_differently()}), rich);
  EXPECT_THAT(document, HasSubstr("type=\"smtpspec.ConnectionLost\""));
  EXPECT_THAT(document, HasSubstr("<failure message=\"not the known deviation (fail, expected 552 5.3.4"));
}

TEST(JUnit, PassOnRetryIsAPassThatShowsTheAttemptsBefore) {
  const std::string document = junit(run_of({passed_on_retry()}), rich);
  EXPECT_THAT(document, HasSubstr("failures=\"0\" errors=\"0\" skipped=\"0\""));
  EXPECT_THAT(document, HasSubstr("<flakyFailure message=\"fail: expected 250, got nothing within 5 s\""));
  EXPECT_THAT(document, HasSubstr("name=\"outcome\" value=\"unstable\""));
  JUnitOptions strict = rich;
  strict.tolerated = Tolerated::fails;
  EXPECT_THAT(junit(run_of({passed_on_retry()}), strict), HasSubstr("type=\"smtpspec.Unstable\""));
}

TEST(JUnit, FailureOfSeveralAttemptsTellsTheFurtherOnes) {
  result::CaseResult one = failed();
  one.retried = true;
  one.attempts = {{result::Outcome::fail, "first", {}}, {result::Outcome::fail, "second", {}}};
  const std::string document = junit(run_of({one}), rich);
  EXPECT_THAT(document, HasSubstr("<rerunFailure message=\"fail: second\""));
  EXPECT_THAT(document, Not(HasSubstr("<rerunFailure message=\"fail: first\"")));
}

TEST(JUnit, TargetThatNeverStartedIsRed) {
  result::RunResult run = run_of({not_run()});
  run.trouble = "postfix did not start: port taken";
  EXPECT_THAT(junit(run, rich), HasSubstr("<error message=\"postfix did not start: port taken\""));
  run.cases.clear();
  EXPECT_THAT(junit(run, rich), HasSubstr("tests=\"1\" failures=\"0\" errors=\"1\""));
}

TEST(JUnit, EmptyRunIsAValidDocumentWithZeroCounters) {
  SMTPSPEC_NEEDS_XMLLINT();
  const std::string document = junit(run_of({}), rich);
  EXPECT_THAT(document, HasSubstr("tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\""));
  EXPECT_EQ(schema_complaints({document}), "");
}

TEST(JUnit, NamesAreStableIdentities) {
  EXPECT_EQ(suite_name("rfc1870/over-limit", ""), "smtpspec.rfc1870");
  EXPECT_EQ(suite_name("rfc5321/4.5.2-transparency/dots", ""), "smtpspec.rfc5321.4_5_2-transparency");
  EXPECT_EQ(suite_name("mine", ""), "smtpspec.scenarios");
  EXPECT_EQ(suite_name("rfc1870/over-limit", "nightly.postfix 3"), "nightly.postfix_3.smtpspec.rfc1870");
  EXPECT_THAT(run_prefixes({"a b", "a_b", "a:b", std::string(99, 'x')}, ""),
              ::testing::ElementsAre("a_b", "a_b_2", "a_b_3", std::string(36, 'x')));
  EXPECT_EQ(case_name("rfc1870/over-limit"), "over-limit");
  EXPECT_EQ(case_name("over-limit/gr\xc3\xb6\xc3\x9f"
                      "er\nals"),
            "gr\\xc3\\xb6\\xc3\\x9fer\\nals");
  EXPECT_EQ(case_name(std::string(500, 't')).size(), 200u);
}

// Who reworded the sentence has changed no test.
TEST(JUnit, ARewordedTitleIsNoOtherTest) {
  result::CaseResult before = failed(), after = failed();
  after.title = "Of a MAIL command that declares too much nothing comes.";
  const auto name_of = [](const result::CaseResult& one) {
    const std::string document = junit(run_of({one}), {});
    const std::size_t begin = document.find("<testcase ");
    return document.substr(begin, document.find(" time=", begin) - begin);
  };
  EXPECT_EQ(name_of(before), name_of(after));
  EXPECT_EQ(name_of(before), "<testcase name=\"declared-size-over-limit\" classname=\"smtpspec.rfc1870\"");
  EXPECT_THAT(junit(run_of({after}), {}), HasSubstr("<property name=\"title\" value=\"" + after.title));
}

TEST(JUnit, CasesWhoseNamesAreCutAlikeStayApart) {
  SMTPSPEC_NEEDS_XMLLINT();
  result::CaseResult one = passed(), other = passed();
  one.id = "x/" + std::string(300, 'n') + "1";
  other.id = "x/" + std::string(300, 'n') + "2";
  EXPECT_EQ(schema_complaints({junit(run_of({one, other}), rich)}), "");
}

TEST(JUnit, PlaceIsTheLineThatWasNotMetAndLiesBelowTheRoot) {
  EXPECT_THAT(junit(run_of({failed()}), rich),
              HasSubstr("file=\"scenarios/rfc1870/declared-size-over-limit.smtp\" line=\"8\""));
  result::CaseResult one = passed();
  JUnitOptions options = rich;
  options.repository.root = "/home/user/repository";
  one.path = "/home/user/repository/tests/a.smtp";
  EXPECT_THAT(junit(run_of({one}), options), HasSubstr("file=\"tests/a.smtp\" line=\"2\""));
  for (const std::string elsewhere : {"/tmp/a.smtp", "../a.smtp", "", "<given greeted>"}) {
    one.path = elsewhere;
    EXPECT_THAT(junit(run_of({one}), options), Not(HasSubstr("file="))) << elsewhere;
  }
}

TEST(JUnit, LongTranscriptStandsWholeInTheOutputAndAShortOneIsNotSaidTwice) {
  EXPECT_THAT(junit(run_of({failed()}), rich), Not(HasSubstr("system-out")));
  EXPECT_THAT(junit(run_of({failed()}), rich), HasSubstr("<system-err>postfix/smtpd[1]: connect"));
  result::CaseResult one = failed();
  for (int number = 0; number < 100; ++number)
    one.transcript.add(
        {.kind = result::EntryKind::command, .octets = "NOOP " + std::to_string(number) + "\r\n"});
  EXPECT_THAT(junit(run_of({one}), rich), HasSubstr("NOOP 77\\r\\n\n"));
}

TEST(JUnit, DocumentThatWouldGrowTooLargeDropsItsLargestOutputs) {
  result::CaseResult one = failed();
  one.target_log = std::string(60'000, 'x') + "\n";
  JUnitOptions options = rich;
  EXPECT_LT(junit(run_of({one}), options).size(), 30'000U) << "a log is cut in any case";
  options.size_limit = 10'000;
  const std::string document = junit(run_of({one}), options);
  EXPECT_THAT(document, HasSubstr("<system-err>left out: 16"));
  EXPECT_LT(document.size(), options.size_limit);
}

TEST(JUnit, TimesDoNotDependOnTheLocale) {
  const std::string before = junit(every_outcome(), rich);
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, locale) == nullptr) continue;
    EXPECT_EQ(junit(every_outcome(), rich), before) << locale;
    std::setlocale(LC_ALL, "C");
  }
  EXPECT_THAT(before, HasSubstr("time=\"5.123\" timestamp=\"2026-08-22T10:11:12.345Z\""));
  EXPECT_THAT(before, HasSubstr("time=\"0.012\""));
}

TEST(JUnit, RunsOfSeveralTargetsAreToldApartByTheirSuites) {
  SMTPSPEC_NEEDS_XMLLINT();
  std::vector<result::RunResult> runs = {run_of({failed(), passed()}), run_of({passed()}),
                                         run_of({passed()})};
  runs[1].target = "exim";
  runs[1].properties = {{"jobs", "9"}};
  JUnitOptions options = rich;
  options.prefix = "nightly";
  const std::string document = junit(runs, options);
  EXPECT_THAT(document, HasSubstr("<testsuites name=\"smtpspec\" tests=\"4\" failures=\"1\""));
  EXPECT_THAT(document, HasSubstr("<testsuite name=\"nightly.postfix.smtpspec.rfc1870\" tests=\"2\""));
  EXPECT_THAT(document, HasSubstr("<testsuite name=\"nightly.exim.smtpspec.rfc1870\" tests=\"1\""));
  EXPECT_THAT(document, HasSubstr("<testsuite name=\"nightly.postfix__2.smtpspec.rfc1870\" tests=\"1\""));
  EXPECT_THAT(document, HasSubstr("<property name=\"target\" value=\"exim\""));
  EXPECT_THAT(document, HasSubstr("<property name=\"jobs\" value=\"9\""));
  EXPECT_EQ(schema_complaints({document, junit(runs, rich)}), "");
}

TEST(JUnit, DocumentsPerSuiteCarryTheNamesThatReadersLookFor) {
  SMTPSPEC_NEEDS_XMLLINT();
  const auto files = junit_by_suite(std::vector{every_outcome()}, rich);
  ASSERT_EQ(files.size(), 7u);
  EXPECT_EQ(files.front().first, "TEST-smtpspec.rfc1870.xml");
  std::vector<std::string> documents;
  for (const auto& [name, document] : files) documents.push_back(document);
  EXPECT_EQ(schema_complaints(documents), "");
}

}  // namespace
}  // namespace smtpspec::reports
