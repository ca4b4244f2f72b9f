// What somebody who writes scenarios has besides an editor.

#include <gmock/gmock.h>

#include <sstream>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::HasSubstr;

// As people write it in a bug report: of the broken version, with what should have come in the prose.
constexpr const char* bug_report =
    "RSET outside of a transaction is refused, RFC 5321 4.1.1.5 says 250:\n"
    "=== Connected to 127.0.0.1.\n"
    "<-  220 mx.test ESMTP\n"
    " -> EHLO client.example\n"
    "<-  250-mx.test\n"
    "<-  250 SIZE 1000\n"
    " -> RSET\n"
    "<** 503 5.5.1 EHLO or HELO first\n"
    " -> QUIT\n"
    "<-  221 bye\n";

TEST(Authoring, ABugReportBecomesAScenarioThatTellsTheBrokenFromTheMended) {
  const Scratch scratch;
  const std::string report = scratch.write("report.txt", bug_report), own = scratch.path("own");
  const auto written = run_program({smtpspec, "new", "--into", own, "rfc5321/idle-rset", "--from", report});
  ASSERT_EQ(written.exit_code, 0) << written.err;
  const std::string path = own + "/rfc5321/idle-rset.smtp";
  std::string text = scratch.read("own/rfc5321/idle-rset.smtp");
  EXPECT_THAT(text, HasSubstr("given        greeted\n\nC: RSET\n# 503 came here."));
  EXPECT_EQ(run_program({smtpspec, "check", path}).exit_code, 0);
  text.replace(text.find("S: 503"), 6, "S: 250");
  scratch.write("own/rfc5321/idle-rset.smtp", text);
  EXPECT_EQ(run_program({smtpspec, "run", path, "--fault", "refuses-idle-rset"}).exit_code, 1);
  EXPECT_EQ(run_program({smtpspec, "run", path}).exit_code, 0);
  const auto nothing = run_program({smtpspec, "new", "--into", own, "x", "--from", path});
  EXPECT_EQ(nothing.exit_code, 0) << nothing.err;  // a scenario is a transcript, too
  const auto prose =
      run_program({smtpspec, "new", "--into", own, "y", "--from", scratch.write("p", "prose\n")});
  EXPECT_EQ(prose.exit_code, 3);
  EXPECT_THAT(prose.err, HasSubstr("reads as a server's reply"));
}

TEST(Authoring, ExplainSaysRuleClauseDialogueMistakesAndWhoFails) {
  const auto one = run_program({smtpspec, "explain", "rfc3030/oversize-chunk-is-answered-once"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  for (const char* said : {"judges servers", "rfc3030/2-22  ",
                           "https://www.rfc-editor.org/rfc/rfc3030#section-2", "C: BDAT {octets big} LAST",
                           "refused, but not with a code that says why", "oversize-chunk-answered-twice",
                           "exim (4.96, 4.100 only): fail, expected 250", "554 SMTP synchronization error"})
    EXPECT_THAT(one.out, HasSubstr(said));
  const auto rule = run_program({smtpspec, "explain", "watch/unasked-reply"});
  EXPECT_THAT(rule.out, AllOf(HasSubstr("a wire rule"), HasSubstr("rfc5321/4.2-1")));
  const auto slip = run_program({smtpspec, "explain", "watch/unasked-replies"});
  EXPECT_EQ(slip.exit_code, 5);
  EXPECT_THAT(slip.err, HasSubstr("did you mean 'watch/unasked-reply'?"));
}

// A block of commands of the tutorial, and the lines that are shown behind it.
struct Step {
  std::string commands;
  std::vector<std::string> shown;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<Step> steps_of(const std::string& page) {
  std::vector<Step> steps;
  std::string fence;
  for (const std::string& line : lines_of(page)) {
    if (line.starts_with("```")) {
      fence = fence.empty() ? line.substr(3) : "";
      if (fence == "sh") steps.emplace_back();
    } else if (fence == "sh") {
      steps.back().commands += line + "\n";
    } else if (fence == "text") {
      steps.back().shown.push_back(line);
    }
  }
  return steps;
}

TEST(Authoring, TheTutorialIsTrueAsItStands) {
  const Scratch scratch;
  std::ifstream file(project + "/scenarios/TUTORIAL.md");
  const std::vector<Step> steps = steps_of({std::istreambuf_iterator<char>(file), {}});
  ASSERT_GE(steps.size(), 7U);
  const std::string mark = "@@ step\n";
  std::string script = "trap 'kill $(jobs -p)' EXIT\nexec 2>&1\nset -e\ncd " + scratch.path("") +
                       "\nPATH=" + std::filesystem::path(smtpspec).parent_path().string() + ":$PATH\n";
  for (const Step& step : steps) script += "echo '@@ step'\n" + step.commands;
  const auto run = run_program({"/usr/bin/env", "bash", scratch.write("tutorial.sh", script)});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  std::string rest = run.out;
  for (const Step& step : steps) {
    const std::size_t begin = rest.find(mark) + mark.size();
    const std::size_t end = std::min(rest.find(mark, begin), rest.size());
    const std::string said = rest.substr(begin, end - begin);
    for (const std::string& line : step.shown) EXPECT_THAT(said, HasSubstr(line)) << step.commands;
    rest.erase(0, end);
  }
}

}  // namespace
}  // namespace smtpspec::end_to_end
