// The suite proves itself, and the prover that it can tell a sound suite from another.

#include <gmock/gmock.h>

#include "prove/proof.hpp"
#include "support/scripted_peer.hpp"

namespace smtpspec::prove {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

MATCHER_P3(IsDefect, kind, subject, other, "") {
  return arg.kind == kind && arg.subject == subject && arg.other == other;
}

// A scenario of the rule that an unknown command is answered with 500, with other lines behind the header.
scenario::ScenarioPtr unknown_command(const std::string& fault, const std::string& steps,
                                      const std::string& see = "") {
  return support::scenario_of(
      "# An unknown command is answered with 500.\n"
      "requirement  rfc5321/4.2.4-3\n"
      "judges       server\n"
      "fault        " +
          fault + "\n" + see + "\n" + steps,
      "mine/unknown-command");
}

std::vector<Defect> defects_of(const scenario::ScenarioPtr& scenario) {
  return prove({scenario}, every_fault(), {.whole = false, .threads = 1}).defects;
}

TEST(Proof, AScenarioThatNoticesItsFaultAndNothingElseIsSound) {
  EXPECT_THAT(defects_of(unknown_command("unknown-command-not-implemented",
                                         "C: XSMTPSPEC\nS: 500\n   or 530\n   or closes\n")),
              IsEmpty());
}

TEST(Proof, AScenarioThatFailsAgainstTheCorrectPeerIsADefect) {
  EXPECT_THAT(defects_of(unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 502\n")),
              Contains(IsDefect(DefectKind::fails_correct_peer, "mine/unknown-command", "")));
}

// `smtpspec check` refuses a scenario without a line that shows its rule; one that is never reached it can't
// see.
TEST(Proof, AScenarioThatExpectsNothingEssentialIsADefect) {
  const auto defects = defects_of(unknown_command("unknown-command-not-implemented",
                                                  "C: XSMTPSPEC\n"
                                                  "either\n"
                                                  "  S: 5yz\n"
                                                  "     by rfc5321/4.2-1\n"
                                                  "or\n"
                                                  "  S: 250\n"
                                                  "end\n"));
  EXPECT_THAT(defects, Contains(IsDefect(DefectKind::vacuous, "mine/unknown-command", "")));
  EXPECT_THAT(defects, Contains(IsDefect(DefectKind::misses_named_fault, "mine/unknown-command",
                                         "unknown-command-not-implemented")));
}

TEST(Proof, APassInWhichOnlyOptionalLinesMatchedIsADefect) {
  const auto scenario = support::scenario_of(
      "# A client says NOOP, or does not.\n"
      "requirement  rfc5321/4.1.1-1\n"
      "judges       client\n"
      "given        greeted\n"
      "fault        no-quit\n\n"
      "optionally\n"
      "  C: VRFY ...\n"
      "  S: 252 2.0.0 perhaps\n"
      "  C: VRFY ...\n"
      "end\n"
      "C: MAIL ...\n"
      "   by rfc5321/3.3-17\n",
      "mine/optional");
  EXPECT_THAT(defects_of(scenario), Contains(IsDefect(DefectKind::vacuous, "mine/optional", "")));
}

TEST(Proof, AScenarioThatNoticesNothingIsADefect) {
  EXPECT_THAT(defects_of(unknown_command("unknown-command-not-implemented",
                                         "C: XSMTPSPEC\nS: 2yz or 4yz or 5yz or closes\n")),
              AllOf(Contains(IsDefect(DefectKind::misses_named_fault, "mine/unknown-command",
                                      "unknown-command-not-implemented")),
                    Contains(IsDefect(DefectKind::kills_nothing, "mine/unknown-command", ""))));
}

TEST(Proof, AFaultThatThereIsNotIsADefect) {
  EXPECT_THAT(defects_of(unknown_command("unknown-comand", "C: XSMTPSPEC\nS: 500 or closes\n")),
              Contains(IsDefect(DefectKind::unknown_fault, "mine/unknown-command", "unknown-comand")));
}

TEST(Proof, AFalseAccusationIsADefect) {
  const auto knocked_on =
      unknown_command("unknown-command-not-implemented", "C: RSET\nS: 250\nC: XSMTPSPEC\nS: 500 or closes\n");
  EXPECT_THAT(defects_of(knocked_on),
              Contains(IsDefect(DefectKind::knock_on, "mine/unknown-command", "refuses-idle-rset")));
  const auto mended = unknown_command("unknown-command-not-implemented",
                                      "C: RSET\nS: 250 or blocked\nC: XSMTPSPEC\nS: 500 or closes\n");
  EXPECT_THAT(defects_of(mended), Not(Contains(Field(&Defect::kind, DefectKind::knock_on))));
}

TEST(Proof, AFailureAgainstALegalVariantIsADefect) {
  const auto careless = unknown_command("unknown-command-not-implemented",
                                        "C: XSMTPSPEC\nS: 500 or closes\n"
                                        "C: EHLO {client}\nS: 250\n   offers SIZE\n");
  EXPECT_THAT(defects_of(careless),
              Contains(IsDefect(DefectKind::accuses_variant, "mine/unknown-command", "no-size")));
  const auto mended =
      unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 500 or 530 or closes\n");
  EXPECT_THAT(defects_of(mended), Not(Contains(Field(&Defect::kind, DefectKind::accuses_variant))));
}

TEST(Proof, AScenarioThatFailsAgainstTheCorrectPeerIsPlayedAgainstNoOther) {
  const Proof proof = prove({unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 502\n")},
                            every_fault(), {.whole = false, .threads = 1});
  EXPECT_EQ(proof.defects.size(), 1U);
  EXPECT_EQ(proof.matrices.front().plays(), 1U);
}

TEST(Proof, ProgressIsToldUpToTheEnd) {
  std::size_t last = 0, all = 0;
  prove({unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 500 or closes\n")},
        every_fault(), {.whole = false, .threads = 1, .progress = [&](std::size_t over, std::size_t of_all) {
                          EXPECT_EQ(over, last + 1);
                          last = over;
                          all = of_all;
                        }});
  EXPECT_EQ(last, all);
  EXPECT_GT(all, 200U);
}

TEST(Proof, AVerdictThatHangsOnTlsIsADefect) {
  const auto scenario = support::scenario_of(
      "# A server offers no AUTH.\n"
      "requirement  rfc5321/4.1.1.1-3\n"
      "judges       server\n"
      "given        connected\n"
      "fault        auth-offered-not-served\n\n"
      "C: EHLO {client}\nS: 250\n   lacks AUTH\n",
      "mine/no-auth");
  EXPECT_THAT(defects_of(scenario),
              Contains(IsDefect(DefectKind::changes_verdict, "mine/no-auth", "--over tls")));
}

// --- Faults that are no faults

void changes_nothing(reference::Behaviour&) {}
void answers_help_with_control_characters(reference::Behaviour& behaviour) {
  behaviour.reply_form.text_suffix = "\x01";
}

std::vector<reference::Fault> server_faults_and(const reference::Fault& another) {
  const auto all = reference::server_faults();
  std::vector<reference::Fault> faults(all.begin(), all.end());
  faults.push_back(another);
  return faults;
}

TEST(Proof, ThereAreEnoughMistakesToNotice) {
  EXPECT_GE(reference::server_faults().size(), 120U);
  EXPECT_GE(reference::client_faults().size(), 60U);
}

TEST(Proof, AWireRuleThatNoMistakeBreaksIsADefect) {
  const Proof proof =
      prove({unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 500 or closes\n")},
            every_fault(), {.whole = true, .threads = 1});
  EXPECT_THAT(proof.defects, Contains(IsDefect(DefectKind::unproven_rule, "watch/starttls-inside-tls", "")));
}

TEST(Proof, AUselessFaultIsADefect) {
  const auto faults = server_faults_and(
      {"does-nothing", "Nothing is wrong.", {5321, "4.2", text::Level::must}, changes_nothing});
  const Proof proof =
      prove({unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 500 or closes\n")},
            {.of_server = faults, .of_client = {}, .server_variants = {}, .client_variants = {}},
            {.whole = true, .threads = 1});
  EXPECT_THAT(proof.defects, Contains(IsDefect(DefectKind::unnoticed_fault, "does-nothing", "")));
  EXPECT_THAT(proof.defects,
              Not(Contains(IsDefect(DefectKind::unnoticed_fault, "unknown-command-not-implemented", ""))));
}

TEST(Proof, AWireRuleThatAStrangeFaultBreaksIsADefect) {
  const auto faults = server_faults_and({"has-nothing-to-do-with-replies",
                                         "Its clause is another one.",
                                         {1870, "6.1", text::Level::states},
                                         answers_help_with_control_characters});
  const Proof proof =
      prove({unknown_command("unknown-command-not-implemented", "C: XSMTPSPEC\nS: 500 or closes\n")},
            {.of_server = faults, .of_client = {}, .server_variants = {}, .client_variants = {}},
            {.whole = false, .threads = 1});
  EXPECT_THAT(proof.defects, Contains(IsDefect(DefectKind::stray_rule, "watch/control-character",
                                               "has-nothing-to-do-with-replies")));
}

}  // namespace
}  // namespace smtpspec::prove
