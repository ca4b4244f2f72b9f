#include "run/order_of_play.hpp"

#include <algorithm>

namespace smtpspec::run {
namespace {

using std::chrono::milliseconds;

milliseconds waits_of(const std::vector<scenario::Step>& steps) {
  milliseconds sum{0};
  for (const scenario::Step& step : steps) {
    if (const auto* pause = std::get_if<scenario::Pause>(&step.what)) sum += pause->duration;
    if (const auto* repeat = std::get_if<scenario::Repeat>(&step.what)) sum += waits_of(repeat->steps);
    const auto* either = std::get_if<scenario::Either>(&step.what);
    if (!either) continue;
    milliseconds longest{0};
    for (const auto& branch : either->branches) longest = std::max(longest, waits_of(branch.steps));
    sum += longest;
  }
  return sum;
}

}  // namespace

milliseconds waits_of(const scenario::Scenario& scenario) {
  return waits_of(scenario.steps);
}

std::vector<std::size_t> in_order_of_play(const std::vector<scenario::ScenarioPtr>& scenarios,
                                          std::vector<std::size_t> which) {
  std::stable_sort(which.begin(), which.end(), [&](std::size_t one, std::size_t other) {
    return waits_of(*scenarios[one]) > waits_of(*scenarios[other]);
  });
  return which;
}

}  // namespace smtpspec::run
