// Files of scenarios as editors and CI systems handle them: what is wrong with them, and how they are laid
// out.

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

namespace fs = std::filesystem;
using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* with_a_slip =
    "# A rule.\nrequirement  rfc5321/4.1.1.9-1\njudges       server\n\nC: NOOP {sendr}\nS: 250\n";
constexpr const char* untidy =
    "# A rule.\n\nrequirement rfc5321/4.1.1.9-1\njudges server\nC: NOOP a  b\nS:  250 # fine\n";
constexpr const char* tidy =
    "# A rule.\nrequirement  rfc5321/4.1.1.9-1\njudges       server\n\nC: NOOP a  b\n"
    "S: 250                     # fine\n";

TEST(CheckJson, NamesFilePlaceMessageAndRemedy) {
  const Scratch scratch;
  const std::string path = scratch.write("slip.smtp", with_a_slip);
  const auto checked = run_program({smtpspec, "check", "--json", path});
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_THAT(checked.err, IsEmpty());
  EXPECT_EQ(
      checked.out,
      "{\"format\":\"smtpspec check\",\"version\":1,\"scenarios\":0,\"diagnostics\":[{\"file\":\"" + path +
          "\",\"line\":5,\"column\":10,\"end\":15,\"severity\":\"error\",\"message\":\"nothing is called "
          "'sendr'\",\"hint\":\"did you mean 'sender'?\"}]}\n");
}

TEST(CheckJson, ExitsAsWithoutIt) {
  const Scratch scratch;
  const auto good = run_program({smtpspec, "check", "--json", scratch.write("good.smtp", tidy)});
  EXPECT_EQ(good.exit_code, 0);
  EXPECT_THAT(good.out, HasSubstr("\"scenarios\":1,\"diagnostics\":[]"));
  fs::create_directory(scratch.path("empty"));
  EXPECT_EQ(run_program({smtpspec, "check", "--json", scratch.path("empty")}).exit_code, 5);
  const auto nowhere = run_program({smtpspec, "check", "--json", scratch.path("nowhere")});
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_THAT(nowhere.out, HasSubstr("{\"file\":null,\"line\":null,\"column\":null,\"end\":null,"));
}

TEST(CheckJson, IsValidUnderItsSchemaWhateverIsWrong) {
  const Scratch scratch;
  const auto json = run_program({smtpspec, "check", "--json", project + "/tests/golden/diagnostics"});
  EXPECT_EQ(json.exit_code, 3);
  scratch.write("check.json", json.out);
  const std::string program =
      "import json, jsonschema, sys\n"
      "jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))\n";
  const auto checked = run_program({"/usr/bin/python3", "-c", program, scratch.path("check.json"),
                                    project + "/reports/schema/check.schema.json"});
  if (checked.err.find("No module named") != checked.err.npos &&
      std::getenv("SMTPSPEC_REQUIRE_TOOLS") == nullptr)
    GTEST_SKIP() << "Python's jsonschema is not installed: the schema was not checked";
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
}

TEST(Fmt, RewritesInPlaceOnceAndKeepsTheRightsOfTheFile) {
  const Scratch scratch;
  const std::string path = scratch.write("a.smtp", untidy);
  scratch.write("b.smtp", tidy);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a.smtp", scratch.path("link.smtp"));
  const auto first = run_program({smtpspec, "fmt", scratch.path("link.smtp"), scratch.path("b.smtp")});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.out, "1 file changed, 1 file as before\n");
  EXPECT_EQ(scratch.read("a.smtp"), tidy);
  EXPECT_TRUE(fs::is_symlink(scratch.path("link.smtp")));
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(run_program({smtpspec, "fmt", path}).out, "0 files changed, 1 file as before\n");
}

TEST(Fmt, CheckTellsEachLineThatWouldChangeAndChangesNothing) {
  const Scratch scratch;
  const std::string path = scratch.write("a.smtp", untidy);
  const auto checked = run_program({smtpspec, "fmt", "--check", path});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_THAT(checked.out,
              AllOf(HasSubstr(path + ":2:\n-\n"),
                    HasSubstr(path + ":6:\n-S:  250 # fine\n+S: 250                     # fine\n"),
                    HasSubstr("1 file would change")));
  EXPECT_EQ(scratch.read("a.smtp"), untidy);
  EXPECT_EQ(run_program({smtpspec, "fmt", "--check", scratch.write("b.smtp", tidy)}).exit_code, 0);
}

TEST(Fmt, WritesToTheStandardOutput) {
  const Scratch scratch;
  const std::string path = scratch.write("a.smtp", untidy);
  EXPECT_EQ(run_program({smtpspec, "fmt", "--stdout", path}).out, tidy);
  EXPECT_EQ(scratch.read("a.smtp"), untidy);
  EXPECT_EQ(run_program({"/bin/sh", "-c", smtpspec + " fmt - < " + path}).out, tidy);
  scratch.write("b.smtp", tidy);
  EXPECT_EQ(run_program({smtpspec, "fmt", "--stdout", scratch.path("")}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "fmt", "--stdout", "--check", path}).exit_code, 2);
}

