#include "reports/fleet_console.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "golden.hpp"
#include "reports/matrix.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

// Three targets: one with everything, one without a mistake, one that did not start.
std::vector<result::RunResult> fleet() {
  result::RunResult whole = every_outcome(), good = every_outcome(), dead = every_outcome();
  good.target = "exim";
  good.target_software = "Exim 4.96";
  good.duration = std::chrono::microseconds(12'345'678);
  good.cases = {passed(), not_applicable()};
  dead.target = "sendmail";
  dead.target_software.clear();
  dead.duration = {};
  dead.cases = {broken()};
  dead.trouble = "sendmail did not start: port taken";
  return {whole, good, dead};
}

ConsoleOptions options_of(Progress progress, Detail detail = Detail::normal) {
  return {.terminal = {Colour::no, progress, Charset::utf8, 60}, .detail = detail};
}

std::string shown(const ConsoleOptions& options) {
  std::ostringstream out;
  FleetConsole console(out, options);
  const auto runs = fleet();
  for (const result::RunResult& run : runs)
    if (run.trouble.empty()) console.started({run.target, run.target_address, run.cases.size(), 4});
  for (const result::RunResult& run : runs) {
    if (run.trouble.empty())
      for (const result::CaseResult& one : run.cases) console.finished(run.target, one);
    console.ended(run);
  }
  console.summary(runs, {"smtpspec run --target postfix", "smtpspec run --target exim", "x"},
                  {{"JUnit", "build/report/"}});
  return out.str();
}

TEST(FleetConsole, PlainLinesMatrixAndVerdicts) {
  expect_golden("fleet-plain.txt", shown(options_of(Progress::lines)));
}

TEST(FleetConsole, SaysOnceWhatTheMachineSlowedDownAndWhatEachTarget) {
  auto runs = fleet();
  for (result::RunResult& run : runs) run.properties.emplace_back("slowed.machine", "the machine");
  runs[1].properties.emplace_back("slowed.target", "4 instead of 16 cases at a time");
  std::ostringstream out;
  FleetConsole console(out, options_of(Progress::lines));
  console.summary(runs, {"x", "y", "z"}, {});
  EXPECT_THAT(out.str(), HasSubstr("\nSlowed down: the machine\n"
                                   "Slowed down for exim: 4 instead of 16 cases at a time\n"));
}

TEST(FleetConsole, QuietTellsTheEndOnly) {
  expect_golden("fleet-quiet.txt", shown(options_of(Progress::live, Detail::quiet)));
}

TEST(FleetConsole, LiveLineIsRewrittenAndNeverReachesTheEdge) {
  const std::string text = shown(options_of(Progress::live));
  EXPECT_THAT(text, HasSubstr("\r\x1b[Kexim 0/2  postfix 0/15"));
  ConsoleOptions wide = options_of(Progress::live);
  wide.terminal.width = 100;
  const std::string live = shown(wide);
  expect_golden("fleet-live.txt", live.substr(0, live.find("\n== ")));
  std::istringstream parts(text);
  for (std::string line; std::getline(parts, line, '\r');)
    if (line.starts_with("\x1b[K") && line.find('\n') == line.npos) {
      EXPECT_LT(line.size() - 3, 60u) << line;
    }
}

TEST(FleetConsole, VerboseShowsEveryTranscript) {
  EXPECT_THAT(shown(options_of(Progress::lines, Detail::verbose)),
              HasSubstr("pass  exim  rfc1870/exact-limit  0.012 s\n      0.000  -- connected"));
}

TEST(Matrix, HostileNamesStayHarmless) {
  const std::vector<result::RunResult> runs = {run_with("\x1b[2J##vso[x]\n::error::")};
  EXPECT_THAT(matrix_text(runs, options_of(Progress::lines)),
              ::testing::AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("##vso[")), Not(HasSubstr("\n::"))));
}

}  // namespace
}  // namespace smtpspec::reports
