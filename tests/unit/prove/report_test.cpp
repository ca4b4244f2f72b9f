// What is said of a proof: to a person, whole in the golden files, and to a program, under its schema.

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "prove/fault_names.hpp"
#include "prove/report.hpp"
#include "support/places.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::prove {
namespace {

// A few mistakes and three scenarios, of which one accuses the innocent, and one is wrong in all other ways.
Proof small_proof() {
  static const std::vector<reference::Fault> faults = [] {
    std::vector<reference::Fault> some;
    for (const char* name :
         {"closes-on-unknown-command", "refuses-idle-rset", "unknown-command-not-implemented"})
      some.push_back(*reference::find_server_fault(name));
    return some;
  }();
  static const std::vector<reference::Variant> variants = {*reference::find_server_variant("no-size")};
  const std::string header =
      "requirement  rfc5321/4.2.4-3\n"
      "judges       server\n"
      "fault        unknown-command-not-implemented\n";
  const auto sound = support::scenario_of(
      "# An unknown command is answered with 500.\n" + header + "\nC: XSMTPSPEC\nS: 500 or closes\n",
      "mine/sound");
  const auto careless = support::scenario_of("# The same behind a RSET that nobody asked for.\n" + header +
                                                 "\nC: EHLO {client}\nS: 250\n   offers SIZE\n"
                                                 "C: RSET\nS: 250\nC: XSMTPSPEC\nS: 500 or closes\n",
                                             "mine/careless");
  const auto wrong = support::scenario_of("# The same, but wrong.\n" + header +
                                              "fault        unknown-comand\n"
                                              "\nC: XSMTPSPEC\nS: 502\n",
                                          "mine/wrong");
  Proof proof =
      prove({careless, sound, wrong},
            {.of_server = faults, .of_client = {}, .server_variants = variants, .client_variants = {}},
            {.whole = false, .threads = 1});
  proof.lasted = std::chrono::milliseconds(1234);
  return proof;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = support::in_project("tests/golden/prove/") + name;
  const char* const approve = std::getenv("SMTPSPEC_APPROVE");
  if (approve != nullptr && std::string_view(approve) == "1") std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream known;
  known << file.rdbuf();
  EXPECT_EQ(text, known.str()) << "if the new text is right: SMTPSPEC_APPROVE=1 rewrites " << path;
}

TEST(ProofReport, SummaryNamesEachDefectWithItsRemedy) {
  expect_golden("summary.txt", summary_of(small_proof()));
}

TEST(ProofReport, MatrixTellsWhoNoticesWhat) {
  expect_golden("matrix.txt", matrix_of(small_proof()));
}

TEST(ProofReport, JsonIsWhole) {
  expect_golden("proof.json", json_of(small_proof(), "0.0.0"));
}

TEST(ProofReport, AFaultThatNobodyKnowsIsToldWithItsPlace) {
  const auto scenario = support::scenario_of(
      "# An unknown command is answered with 500.\n"
      "requirement  rfc5321/4.2.4-3\n"
      "judges       server\n"
      "fault        unknown-comand-not-implemented\n"
      "fault        closes-on-unknown-command\n"
      "fault        no-helo-after-500   # of the client\n"
      "\nC: XSMTPSPEC\nS: 500 or closes\n",
      "mine/unknown-faults");
  expect_golden("unknown-faults.txt", text::render(unknown_faults(*scenario)));
}

TEST(ProofReport, EveryKindOfDefectHasANameAndARemedy) {
  for (int kind = 0; kind <= static_cast<int>(DefectKind::last); ++kind) {
    EXPECT_FALSE(name_of(static_cast<DefectKind>(kind)).empty());
    EXPECT_FALSE(remedy_of(static_cast<DefectKind>(kind)).empty());
  }
}

}  // namespace
}  // namespace smtpspec::prove
