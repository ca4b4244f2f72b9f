#include "target/baseline.hpp"
#include "ledger/citation.hpp"

#include <gmock/gmock.h>

namespace smtpspec::target {
namespace {

using result::CaseResult;
using result::Outcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* two = R"(# What example does.

# A group.
[[deviation]]
scenario = "rfc1/one"
outcome  = "fail"
finding  = "got 250"
clause   = "RFC 5321 section 4.2 MUST NOT"
why      = "It always did."
version  = "1.2"
link     = "https://example.org/1"

# Another.
[[deviation]]
scenario = "rfc1/two"
outcome  = "blocked"    # since 1.0
finding  = 'no reply'
clause   = "RFC 2920 section 3.2 (9) MUST"
why      = "It \"does\" not care."
)";

text::SourcePtr source_of(const std::string& toml) {
  return std::make_shared<text::Source>("example/baseline.toml", toml);
}

std::string mistakes_in(const std::string& toml) {
  return text::render(read_baseline(source_of(toml)).diagnostics);
}

result::RunResult run_of(std::vector<CaseResult> cases) {
  result::RunResult run;
  run.target = "example";
  run.target_software = "Example 1.2.3";
  run.cases = std::move(cases);
  return run;
}

CaseResult failed(std::string id, std::string message) {
  CaseResult one{.id = std::move(id), .clause = {5321, "4.1", text::Level::must}, .outcome = Outcome::fail};
  one.findings.push_back({.clause = one.clause, .message = std::move(message)});
  return one;
}

CaseResult blocked(std::string id, std::string note) {
  return {.id = std::move(id), .outcome = Outcome::blocked, .note = std::move(note)};
}

CaseResult other(std::string id, Outcome outcome) {
  return {.id = std::move(id), .outcome = outcome};
}

TEST(Baseline, EverythingThatIsSaidIsRead) {
  const BaselineReading reading = read_baseline(source_of(two));
  ASSERT_TRUE(reading.baseline) << text::render(reading.diagnostics);
  EXPECT_EQ(reading.baseline->path, "example/baseline.toml");
  ASSERT_EQ(reading.baseline->deviations.size(), 2U);
  const result::Deviation& one = reading.baseline->deviations[0];
  EXPECT_EQ(one.scenario, "rfc1/one");
  EXPECT_EQ(one.outcome, Outcome::fail);
  EXPECT_EQ(one.finding, "got 250");
  EXPECT_EQ(one.clause, (text::Clause{5321, "4.2", text::Level::must_not}));
  EXPECT_EQ(one.reason, "It always did.");
  EXPECT_THAT(one.versions, ElementsAre("1.2"));
  EXPECT_EQ(one.link, "https://example.org/1");
  EXPECT_EQ(one.span.octets(), "\"rfc1/one\"");
  EXPECT_EQ(reading.baseline->deviations[1].outcome, Outcome::blocked);
  EXPECT_EQ(reading.baseline->deviations[1].clause.section, "3.2 (9)");
}

TEST(Baseline, EntryMaySayThatItsCasePassesSometimes) {
  std::string toml = two;
  EXPECT_FALSE(read_baseline(source_of(toml)).baseline->deviations[0].sometimes_passes);
  toml.insert(toml.find("link"), "passes   = \"sometimes\"\n");
  const BaselineReading reading = read_baseline(source_of(toml));
  ASSERT_TRUE(reading.baseline) << text::render(reading.diagnostics);
  EXPECT_TRUE(reading.baseline->deviations[0].sometimes_passes);
  EXPECT_EQ(updated_baseline(source_of(toml), run_of({other("rfc1/one", Outcome::pass)})), toml);
  toml.replace(toml.find("sometimes"), 9, "often");
  EXPECT_THAT(mistakes_in(toml), HasSubstr("often"));
}

TEST(Baseline, ClauseMayBeAnEntryOfTheLedger) {
  std::string toml = two;
  const std::string words = "RFC 5321 section 4.2 MUST NOT";
  toml.replace(toml.find(words), words.size(), "rfc1870/6.1-4");
  const BaselineReading reading = read_baseline(source_of(toml));
  ASSERT_TRUE(reading.baseline) << text::render(reading.diagnostics);
  EXPECT_EQ(reading.baseline->deviations[0].clause, ledger::clause_of("rfc1870/6.1-4"));
}

// As baseline update writes them, of somebody's own scenarios.
TEST(Baseline, ClauseMayBeOfAnotherLedgerOrOfNoDocument) {
  const auto clause_of = [](const std::string& words) {
    std::string toml = two;
    const std::string before = "\"RFC 5321 section 4.2 MUST NOT\"";
    toml.replace(toml.find(before), before.size(), words);
    const BaselineReading reading = read_baseline(source_of(toml));
    EXPECT_TRUE(reading.baseline) << text::render(reading.diagnostics);
    return reading.baseline ? reading.baseline->deviations[0].clause : text::Clause{};
  };
  const text::Clause named{0, "Acme 1234", text::Level::must};
  EXPECT_EQ(clause_of("'\"Acme 1234\" MUST'"), named);
  EXPECT_EQ(clause_of("\"acme/3-1\""), (text::Clause{0, "3", text::Level::states, "acme/3-1"}));
  std::string toml = two;
  toml.replace(toml.find("RFC 5321 section 4.2 MUST NOT"), 29, "rfc5321/4.2-9999");
  EXPECT_THAT(mistakes_in(toml), HasSubstr("'rfc5321/4.2-9999' is no clause"));
  CaseResult one = failed("own/new", "expected 552, got 250");
  one.findings.front().clause = named;
  const std::string updated = updated_baseline(nullptr, run_of({one}));
  EXPECT_THAT(updated, HasSubstr("\nclause   = \"\\\"Acme 1234\\\" MUST\"\n"));
}

TEST(BaselineUpdate, WhatIsNewCitesTheEntryThatWasBroken) {
  CaseResult one = failed("rfc1/new", "expected 552, got 250");
  one.findings.front().clause = ledger::clause_of("rfc1870/6.1-4");
  EXPECT_THAT(updated_baseline(nullptr, run_of({one})), HasSubstr("\nclause   = \"rfc1870/6.1-4\"\n"));
}

TEST(Baseline, EmptyFileKnowsNoDeviation) {
  EXPECT_THAT(read_baseline(source_of("")).baseline->deviations, IsEmpty());
}

TEST(Baseline, AllMistakesAreToldAtOnceEachWithItsRemedy) {
  const std::string told = mistakes_in(R"(deviations = 1
[[deviation]]
scenario = "rfc1/one"
outcome = "failed"
finding = ""
clause = "5321, 4.2"
why = ""
lnik = "x"
link = "example.org"
[[deviation]]
)");
  EXPECT_THAT(told, HasSubstr("baseline.toml:1:1: error: 'deviations' is unknown in the baseline"));
  EXPECT_THAT(told, HasSubstr("baseline.toml:4:11: error: 'failed' is no value of 'outcome'"));
  EXPECT_THAT(told, HasSubstr("help: did you mean 'fail'?"));
  EXPECT_THAT(told, HasSubstr("baseline.toml:5:11: error: 'finding' is empty"));
  EXPECT_THAT(told, HasSubstr("baseline.toml:6:10: error: '5321, 4.2' is no clause"));
  EXPECT_THAT(told, HasSubstr("help: write it as \"rfc5321/4.2-1\", an entry of a ledger"));
  EXPECT_THAT(told, HasSubstr("baseline.toml:7:7: error: 'why' is empty"));
  EXPECT_THAT(told, HasSubstr("help: say in one sentence why the target is wrong"));
  EXPECT_THAT(told, HasSubstr("'lnik' is unknown in [[deviation]]"));
  EXPECT_THAT(told, HasSubstr("'example.org' is no link"));
  for (const char* key : {"scenario", "finding", "clause", "why"})
    EXPECT_THAT(told, HasSubstr("'" + std::string(key) + "' is missing in [[deviation]]"));
}

TEST(Baseline, PassIsNoDeviation) {
  for (const char* outcome : {"pass", "not applicable", "error", "unstable", "not run"}) {
    std::string toml = two;
    toml.replace(toml.find("\"fail\""), 6, "\"" + std::string(outcome) + "\"");
    EXPECT_THAT(mistakes_in(toml), HasSubstr("is no value of 'outcome'")) << outcome;
  }
}

TEST(Baseline, ScenarioIsListedOnceForAVersion) {
  std::string toml = two;
  const std::string entry = toml.substr(toml.find("[[deviation]]"), toml.find("\n# Another") - 33);
  EXPECT_THAT(mistakes_in(toml + entry), HasSubstr("'rfc1/one' is listed twice"));
  std::string newer = entry;
  newer.replace(newer.find("\"1.2\""), 5, "\"1.3\"");
  EXPECT_THAT(mistakes_in(toml + newer), IsEmpty());
}

TEST(Baseline, ScenarioIsListedOnceForAWayThatSessionsBegin) {
  const std::string toml = two;
  const std::string entry = toml.substr(toml.find("[[deviation]]"), toml.find("\n# Another") - 33);
  EXPECT_THAT(mistakes_in(entry + "over = [\"tls\"]\n" + entry + "over = [\"plain\", \"starttls\"]\n"),
              IsEmpty());
  EXPECT_THAT(mistakes_in(entry + "over = [\"tls\"]\n" + entry + "over = [\"plain\", \"tls\"]\n"),
              HasSubstr("'rfc1/one' is listed twice"));
  EXPECT_THAT(mistakes_in(entry + "over = [\"ssl\"]\n"), HasSubstr("no session begins 'ssl'"));
}

TEST(Baseline, SharesWhatItHasNoEntryFor) {
  const std::string toml = two;
  const BaselineReading own =
      read_baseline(source_of("as-in = \"other\"\n" + toml.substr(0, toml.find("\n# Another"))));
  ASSERT_TRUE(own.baseline) << text::render(own.diagnostics);
  EXPECT_EQ(own.baseline->as_in, "other");
  const auto shared = shared_deviations(*own.baseline, *read_baseline(source_of(toml)).baseline);
  ASSERT_EQ(shared.size(), 1U);
  EXPECT_NE(shared[0].scenario, "rfc1/one");
  EXPECT_TRUE(shared[0].sometimes_passes);
  EXPECT_EQ(read_baseline(source_of(toml)).baseline->as_in, "");
}

TEST(Baseline, NextGenerationSharesWhatNamesItsVersionAsStrictly) {
  std::string older = two;
  older.replace(older.find("\"1.2\""), 5, "[\"1.2\", \"1.9\"]");
  const BaselineReading next = read_baseline(source_of("next-of = \"other\"\nversion = \"1.9\"\n"));
  ASSERT_TRUE(next.baseline) << text::render(next.diagnostics);
  const auto shared = shared_deviations(*next.baseline, *read_baseline(source_of(older)).baseline);
  ASSERT_FALSE(shared.empty());
  EXPECT_EQ(shared[0].scenario, "rfc1/one");
  EXPECT_THAT(shared[0].versions, ElementsAre("1.2", "1.9"));
  EXPECT_FALSE(shared[0].sometimes_passes);
  for (const auto& one : shared_deviations(*next.baseline, *read_baseline(source_of(two)).baseline))
    EXPECT_NE(one.scenario, "rfc1/one");
}

TEST(Baseline, EntryOfANextGenerationIsOfItsVersion) {
  std::string toml = two;
  const std::string entry = toml.substr(toml.find("[[deviation]]"), toml.find("\n# Another") - 33);
  std::string bare = entry;
  bare.erase(bare.find("version"), bare.find('\n', bare.find("version")) + 1 - bare.find("version"));
  const BaselineReading next = read_baseline(source_of("next-of = \"other\"\nversion = \"1.9\"\n" + bare));
  ASSERT_TRUE(next.baseline) << text::render(next.diagnostics);
  EXPECT_THAT(next.baseline->deviations.at(0).versions, ElementsAre("1.9"));
  EXPECT_THAT(mistakes_in("next-of = \"other\"\n" + entry), HasSubstr("stand together or not at all"));
  EXPECT_THAT(mistakes_in("version = \"1.9\"\n" + entry), HasSubstr("stand together or not at all"));
  EXPECT_THAT(mistakes_in("as-in = \"a\"\nnext-of = \"b\"\nversion = \"1\"\n"),
              HasSubstr("leave one of them out"));
}

TEST(BaselineUpdate, EntryForAnotherWayThatSessionsBeginStays) {
  std::string toml = two;
  toml.insert(toml.find("\n# Another"), "over = [\"tls\"]\n");
  result::RunResult run = run_of({other("rfc1/one", Outcome::pass)});
  EXPECT_EQ(updated_baseline(source_of(toml), run), toml);
  run.properties = {{"over", "tls"}};
  EXPECT_THAT(updated_baseline(source_of(toml), run), Not(HasSubstr("rfc1/one")));
}

TEST(Baseline, SyntaxErrorHasItsPlace) {
  EXPECT_THAT(mistakes_in("[[deviation]\n"), HasSubstr("example/baseline.toml:1:"));
}

TEST(Baseline, UnknownScenarioIsToldWithWhatWasMeant) {
  const auto baseline = *read_baseline(source_of(two)).baseline;
  EXPECT_THAT(unknown_scenarios(baseline, {"rfc1/one", "rfc1/two"}), IsEmpty());
  const std::string told = text::render(unknown_scenarios(baseline, {"rfc1/one", "rfc1/twos"}));
  EXPECT_THAT(told, HasSubstr("baseline.toml:15:12: error: no scenario is called 'rfc1/two'"));
  EXPECT_THAT(told, HasSubstr("did you mean 'rfc1/twos'?"));
}

TEST(BaselineUpdate, RunThatIsAsKnownChangesNoOctet) {
  const auto run =
      run_of({failed("rfc1/one", "expected 500, got 250 2.0.0"), blocked("rfc1/two", "given mail: no reply"),
              other("rfc1/three", Outcome::pass), other("rfc1/four", Outcome::tolerated)});
  EXPECT_EQ(updated_baseline(source_of(two), run), two);
}

TEST(BaselineUpdate, WhatIsNotInTheRunOrNotApplicableStays) {
  EXPECT_EQ(updated_baseline(source_of(two), run_of({})), two);
  EXPECT_EQ(updated_baseline(source_of(two), run_of({other("rfc1/one", Outcome::not_applicable),
                                                     other("rfc1/two", Outcome::error)})),
            two);
}

TEST(BaselineUpdate, WhatIsGoneGoesAndLeavesItsNeighboursAlone) {
  const std::string updated = updated_baseline(source_of(two), run_of({other("rfc1/one", Outcome::pass)}));
  EXPECT_THAT(updated, Not(HasSubstr("rfc1/one")));
  EXPECT_EQ(updated.substr(updated.find("# Another")),
            std::string(two).substr(std::string(two).find("# Another")));
  EXPECT_THAT(updated, HasSubstr("# What example does."));
  EXPECT_TRUE(read_baseline(source_of(updated)).baseline);
}

TEST(BaselineUpdate, WhatHasChangedIsChangedInItsPlaceAndKeepsItsReason) {
  const std::string updated =
      updated_baseline(source_of(two), run_of({failed("rfc1/two", "expected 250, got 500 5.5.1 \"x\"")}));
  EXPECT_THAT(updated,
              HasSubstr("outcome  = \"fail\"    # since 1.0\nfinding  = \"expected 250, got 500 5.5.1\"\n"));
  EXPECT_THAT(updated, HasSubstr("why      = \"It \\\"does\\\" not care.\""));
}

TEST(BaselineUpdate, WhatIsNewComesAtTheEndAndWaitsForAReason) {
  const std::string updated =
      updated_baseline(source_of(two), run_of({failed("rfc1/new", "got \"a\\b\"\x01")}));
  EXPECT_EQ(updated, std::string(two) + R"(
[[deviation]]
scenario = "rfc1/new"
outcome  = "fail"
finding  = "got \"a\\b\"\u0001"
clause   = "RFC 5321 section 4.1 MUST"
why      = ""
)");
  const std::string told = mistakes_in(updated);
  EXPECT_THAT(told, HasSubstr("'why' is empty"));
  EXPECT_THAT(told, HasSubstr("1 error"));
}

TEST(BaselineUpdate, WhatWasOnlyBlockedIsWrittenDownWhereItIsWanted) {
  const auto run = run_of({blocked("rfc1/new", "given recipient: got 550")});
  EXPECT_EQ(updated_baseline(source_of(two), run), two);
  EXPECT_THAT(updated_baseline(source_of(two), run, BlockedCases::written_down),
              HasSubstr("scenario = \"rfc1/new\"\noutcome  = \"blocked\""));
}

TEST(BaselineUpdate, FirstBaselineIsMadeFromNothing) {
  std::string updated = updated_baseline(nullptr, run_of({failed("rfc1/new", "expected 250, got 500")}));
  EXPECT_THAT(updated, HasSubstr("# What example is known to do against the RFCs.\n\n[[deviation]]\n"));
  updated.replace(updated.find("\"\""), 2, "\"x\"");
  EXPECT_TRUE(read_baseline(source_of(updated)).baseline);
}

TEST(BaselineUpdate, EntryOfAnotherVersionStaysAndTheCaseGetsItsOwn) {
  std::string toml = two;
  toml.replace(toml.find("\"1.2\""), 5, "\"1.1\"");
  const std::string updated =
      updated_baseline(source_of(toml), run_of({failed("rfc1/one", "expected 1, got 2")}));
  EXPECT_TRUE(updated.starts_with(toml));
  EXPECT_THAT(updated.substr(toml.size()), HasSubstr("scenario = \"rfc1/one\""));
}

}  // namespace
}  // namespace smtpspec::target
