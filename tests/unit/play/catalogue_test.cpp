// The catalogue proves itself: every scenario passes against the correct reference server, however the octets
// are cut, and notices every fault it names.

#include <gmock/gmock.h>

#include "play/duet.hpp"
#include "reference/faults.hpp"
#include "scenario/catalogue.hpp"

namespace smtpspec::play {
namespace {

using result::Outcome;

const std::vector<scenario::ScenarioPtr>& all_scenarios() {
  static const scenario::Catalogue catalogue = scenario::read_catalogue(SMTPSPEC_SOURCE_DIR "/scenarios");
  EXPECT_TRUE(catalogue.diagnostics.empty()) << text::render(catalogue.diagnostics);
  return catalogue.scenarios;
}

result::CaseResult play(const scenario::ScenarioPtr& scenario, const reference::Behaviour& behaviour,
                        DuetOptions options = {}) {
  return play_in_memory(scenario, behaviour, facts_of(behaviour), options);
}

TEST(Catalogue, HoldsAScenarioForEachOfTheSixAreas) {
  EXPECT_GE(all_scenarios().size(), 50U);
  for (const char* area : {"rfc5321/", "rfc3207/", "rfc2920/", "rfc3030/", "rfc1870/", "rfc6531/"}) {
    const auto belongs = [&](const scenario::ScenarioPtr& one) {
      return one->id.starts_with(area);
    };
    EXPECT_TRUE(std::any_of(all_scenarios().begin(), all_scenarios().end(), belongs)) << area;
  }
}

TEST(Catalogue, EveryScenarioPassesAgainstTheCorrectServer) {
  for (const auto& scenario : all_scenarios())
    for (const auto cut :
         {std::optional<Send::Cut>(), std::optional(Send::Cut::lines), std::optional(Send::Cut::octets)}) {
      const auto result = play(scenario, {}, {.cut = cut});
      EXPECT_EQ(result.outcome, Outcome::pass) << scenario->id << ": " << result.note;
    }
}

TEST(Catalogue, EveryScenarioNoticesEveryFaultItNames) {
  std::size_t kills = 0;
  std::vector<std::string> survivors;
  for (const auto& scenario : all_scenarios()) {
    EXPECT_FALSE(scenario->faults.empty())
        << scenario->id << " names no fault: nobody knows whether it can fail";
    for (const scenario::Fault& named : scenario->faults) {
      const reference::Fault* fault = reference::find_server_fault(named.name);
      ASSERT_NE(fault, nullptr) << scenario->id << " names '" << named.name
                                << "', which the reference server does not know";
      reference::Behaviour behaviour;
      fault->apply(behaviour);
      // Facts are those of the correct server: a fault may not hide behind names of its own.
      const auto result = play_in_memory(scenario, behaviour, facts_of({}), {});
      const bool noticed = result.outcome == Outcome::fail || result.outcome == Outcome::tolerated;
      if (noticed)
        ++kills;
      else
        survivors.push_back(scenario->id + " does not notice " + named.name + " (" +
                            std::string(name_of(result.outcome)) + ")");
    }
  }
  EXPECT_THAT(survivors, testing::IsEmpty());
  RecordProperty("kills", std::to_string(kills));
}

}  // namespace
}  // namespace smtpspec::play
