// Baselines from outside: what is known is skipped, what is not as it is known fails, and the page of all
// known deviations is up to date.

#include <gmock/gmock.h>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* known = R"([[deviation]]
scenario = "rfc1870/declared-size-over-limit-is-refused"
outcome  = "fail"
finding  = "got 250"
clause   = "RFC 1870 section 6.1 states"
why      = "The declaration is not looked at."
link     = "https://example.org/bug"
)";

// The words of a run of the scenario that the baseline knows.
std::vector<std::string> words(const std::string& baseline, std::vector<std::string> more = {}) {
  std::vector<std::string> all = {smtpspec, "run", "rfc1870/declared-size-over-limit-is-refused",
                                  "--baseline", baseline};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const std::vector<std::string> with_fault = {"--fault", "accepts-oversize-declaration"};

TEST(Baseline, KnownDeviationIsSkippedWithItsReason) {
  const Scratch scratch;
  std::vector<std::string> more = with_fault;
  more.insert(more.end(), {"--junit", scratch.path("junit.xml")});
  const auto run = run_program(words(scratch.write("baseline.toml", known), more));
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("known deviation (1):"), HasSubstr("(The declaration is not looked at.)"),
                    HasSubstr("but for 1 known deviation")));
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("type=\"smtpspec.ExpectedFailure\""));
}

TEST(Baseline, UnexpectedPassFailsAtTheBaselinesLine) {
  const Scratch scratch;
  const auto run = run_program(words(scratch.write("baseline.toml", known)));
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("UNEXPECTED PASS"), HasSubstr("baseline.toml:2")));
}

TEST(Baseline, WhatAnotherOnesBaselineKnowsHoldsAsWellAndMayPass) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path("other"));
  std::filesystem::create_directories(scratch.path("own"));
  scratch.write("other/baseline.toml", known);
  const std::string own = scratch.write("own/baseline.toml", "as-in = \"other\"\n");
  const auto failing = run_program(
      words(own, {"--fault", "accepts-oversize-declaration", "--json", scratch.path("run.json")}));
  EXPECT_EQ(failing.exit_code, 0) << failing.out << failing.err;
  EXPECT_THAT(failing.out, HasSubstr("known deviation (1):"));
  EXPECT_EQ(run_program(words(own)).exit_code, 0);
  const auto update = run_program({smtpspec, "baseline", "update", scratch.path("run.json"), "--file", own});
  EXPECT_THAT(update.out, HasSubstr("nothing to change")) << update.err;
  const auto nobody = run_program(words(scratch.write("own/baseline.toml", "as-in = \"nobody\"\n")));
  EXPECT_EQ(nobody.exit_code, 3);
  EXPECT_THAT(nobody.err, HasSubstr("as-in = \"nobody\""));
}

TEST(Baseline, AnotherFailureFails) {
  const Scratch scratch;
  std::string other = known;
  other.replace(other.find("got 250"), 7, "got 421");
  const auto run = run_program(words(scratch.write("baseline.toml", other), with_fault));
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, HasSubstr("not the known deviation (fail, got 421): expected 552"));
}

TEST(Baseline, MistakesOfTheFileAreInputErrorsWithTheirPlaces) {
  const Scratch scratch;
  std::string wrong = known;
  wrong.replace(wrong.find("declared-size-over"), 18, "declared-size-ovre");
  const auto run = run_program(words(scratch.write("baseline.toml", wrong)));
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, AllOf(HasSubstr("baseline.toml:2:12: error: no scenario is called"),
                             HasSubstr("did you mean 'rfc1870/declared-size-over-limit-is-refused'?")));
  EXPECT_EQ(run_program(words(scratch.path("nowhere.toml"))).exit_code, 3);
}

TEST(Baseline, EntryOfACaseThatIsNotSelectedIsOfNoConcern) {
  const Scratch scratch;
  const auto run = run_program({smtpspec, "run", "rfc1870/size-is-declared-once", "--baseline",
                                scratch.write("baseline.toml", known)});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
}

TEST(Baseline, IsMadeFromARunAndIsFullOnceAPersonSaidWhy) {
  const Scratch scratch;
  const std::string results = scratch.path("results.json"), file = scratch.path("baseline.toml");
  EXPECT_EQ(run_program({smtpspec, "run", "rfc1870/declared-size-over-limit-is-refused", "--fault",
                         "accepts-oversize-declaration", "--json", results})
                .exit_code,
            1);
  const auto update = run_program({smtpspec, "baseline", "update", results, "--file", file});
  EXPECT_EQ(update.exit_code, 0) << update.err;
  EXPECT_THAT(update.out, AllOf(HasSubstr("brought up to date"), HasSubstr("'why' is empty")));
  EXPECT_EQ(run_program(words(file, with_fault)).exit_code, 3);
  std::string filled = scratch.read("baseline.toml");
  filled.replace(filled.find("\"\""), 2, "\"It says so.\"");
  EXPECT_EQ(run_program(words(scratch.write("baseline.toml", filled), with_fault)).exit_code, 0);
}

TEST(Baseline, EveryTargetsBaselineCanBeRead) {
  const auto list = run_program({smtpspec, "baseline", "list"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
}

TEST(Baseline, ThePageOfKnownDeviationsIsUpToDate) {
  const auto page = run_program({smtpspec, "baseline", "list", "--markdown"});
  EXPECT_EQ(page.exit_code, 0) << page.err;
  std::ifstream file(project + "/fixtures/DEVIATIONS.md", std::ios::binary);
  const std::string committed{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(page.out, committed)
      << "type: build/release/smtpspec baseline list --markdown > fixtures/DEVIATIONS.md";
}

TEST(Baseline, EntryForRunsOverTlsIsStrictThereAndUnknownElsewhere) {
  const Scratch scratch;
  const std::string file = scratch.write("baseline.toml", known + std::string("over     = [\"tls\"]\n"));
  std::vector<std::string> over_tls = with_fault;
  over_tls.insert(over_tls.end(), {"--over", "tls"});
  EXPECT_EQ(run_program(words(file, over_tls)).exit_code, 0);
  EXPECT_EQ(run_program(words(file, with_fault)).exit_code, 1);
  const auto mended = run_program(words(file, {"--over", "tls"}));
  EXPECT_EQ(mended.exit_code, 1);
  EXPECT_THAT(mended.out, HasSubstr("UNEXPECTED PASS"));
  EXPECT_EQ(run_program(words(file)).exit_code, 0);
}

}  // namespace
}  // namespace smtpspec::end_to_end
