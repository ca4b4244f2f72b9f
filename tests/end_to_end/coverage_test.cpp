// `smtpspec coverage` as a user types it.

#include <gmock/gmock.h>

#include <cstdlib>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Coverage, TableIsOfWhatIsSelected) {
  const auto table =
      run_program({smtpspec, "coverage", "--rfc", "1870", "--binds", "server", "--level", "must not"});
  EXPECT_EQ(table.exit_code, 0) << table.err;
  EXPECT_THAT(table.out, AllOf(StartsWith("proven/cited/open"), HasSubstr("\nRFC 1870\n  server "),
                               Not(HasSubstr("  client ")), HasSubstr("\nhard, on the wire ")));
}

TEST(Coverage, AnEntryIsListedWithItsSentenceAndWhoCitesIt) {
  const auto entry = run_program({smtpspec, "coverage", "rfc1870/6.1-4", "--entries"});
  EXPECT_EQ(entry.exit_code, 0) << entry.err;
  EXPECT_THAT(entry.out, AllOf(StartsWith("rfc1870/6.1-4  states  server  wire  proven\n"),
                               HasSubstr("rfc1870/declared-size-over-limit-is-refused-with-552"),
                               HasSubstr("size-refusal-wrong-code"), HasSubstr("\n  proven: "),
                               HasSubstr(" notices "), HasSubstr("\n1 entry\n")));
}

TEST(Coverage, WhatIsOpenComesWithTheHardOnesFirst) {
  const auto open = run_program({smtpspec, "coverage", "--open", "--seen", "wire"});
  EXPECT_EQ(open.exit_code, 0) << open.err;
  const std::string first = open.out.substr(0, open.out.find('\n'));
  EXPECT_THAT(first, AllOf(HasSubstr("  MUST"), HasSubstr("wire"), testing::EndsWith("  open")));
  EXPECT_THAT(open.out, Not(HasSubstr("  proven\n")));
}

TEST(Coverage, JsonIsValidUnderItsSchema) {
  const Scratch scratch;
  const auto json = run_program({smtpspec, "coverage", "--json"});
  EXPECT_EQ(json.exit_code, 0) << json.err;
  scratch.write("coverage.json", json.out);
  const std::string program =
      "import json, jsonschema, sys\n"
      "jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))\n";
  const auto checked = run_program({"/usr/bin/python3", "-c", program, scratch.path("coverage.json"),
                                    project + "/reports/schema/coverage.schema.json"});
  if (checked.err.find("No module named") != checked.err.npos &&
      std::getenv("SMTPSPEC_REQUIRE_TOOLS") == nullptr)
    GTEST_SKIP() << "Python's jsonschema is not installed: the schema was not checked";
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
}

TEST(Coverage, OwnScenariosBringALedgerOfTheirOwn) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.path("requirements"));
  scratch.write("requirements/acme.ledger",
                "# ACME: how we do it.\n\n1-1  MUST  server  wire\n  A server answers NOOP with 250.\n");
  scratch.write("noop.smtp",
                "# NOOP is answered with 250.\nrequirement acme/1-1\njudges server\n\nC: NOOP\nS: 250\n");
  const auto run = run_program({smtpspec, "run", "--scenarios", scratch.path("")});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const auto entry =
      run_program({smtpspec, "coverage", "acme", "--entries", "--scenarios", scratch.path("")});
  EXPECT_EQ(entry.exit_code, 0) << entry.err;
  EXPECT_THAT(entry.out,
              AllOf(HasSubstr("acme/1-1  MUST  server  wire  cited\n"), HasSubstr("scenarios: noop\n")));
  scratch.write("requirements/acme.ledger", "1-1  MUTS  server  wire\n  A duty.\n");
  const auto checked = run_program({smtpspec, "check", scratch.path("")});
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_THAT(checked.err, AllOf(HasSubstr("acme.ledger:1:6: error: no level is called 'MUTS'"),
                                 HasSubstr("the ledger has no entry 'acme/1-1'")));
}

TEST(Coverage, WrongWordsAndEmptySelectionsAreTold) {
  const auto party = run_program({smtpspec, "coverage", "--binds", "sever"});
  EXPECT_EQ(party.exit_code, 2);
  EXPECT_THAT(party.err, HasSubstr("no party is called 'sever'; did you mean 'server'?"));
  EXPECT_EQ(run_program({smtpspec, "coverage", "--markdown", "--json"}).exit_code, 2);
  const auto nothing = run_program({smtpspec, "coverage", "--rfc", "9999"});
  EXPECT_EQ(nothing.exit_code, 5);
  EXPECT_THAT(nothing.err, HasSubstr("the ledger has no such entry"));
}

}  // namespace
}  // namespace smtpspec::end_to_end
