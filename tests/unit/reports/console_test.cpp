#include "reports/console.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "golden.hpp"
#include "reports/told_failures.hpp"
#include "sample.hpp"

namespace smtpspec::reports {
namespace {

using namespace testing;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

ConsoleOptions options_of(Colour colour, Progress progress, Detail detail = Detail::normal) {
  return {.terminal = {colour, progress, Charset::utf8, 60},
          .detail = detail,
          .repeat = "smtpspec run --target postfix"};
}

std::string shown(const result::RunResult& run, const ConsoleOptions& options) {
  std::ostringstream out;
  Console console(out, options);
  console.started({run.target, run.target_address, run.cases.size(), 4});
  for (std::size_t index = 0; index < run.cases.size(); ++index) {
    console.case_started(run.cases[index].id);
    if (index > 0) console.finished(run.cases[index - 1]);
  }
  if (!run.cases.empty()) console.finished(run.cases.back());
  console.summary(run, {{"JUnit", "build/report/junit.xml"}});
  return out.str();
}

// Several cases that break one wire rule.
result::RunResult with_a_common_finding() {
  result::RunResult run = every_outcome();
  result::CaseResult one = failed();
  std::swap(one.findings[0], one.findings[1]);
  run.cases = {one, one, one};
  run.cases[1].id = "rfc1870/second";
  run.cases[2].id = "rfc1870/third";
  return run;
}

TEST(Console, PlainLinesAndSummary) {
  expect_golden("console-plain.txt", shown(every_outcome(), options_of(Colour::no, Progress::lines)));
}

TEST(Console, SaysWhatWasSlowedDownAndWhy) {
  result::RunResult run = every_outcome();
  run.properties.emplace_back("slowed.target", "4 instead of 16 cases at a time");
  run.properties.emplace_back("slowed.machine", "at times 2 instead of 16 cases side by side");
  EXPECT_THAT(shown(run, options_of(Colour::no, Progress::lines)),
              HasSubstr("\nSlowed down: at times 2 instead of 16 cases side by side\n"
                        "Slowed down: 4 instead of 16 cases at a time\n"));
}

TEST(Console, LiveLineIsRewrittenAndLeavesNothingBehind) {
  expect_golden("console-live.txt", shown(every_outcome(), options_of(Colour::yes, Progress::live)));
}

TEST(Console, QuietTellsTheEndOnly) {
  expect_golden("console-quiet.txt",
                shown(every_outcome(), options_of(Colour::no, Progress::live, Detail::quiet)));
}

TEST(Console, VerboseShowsEveryTranscript) {
  const std::string text = shown(every_outcome(), options_of(Colour::no, Progress::lines, Detail::verbose));
  EXPECT_THAT(text, HasSubstr("pass            rfc1870/exact-limit  0.012 s\n      0.000  -- connected"));
}

TEST(Console, FailuresWithOneFindingAreToldOnce) {
  expect_golden("console-grouped.txt",
                shown(with_a_common_finding(), options_of(Colour::no, Progress::live)));
}

// One refusal of many scenarios, and nine causes beside it.
result::RunResult with_many_causes() {
  result::RunResult run = every_outcome();
  run.cases.clear();
  for (int number = 0; number < 12; ++number) {
    result::CaseResult one = failed();
    one.id = fmt::format("rfc1870/refused-{:02}", number);
    one.findings.resize(1);
    one.tags = {"security"};
    one.transcript = {};
    one.transcript.add({.kind = result::EntryKind::reply,
                        .octets = fmt::format("550 5.7.1 not you {}\r\n", number),
                        .label = "MAIL"});
    one.findings.front().got = fmt::format("550 5.7.1 not you {}\\r\\n", number);
    one.findings.front().message = "expected 250, got " + one.findings.front().got;
    one.findings.front().entry = 0;
    run.cases.push_back(one);
  }
  for (int number = 0; number < 9; ++number) {
    result::CaseResult one = failed_by_silence();
    one.id = fmt::format("rfc5321/other-{}", number);
    one.findings.front().id = fmt::format("watch/rule-{}", number);
    one.target_log.clear();
    run.cases.push_back(one);
  }
  return run;
}

TEST(Console, ManyFailuresAreToldByTheirCausesTheGravestFirst) {
  expect_golden("console-many.txt", shown(with_many_causes(), options_of(Colour::no, Progress::live)));
}

TEST(Console, VerboseTellsEachFailureInFull) {
  const std::string text = shown(with_many_causes(), options_of(Colour::no, Progress::live, Detail::verbose));
  std::size_t told = 0;
  for (std::size_t at = 0; (at = text.find("\nRepeat just this case:\n", at)) != text.npos; ++at) ++told;
  EXPECT_EQ(told, with_many_causes().cases.size());
  EXPECT_THAT(text, Not(HasSubstr("--html FILE")));
}

TEST(Console, ManyFailuresAreRepeatedByTheFileOfResultsOrByTheirIds) {
  const result::RunResult run = with_many_causes();
  const ConsoleOptions options = options_of(Colour::no, Progress::live);
  EXPECT_EQ(repetition_text(run, {{"HTML", "a.html"}, {"JSON", "a.json"}}, options),
            "Repeat what went wrong:\n  smtpspec run --target postfix --rerun a.json\n");
  EXPECT_THAT(repetition_text(run, {}, options),
              HasSubstr("--target postfix rfc1870/refused-00 rfc1870/refused-01 "));
  EXPECT_THAT(repetition_text(run, {}, options), HasSubstr(" rfc5321/other-8\n"));
}

TEST(Console, LiveLineNeverReachesTheEdge) {
  const std::string text = shown(every_outcome(), options_of(Colour::no, Progress::live));
  std::istringstream parts(text);
  std::size_t drawn = 0;
  for (std::string line; std::getline(parts, line, '\r');) {
    if (!line.starts_with("\x1b[K[")) continue;
    ++drawn;
    EXPECT_LT(line.size() - 3, 60u) << line;
  }
  EXPECT_EQ(drawn, 2 * every_outcome().cases.size());
}

TEST(Console, WideTerminalShowsTheSlowestToo) {
  ConsoleOptions wide = options_of(Colour::no, Progress::live);
  wide.terminal.width = 100;
  const std::string text = shown(every_outcome(), wide);
  EXPECT_THAT(text, HasSubstr("] 4 failed 1 running: rfc6531/refused-without-parameter"));
  EXPECT_THAT(text, HasSubstr("  slowest noop-is-answered 5.0 s\r"));
}

TEST(Console, NothingIsColouredWithoutColour) {
  EXPECT_THAT(shown(every_outcome(), options_of(Colour::no, Progress::lines)), Not(HasSubstr("\x1b")));
}

TEST(Console, HostileOctetsReachNoTerminal) {
  const std::string text =
      shown(run_with("\x1b[2J\a::error::\r##vso[x]\xff"), options_of(Colour::no, Progress::lines));
  EXPECT_THAT(text, Each(::testing::AnyOf('\n', ::testing::Ge(' '))));
  EXPECT_THAT(text, Not(HasSubstr("##vso[")));
}

std::string verdict_of(result::RunResult run) {
  std::string text = shown(run, options_of(Colour::no, Progress::lines));
  text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

TEST(Console, LastLineIsTheVerdict) {
  result::RunResult run = every_outcome();
  EXPECT_EQ(verdict_of(run), "Verdict: postfix does not conform (6 cases failed); judged 11 of 15 scenarios");
  run.cases = {passed(), tolerated()};
  EXPECT_EQ(verdict_of(run), "Verdict: postfix conforms as far as it was judged; judged 2 of 2 scenarios");
  run.cases = {passed(), broken()};
  EXPECT_EQ(verdict_of(run), "Verdict: none, 1 case broke on our side; judged 1 of 2 scenarios");
  run.cases = {passed(), crashed()};
  EXPECT_EQ(verdict_of(run), "Verdict: none, postfix crashed in 1 case; judged 2 of 2 scenarios");
  run.cases = {passed(), passed_on_retry(), known_deviation()};
  EXPECT_EQ(verdict_of(run),
            "Verdict: postfix conforms as far as it was judged, but for 1 known deviation; judged 3 of 3 "
            "scenarios");
  run.cases = {unexpected_pass()};
  EXPECT_EQ(verdict_of(run), "Verdict: postfix does not conform (1 case failed); judged 1 of 1 scenario");
  run.cases = {not_applicable()};
  EXPECT_EQ(verdict_of(run), "Verdict: none, no scenario could be applied; judged 0 of 1 scenario");
  run.cases = {not_applicable(), blocked()};
  EXPECT_EQ(verdict_of(run),
            "Verdict: none, every scenario that could be applied was blocked; judged 0 of 2 scenarios");
  run.cases = {};
  EXPECT_EQ(verdict_of(run), "Verdict: none, nothing was selected");
}

class Variables {
 public:
  explicit Variables(std::map<std::string, std::string> values) : values_(std::move(values)) {}
  const char* operator()(const char* name) const {
    const auto value = values_.find(name);
    return value == values_.end() ? nullptr : value->second.c_str();
  }

 private:
  std::map<std::string, std::string> values_;
};

const Device screen{true, 132};
const Device pipe{};

Terminal terminal(const Device& device, std::map<std::string, std::string> variables) {
  return terminal_of(device, Variables(std::move(variables)));
}

TEST(Terminal, ScreenIsColouredAndLive) {
  const Terminal found = terminal(screen, {{"TERM", "xterm"}, {"LANG", "de_DE.UTF-8"}});
  EXPECT_EQ(found.colour, Colour::yes);
  EXPECT_EQ(found.progress, Progress::live);
  EXPECT_EQ(found.charset, Charset::utf8);
  EXPECT_EQ(found.width, 132u);
}

TEST(Terminal, PipeIsPlain) {
  const Terminal found = terminal(pipe, {{"TERM", "xterm"}, {"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}});
  EXPECT_EQ(found.colour, Colour::no);
  EXPECT_EQ(found.progress, Progress::lines);
  EXPECT_EQ(found.charset, Charset::ascii);
  EXPECT_EQ(found.width, 80u);
}

TEST(Terminal, VariablesDecideAboutColour) {
  EXPECT_EQ(terminal(screen, {{"TERM", "xterm"}, {"NO_COLOR", "1"}, {"FORCE_COLOR", "1"}}).colour,
            Colour::no);
  EXPECT_EQ(terminal(screen, {{"TERM", "xterm"}, {"NO_COLOR", ""}}).colour, Colour::yes);
  EXPECT_EQ(terminal(pipe, {{"FORCE_COLOR", "1"}}).colour, Colour::yes);
  EXPECT_EQ(terminal(pipe, {{"FORCE_COLOR", "0"}}).colour, Colour::no);
  EXPECT_EQ(terminal(pipe, {{"CLICOLOR_FORCE", "1"}}).colour, Colour::yes);
  EXPECT_EQ(terminal(screen, {{"TERM", "xterm"}, {"CLICOLOR", "0"}}).colour, Colour::no);
}

TEST(Terminal, DumbTerminalsAndContinuousIntegrationGetLines) {
  EXPECT_EQ(terminal(screen, {{"TERM", "dumb"}}).progress, Progress::lines);
  EXPECT_EQ(terminal(screen, {{"TERM", "dumb"}}).colour, Colour::no);
  EXPECT_EQ(terminal(screen, {}).progress, Progress::lines);
  EXPECT_EQ(terminal(screen, {{"TERM", "xterm"}, {"CI", "true"}}).progress, Progress::lines);
}

TEST(Terminal, ColumnsIsObeyedIfItIsANumber) {
  EXPECT_EQ(terminal(screen, {{"COLUMNS", "100"}}).width, 100u);
  EXPECT_EQ(terminal(screen, {{"COLUMNS", "wide"}}).width, 132u);
  EXPECT_EQ(terminal(screen, {{"COLUMNS", "1"}}).width, 20u);
}

}  // namespace
}  // namespace smtpspec::reports
