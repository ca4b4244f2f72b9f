// The catalogue proves itself: every scenario passes against the correct reference server, however the octets
// are cut, and notices every fault it names.

#include <gmock/gmock.h>

#include "play/client_duet.hpp"
#include "play/duet.hpp"
#include "reference/client_faults.hpp"
#include "reference/faults.hpp"
#include "scenario/catalogue.hpp"

namespace smtpspec::play {
namespace {

using result::Outcome;

std::vector<scenario::ScenarioPtr> judging(scenario::Judges judges) {
  static const scenario::Catalogue catalogue = scenario::read_catalogue(SMTPSPEC_SOURCE_DIR "/scenarios");
  EXPECT_TRUE(catalogue.diagnostics.empty()) << text::render(catalogue.diagnostics);
  std::vector<scenario::ScenarioPtr> some;
  for (const auto& one : catalogue.scenarios)
    if (one->judges == judges) some.push_back(one);
  return some;
}

const std::vector<scenario::ScenarioPtr>& all_scenarios() {
  static const std::vector<scenario::ScenarioPtr> all = judging(scenario::Judges::server);
  return all;
}

const std::vector<scenario::ScenarioPtr>& client_scenarios() {
  static const std::vector<scenario::ScenarioPtr> all = judging(scenario::Judges::client);
  return all;
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

TEST(Catalogue, EveryScenarioOfAClientPassesAgainstTheCorrectClient) {
  for (const auto& scenario : client_scenarios())
    for (const auto cut :
         {std::optional<Send::Cut>(), std::optional(Send::Cut::lines), std::optional(Send::Cut::octets)}) {
      const auto result =
          play_in_memory(scenario, reference::ClientBehaviour{}, facts_of_reference_client(), cut);
      EXPECT_EQ(result.outcome, Outcome::pass)
          << scenario->id << ": " << result.note
          << (result.findings.empty() ? "" : result.findings.front().message);
    }
}

TEST(Catalogue, EveryScenarioOfAClientNoticesEveryFaultItNames) {
  std::vector<std::string> survivors;
  for (const auto& scenario : client_scenarios()) {
    EXPECT_FALSE(scenario->faults.empty())
        << scenario->id << " names no fault: nobody knows whether it can fail";
    for (const scenario::Fault& named : scenario->faults) {
      const reference::ClientFault* fault = reference::find_client_fault(named.name);
      if (!fault) {
        survivors.push_back(scenario->id + " names " + named.name +
                            ", which the reference client does not know");
        continue;
      }
      reference::ClientBehaviour behaviour;
      fault->apply(behaviour);
      const auto result = play_in_memory(scenario, behaviour, facts_of_reference_client());
      if (result.outcome != Outcome::fail && result.outcome != Outcome::tolerated)
        survivors.push_back(scenario->id + " does not notice " + named.name + " (" +
                            std::string(name_of(result.outcome)) + " " + result.note + ")");
    }
  }
  for (const std::string& one : survivors) ADD_FAILURE() << one;
}

}  // namespace
}  // namespace smtpspec::play