TEST(Fmt, LeavesAFileWithErrorsAloneAndMendsTheOthers) {
  const Scratch scratch;
  scratch.write("slip.smtp", std::string(with_a_slip) + "\n\n\n");
  scratch.write("untidy.smtp", untidy);
  const auto run = run_program({smtpspec, "fmt", scratch.path("")});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, HasSubstr("nothing is called 'sendr'"));
  EXPECT_EQ(scratch.read("slip.smtp"), std::string(with_a_slip) + "\n\n\n");
  EXPECT_EQ(scratch.read("untidy.smtp"), tidy);
  EXPECT_EQ(run_program({smtpspec, "fmt", scratch.path("nowhere")}).exit_code, 3);
}

TEST(RulesOfOnesOwn, AreShownByTheirNamesAndLinkNowhere) {
  const Scratch scratch;
  fs::create_directory(scratch.path("own"));
  scratch.write("own/noop.smtp",
                "# What we mended for Acme stays mended.\nrequirement  \"Acme #1234\" MUST security\n"
                "judges       server\n\nC: NOOP\nS: 550\n");
  const auto run = run_program({smtpspec, "run", "--scenarios", scratch.path("own"), "noop", "--junit",
                                scratch.path("junit.xml"), "--html", scratch.path("page.html"), "--json",
                                scratch.path("run.json"), "--ctrf", scratch.path("ctrf.json"), "--markdown",
                                scratch.path("summary.md")});
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.out, HasSubstr("clause:    Acme #1234 (MUST)\n"));
  EXPECT_THAT(scratch.read("junit.xml"), HasSubstr("name=\"requirement\" value=\"Acme #1234\""));
  EXPECT_THAT(scratch.read("page.html"), AllOf(HasSubstr("Acme #1234"), Not(HasSubstr("§ Acme"))));
  EXPECT_THAT(scratch.read("run.json"), HasSubstr("\"rfc\":0,\"section\":\"Acme #1234\",\"level\":\"MUST\""));
  EXPECT_THAT(scratch.read("ctrf.json"), HasSubstr("Acme #1234 (MUST)"));
  EXPECT_THAT(scratch.read("summary.md"), HasSubstr("Acme"));
  for (const char* report : {"junit.xml", "ctrf.json", "summary.md"})
    EXPECT_THAT(scratch.read(report), Not(HasSubstr("rfc-editor.org/rfc/rfc0"))) << report;
  EXPECT_THAT(scratch.read("page.html"), Not(HasSubstr("rfc-editor.org/rfc/rfc0")));
  const auto again = run_program({smtpspec, "report", scratch.path("run.json")});
  EXPECT_THAT(again.out, HasSubstr("clause:    Acme #1234 (MUST)\n"));
  const auto list = run_program({smtpspec, "list", "--scenarios", scratch.path("own"), "noop"});
  EXPECT_THAT(list.out, HasSubstr("noop  Acme #1234 (MUST)  What we mended for Acme stays mended.\n"));
  const auto explained = run_program({smtpspec, "explain", scratch.path("own/noop.smtp")});
  EXPECT_THAT(explained.out, HasSubstr("What it rests on:\n  Acme #1234 (MUST)\n\n")) << explained.err;
}

// What CI knows of a vendor's rule is a deviation as any other: written by baseline update, and read again.
TEST(RulesOfOnesOwn, CanBeDeviationsOfABaseline) {
  const Scratch scratch;
  fs::create_directories(scratch.path("own/requirements"));
  scratch.write("own/requirements/acme.ledger",
                "# ACME: how we do it.\n\n1-1  MUST  server  wire\n  A server answers NOOP with 550.\n");
  const std::string behind = "\njudges       server\n\nC: NOOP\nS: 550\n";
  scratch.write("own/named.smtp", "# A rule.\nrequirement  \"Acme #1234\" MUST" + behind);
  scratch.write("own/entry.smtp", "# A rule.\nrequirement  acme/1-1" + behind);
  const std::string baseline = scratch.path("baseline.toml");
  const std::vector<std::string> run = {smtpspec, "run",  "--scenarios", scratch.path("own"),
                                        "named",  "entry"};
  const auto with = [&](std::vector<std::string> words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  };
  EXPECT_EQ(with(run, {"--json", scratch.path("run.json")}).exit_code, 1);
  const auto update =
      run_program({smtpspec, "baseline", "update", scratch.path("run.json"), "--file", baseline});
  ASSERT_EQ(update.exit_code, 0) << update.err;
  std::string text = scratch.read("baseline.toml");
  EXPECT_THAT(text, AllOf(HasSubstr("\\\"Acme #1234\\\" MUST"), HasSubstr("\"acme/1-1\"")));
  for (std::size_t at = 0; (at = text.find("why      = \"\"", at)) != text.npos;)
    text.insert(at + 12, "Not yet.");
  scratch.write("baseline.toml", text);
  const auto known = with(run, {"--baseline", baseline});
  EXPECT_EQ(known.exit_code, 0) << known.out << known.err;
}

}  // namespace
}  // namespace smtpspec::end_to_end
