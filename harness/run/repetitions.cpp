#include "run/repetitions.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "result/attempts.hpp"

namespace smtpspec::run {
namespace {

using result::CaseResult;
using result::Outcome;

CaseResult combined_play(std::vector<CaseResult> plays) {
  const auto ran = [](const CaseResult& play) {
    return play.outcome != Outcome::not_run;
  };
  const auto end = std::stable_partition(plays.begin(), plays.end(), ran);
  plays.erase(end == plays.begin() ? end + 1 : end, plays.end());
  return result::combined(std::move(plays), false);
}

// Its functions are never called at the same time.
struct Told {
  std::map<std::string, unsigned, std::less<>> begun;
  std::map<std::string, std::vector<CaseResult>, std::less<>> ended;
};

}  // namespace

Plan repeated(const Plan& plan) {
  Plan each = plan;
  each.scenarios.clear();
  for (const scenario::ScenarioPtr& one : plan.scenarios)
    each.scenarios.insert(each.scenarios.end(), plan.repetitions, one);
  each.repetitions = 1;
  each.retries = 0;
  return each;
}

Watcher telling_once(const Plan& plan, const Watcher& watcher) {
  const auto told = std::make_shared<Told>();
  Watcher once;
  once.started = [&watcher, told](const scenario::Scenario& scenario) {
    if (told->begun[scenario.id]++ == 0 && watcher.started) watcher.started(scenario);
  };
  once.finished = [&watcher, told, times = plan.repetitions](const CaseResult& play) {
    std::vector<CaseResult>& plays = told->ended[play.id];
    plays.push_back(play);
    if (plays.size() < times) return;
    if (watcher.finished) watcher.finished(combined_play(std::move(plays)));
    told->ended.erase(play.id);
  };
  once.slowed = watcher.slowed;
  return once;
}

std::vector<CaseResult> combined_plays(const Plan& plan, std::vector<CaseResult> plays) {
  std::vector<CaseResult> results;
  auto first = std::make_move_iterator(plays.begin());
  for (std::size_t n = 0; n < plan.scenarios.size(); ++n, first += plan.repetitions)
    results.push_back(combined_play({first, first + plan.repetitions}));
  return results;
}

}  // namespace smtpspec::run
