// The whole catalogue: read from memory, and played against the reference server in memory.

#include <benchmark/benchmark.h>

#include <stdexcept>
#include <vector>

#include "play/memory/duet.hpp"
#include "play/memory/reference_peers.hpp"
#include "scenario/catalogue.hpp"
#include "scenario/parser.hpp"

namespace smtpspec {
namespace {

// Those that judge a server: the others need a client to play against.
const std::vector<scenario::ScenarioPtr>& catalogue() {
  static const auto scenarios = [] {
    auto read = scenario::read_catalogue(SMTPSPEC_SOURCE_DIR "/scenarios");
    scenario::Selection servers;
    servers.judges = scenario::Judges::server;
    auto selected = scenario::select(read, servers);
    if (selected.empty()) throw std::runtime_error("no scenario is found");
    return selected;
  }();
  return scenarios;
}

void count_scenarios(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(catalogue().size()));
}

void the_catalogue_is_parsed(benchmark::State& state) {
  std::int64_t octets = 0;
  for (const auto& one : catalogue()) octets += static_cast<std::int64_t>(one->source->octets().size());
  for (auto _ : state)
    for (const auto& one : catalogue())
      if (!scenario::parse(one->source, one->id).scenario) state.SkipWithError("a scenario is not read");
  state.SetBytesProcessed(state.iterations() * octets);
  count_scenarios(state);
}
BENCHMARK(the_catalogue_is_parsed)->Unit(benchmark::kMillisecond);

void the_catalogue_is_played(benchmark::State& state) {
  const reference::Behaviour correct;
  const play::Facts facts = play::facts_of(correct);
  for (auto _ : state)
    for (const auto& one : catalogue())
      if (play::play_in_memory(one, correct, facts).outcome != result::Outcome::pass)
        state.SkipWithError("a scenario does not pass");
  count_scenarios(state);
}
BENCHMARK(the_catalogue_is_played)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace smtpspec
