#include "prove/matrix.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "prove/concern.hpp"
#include "watch/rule.hpp"

namespace smtpspec::prove {
namespace {

using result::Outcome;

// Calls `work` with 0 to count-1, on several threads.
template <class Work>
void share(std::size_t count, unsigned threads, Work work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t at = next++; at < count; at = next++) work(at);
  };
  std::vector<std::jthread> helpers;
  for (unsigned n = 1; n < threads; ++n) helpers.emplace_back(take);
  take();
}

}  // namespace

Played played(const Peer& peer, const scenario::ScenarioPtr& scenario, const Manner& manner) {
  const result::CaseResult result = peer.play(scenario, manner);
  Played played{.outcome = result.outcome, .what = result::headline_of(result), .clause = {}};
  if (result::judged_by_findings(result)) played.clause = result.findings.front().clause;
  for (const watch::Breach& breach : watch::breaches(result.transcript, peer.side))
    played.broken_rules.push_back(breach.rule->id);
  return played;
}

std::string_view name_of(Cell cell) {
  switch (cell) {
    case Cell::pass:
      return "pass";
    case Cell::kill:
      return "kill";
    case Cell::graded:
      return "graded";
    case Cell::knock_on:
      return "knock-on";
    case Cell::blocked:
      return "blocked";
    case Cell::not_applicable:
      return "not applicable";
    case Cell::broken:
      return "broken";
    case Cell::not_played:
      return "not played";
  }
  return "";
}

Matrix::Matrix(result::Side side, const std::vector<scenario::ScenarioPtr>& scenarios, const Faults& faults,
               unsigned threads, const Progress& progress)
    : side_(side), peers_(prove::peers(faults, side)), variants_(legal_variants(faults, side)) {
  std::copy_if(scenarios.begin(), scenarios.end(), std::back_inserter(scenarios_),
               [&](const scenario::ScenarioPtr& one) { return judged_side(*one) == side; });
  const std::size_t width = scenarios_.size();
  plays_.resize((peers_.size() + variants_.size()) * width);
  std::atomic<std::size_t> over{0}, made{0};
  const auto play = [&](std::size_t at) {
    const std::size_t row = at / width, scenario = at % width;
    if (row == 0 || is_playable(scenario)) {
      plays_[at] =
          played(row < peers_.size() ? peers_[row] : variants_[row - peers_.size()], scenarios_[scenario]);
      ++made;
    } else {
      plays_[at].outcome = Outcome::not_run;
    }
    if (progress) progress(++over, plays_.size());
  };
  // The correct peer first: the others are not played where it fails.
  share(width, threads, play);
  share(plays_.size() - width, threads, [&](std::size_t at) { play(at + width); });
  plays_made_ = made;
}

bool Matrix::is_noticed(std::size_t peer) const {
  const auto rules = watch::rules_for(side_);
  const auto tells = [&](std::string_view id) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.id == id; });
    return rule != rules.end() && has_to_do_with(*rule, peers_[peer]);
  };
  for (std::size_t scenario = 0; scenario < scenarios_.size(); ++scenario) {
    const auto& broken = at(peer, scenario).broken_rules;
    if (cell(peer, scenario) == Cell::kill || std::any_of(broken.begin(), broken.end(), tells)) return true;
  }
  return false;
}

Cell Matrix::cell(std::size_t peer, std::size_t scenario) const {
  const Played& one = at(peer, scenario);
  const bool concerned = has_to_do_with(*scenarios_[scenario], one, peers_[peer]);
  switch (one.outcome) {
    case Outcome::pass:
      return Cell::pass;
    case Outcome::fail:
      return concerned ? Cell::kill : Cell::knock_on;
    case Outcome::tolerated:
      return concerned ? Cell::kill : Cell::graded;
    case Outcome::blocked:
      return Cell::blocked;
    case Outcome::not_applicable:
      return Cell::not_applicable;
    case Outcome::not_run:
      return Cell::not_played;
    default:
      return Cell::broken;
  }
}

}  // namespace smtpspec::prove
