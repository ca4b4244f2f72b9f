#include "cli/narrowing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <variant>

#include "cli/commands.hpp"
#include "cli/mistake.hpp"
#include "reports/json.hpp"
#include "run/shards.hpp"
#include "text/source.hpp"

namespace smtpspec::cli {
namespace {

using result::CaseResult;
using result::Status;
using scenario::ScenarioPtr;

using Earlier = std::variant<std::vector<result::RunResult>, int>;

Earlier read_earlier(const std::string& path) {
  const auto document = text::read_source(path);
  if (!document) return mistake(fmt::format("'{}' can't be read", path), exit_codes::bad_input);
  reports::JsonRuns reading = reports::read_json_runs(document->octets());
  if (!reading.problem.empty())
    return mistake(fmt::format("{}: {}", path, reading.problem), exit_codes::bad_input);
  return std::move(reading.runs);
}

// Of a wire rule the session that broke it is played again. What could not be judged by the target's nature,
// and what is known and came so, would only come again.
bool wants_another_run(const CaseResult& one) {
  const Status status = status_of(one);
  return status != Status::pass && status != Status::not_applicable && status != Status::known_deviation;
}

std::set<std::string> ids_of_the_unpassed(const result::RunResult& run) {
  std::set<std::string> ids;
  for (const CaseResult& one : run.cases)
    if (wants_another_run(one)) ids.insert(one.seen_in.empty() ? one.id : one.seen_in);
  return ids;
}

// A target that was judged before is judged again by what it did not pass; another by what any did not.
void keep_the_unpassed(std::vector<ScenarioPtr>& scenarios, std::vector<Candidate>& candidates,
                       const std::vector<result::RunResult>& earlier) {
  std::set<std::string> all;
  std::map<std::string, std::set<std::string>> by_target;
  for (const result::RunResult& run : earlier) {
    const std::set<std::string> ids = ids_of_the_unpassed(run);
    all.insert(ids.begin(), ids.end());
    by_target[run.target].insert(ids.begin(), ids.end());
  }
  std::erase_if(scenarios, [&](const ScenarioPtr& scenario) { return !all.contains(scenario->id); });
  for (Candidate& candidate : candidates)
    if (const auto known = by_target.find(candidate.name); known != by_target.end())
      candidate.only = known->second;
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return std::none_of(scenarios.begin(), scenarios.end(), [&](const ScenarioPtr& scenario) {
      return candidate.judged_by(*scenario) && candidate.wants(scenario->id);
    });
  });
}

run::Durations durations_of(const std::vector<result::RunResult>& runs) {
  run::Durations durations;
  for (const result::RunResult& run : runs)
    for (const CaseResult& one : run.cases)
      if (!result::is_wire_rule(one)) durations[one.id] = std::max(durations[one.id], one.duration);
  return durations;
}

void keep_shard(std::vector<ScenarioPtr>& scenarios, const result::Shard& shard,
                const run::Durations& durations) {
  std::vector<std::string> ids;
  for (const ScenarioPtr& scenario : scenarios) ids.push_back(scenario->id);
  const std::vector<unsigned> shards = run::shards_of(ids, shard.count, durations);
  std::vector<ScenarioPtr> kept;
  for (std::size_t index = 0; index < scenarios.size(); ++index)
    if (shards[index] == shard.index) kept.push_back(scenarios[index]);
  scenarios = std::move(kept);
}

}  // namespace

std::optional<int> narrow(std::vector<ScenarioPtr>& scenarios, std::vector<Candidate>& candidates,
                          const RunOptions& options) {
  if (!options.rerun.empty()) {
    const Earlier earlier = read_earlier(options.rerun);
    if (const int* code = std::get_if<int>(&earlier)) return *code;
    keep_the_unpassed(scenarios, candidates, std::get<0>(earlier));
    if (candidates.empty())
      return mistake(fmt::format("everything selected passed in {}", options.rerun),
                     exit_codes::nothing_selected);
  }
  if (!options.shard) return std::nullopt;
  run::Durations durations;
  if (!options.durations.empty()) {
    const Earlier earlier = read_earlier(options.durations);
    if (const int* code = std::get_if<int>(&earlier)) return *code;
    durations = durations_of(std::get<0>(earlier));
  }
  keep_shard(scenarios, *options.shard, durations);
  if (!scenarios.empty()) return std::nullopt;
  return mistake(
      fmt::format("shard {}/{} holds none of the scenarios", options.shard->index, options.shard->count),
      exit_codes::nothing_selected);
}

}  // namespace smtpspec::cli
