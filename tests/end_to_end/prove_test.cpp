// `smtpspec prove` as a user types it. That the whole suite is sound is the test program `prove`.

#include <gmock/gmock.h>

#include <cstdlib>

#include "end_to_end/scratch.hpp"
#include "support/program.hpp"

namespace smtpspec::end_to_end {
namespace {

using support::run_program;
using testing::AllOf;
using testing::HasSubstr;

TEST(Prove, ASelectionThatIsSoundExitsWith0AndLeavesItsMatrix) {
  const Scratch scratch;
  const auto proof = run_program({smtpspec, "prove", "rfc1870", "--matrix", scratch.path("sub/matrix.txt")});
  EXPECT_EQ(proof.exit_code, 0) << proof.out << proof.err;
  EXPECT_THAT(proof.out, AllOf(HasSubstr("false accusations"), HasSubstr("\nsound; ")));
  EXPECT_THAT(scratch.read("sub/matrix.txt"),
              AllOf(HasSubstr("limit-off-by-one"), HasSubstr("rfc1870/declared-size-at-limit-is-accepted")));
}

TEST(Prove, JsonIsValidUnderItsSchema) {
  const Scratch scratch;
  EXPECT_EQ(run_program({smtpspec, "prove", "rfc1870", "--json", scratch.path("proof.json")}).exit_code, 0);
  const std::string program =
      "import json, jsonschema, sys\n"
      "jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))\n";
  const auto checked = run_program({"/usr/bin/python3", "-c", program, scratch.path("proof.json"),
                                    project + "/reports/schema/proof.schema.json"});
  if (checked.err.find("No module named") != checked.err.npos &&
      std::getenv("SMTPSPEC_REQUIRE_TOOLS") == nullptr)
    GTEST_SKIP() << "Python's jsonschema is not installed: the schema was not checked";
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
}

TEST(Prove, ADefectExitsWith1AndIsToldWithItsRemedy) {
  const Scratch scratch;
  const std::string path = scratch.write("wrong.smtp",
                                         "# An unknown command is answered with 502.\n"
                                         "requirement  rfc5321/4.2.4-3\n"
                                         "judges       server\n"
                                         "fault        closes-on-unknown-command\n\n"
                                         "C: XSMTPSPEC\nS: 502\n");
  const auto proof = run_program({smtpspec, "prove", "--scenarios", path});
  EXPECT_EQ(proof.exit_code, 1);
  EXPECT_THAT(proof.out, AllOf(HasSubstr("fails-correct-peer  wrong\n"), HasSubstr("expected 502, got 500"),
                               HasSubstr("remedy: "), HasSubstr("not sound: ")));
}

TEST(Prove, WrongWordsAndEmptySelectionsAreNoProof) {
  EXPECT_EQ(run_program({smtpspec, "prove", "--matrix", "-", "--json", "-"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "prove", "--no-such-option"}).exit_code, 2);
  EXPECT_EQ(run_program({smtpspec, "prove", "--rfc", "9999"}).exit_code, 5);
  const auto json = run_program({smtpspec, "prove", "rfc2034", "--json", "-"});
  EXPECT_EQ(json.exit_code, 0);
  EXPECT_THAT(json.out, testing::StartsWith("{\"format\":\"smtpspec proof\",\"version\":1,"));
  EXPECT_THAT(json.err, HasSubstr("sound; "));
}

}  // namespace
}  // namespace smtpspec::end_to_end
