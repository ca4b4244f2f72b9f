#include "cli/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <random>
#include <set>
#include <utility>

#include "cli/interruption.hpp"
#include "cli/turns.hpp"
#include "play/material/login_first.hpp"
#include "play/material/over_tls.hpp"
#include "run/case_runner.hpp"
#include "run/crashes.hpp"

namespace smtpspec::cli {
namespace {

using result::CaseResult;
using result::Outcome;
using scenario::ScenarioPtr;

// The words of a target come a little behind what they are about.
constexpr std::chrono::milliseconds words_come_late{200};
constexpr std::chrono::milliseconds crash_is_told_within{500};
constexpr unsigned most_restarts = 50;  // of a target that dies again and again
// For one that somebody else started and may start again.
constexpr std::chrono::milliseconds comes_back_within{3000};

void set_deadlines(play::Facts& facts, const RunOptions& options) {
  facts.deadlines.reply = facts.deadlines.connect = facts.deadlines.handshake = facts.deadlines.delivery =
      options.deadline;
}

// How the environment as it is now is reached.
void direct_to(const run::Environment& environment, const RunOptions& options, run::Plan& plan) {
  plan.facts = environment.facts;
  plan.route = environment.route;
  plan.client = environment.client;
  plan.relay = environment.relay;
  plan.reference_relay = environment.reference_relay;
  set_deadlines(plan.facts, options);
  if (plan.client) set_deadlines(plan.client->facts, options);
  if (options.segmentation.cut) plan.route.cut = {*options.segmentation.cut, options.segmentation.seed, {}};
  if (plan.client) plan.client->route.cut = plan.route.cut;
}

std::size_t crashes_of(const run::Environment& environment) {
  return environment.crashes ? environment.crashes().size() : 0;
}

bool explains_itself(const CaseResult& one) {
  return one.outcome == Outcome::pass || one.outcome == Outcome::not_applicable ||
         one.outcome == Outcome::not_run;
}

}  // namespace

// Calls come from several threads but never at the same time.
class Trial::Teller {
 public:
  explicit Teller(const run::Watcher& watcher) : watcher_(watcher) {}

  // What is held is settled when all is over.
  void begin_round() { held_.clear(); }
  void started(const scenario::Scenario& one) {
    if (watcher_.started && begun_.insert(one.id).second) watcher_.started(one);
  }
  // `all_is_well`: no breakdown has been noticed so far.
  void finished(const CaseResult& one, bool all_is_well) {
    held_.push_back(one);
    if (all_is_well) tell_where(held_, [](const CaseResult& held) { return !run::was_cut_off(held); });
  }
  // The rest, as it came to be.
  void complete(const std::vector<CaseResult>& results) {
    held_ = results;
    tell_where(held_, [](const CaseResult& one) { return one.outcome != Outcome::not_run; });
  }

 private:
  template <class Condition>
  void tell_where(std::vector<CaseResult>& cases, Condition condition) {
    std::erase_if(cases, [&](const CaseResult& one) {
      if (!condition(one)) return false;
      if (told_.insert(one.id).second && watcher_.finished) watcher_.finished(one);
      return true;
    });
  }

  const run::Watcher& watcher_;
  std::set<std::string> begun_;
  std::set<std::string> told_;
  std::vector<CaseResult> held_;
};

Trial::Trial(const Candidate& candidate, const RunOptions& options)
    : candidate_(candidate),
      options_(options),
      environment_(begin_in_turn(candidate)),
      software_(environment_.software) {}

bool Trial::prepare(const std::vector<ScenarioPtr>& scenarios) {
  plan_.scenarios.clear();
  std::copy_if(
      scenarios.begin(), scenarios.end(), std::back_inserter(plan_.scenarios),
      [&](const ScenarioPtr& one) { return candidate_.judged_by(*one) && candidate_.wants(one->id); });
  if (options_.over != Over::plain)
    std::transform(plan_.scenarios.begin(), plan_.scenarios.end(), plan_.scenarios.begin(),
                   options_.over == Over::starttls ? play::over_starttls : play::over_implicit_tls);
  direct_to(environment_, options_, plan_);
  plan_.jobs = options_.jobs.value_or(std::min(plan_.jobs, environment_.sessions.value_or(plan_.jobs)));
  plan_.seed = options_.seed.value_or(std::random_device{}());
  plan_.repetitions = options_.repeat;
  plan_.retries = options_.retries;
  plan_.compares_cuts = options_.segmentation.all;
  plan_.largest_content = options_.max_content;
  const bool judges_server =
      std::any_of(plan_.scenarios.begin(), plan_.scenarios.end(),
                  [](const ScenarioPtr& one) { return one->judges == scenario::Judges::server; });
  if (!judges_server) return true;
  if (!may_be_judged()) return false;
  log_in_first();
  const run::Reconnaissance found = reconnoitre_in_turn(plan_.facts, plan_.route, login_);
  if (software_.empty()) software_ = found.greeting;
  trouble_ = found.trouble;
  plan_.offers = found.offers;
  plan_.ordinary = found.ordinary;
  return trouble_.empty();
}

// Where a login is wanted for what scenarios are about, or wished for, theirs begins with one.
void Trial::log_in_first() {
  if (options_.login == Login::never) login_.reset();
  if (login_) plan_.facts.facts.emplace(play::login_first);
  if (options_.login == Login::always && !login_) login_ = play::LoginPlace::in_tls;
  if (!login_) return;
  for (ScenarioPtr& one : plan_.scenarios) one = play::logged_in(one, *login_);
}

// Whether the server, and the names that scenarios use, are as they were said to be. The reference server is
// asked only where it is as usual: what a mistake or a variant of it does is for scenarios to notice.
bool Trial::may_be_judged() {
  if (options_.no_preflight || !options_.faults.empty() || !options_.variants.empty()) return true;
  const run::Preflight found = preflight_in_turn(plan_.facts, plan_.route, preflight_options(options_));
  if (software_.empty()) software_ = found.greeting;
  Briefing briefing = brief(found, plan_.scenarios, options_);
  trouble_ = std::move(briefing.stop);
  set_aside_ = std::move(briefing.set_aside);
  remarks_ = found.remarks;
  login_ = found.login;
  return trouble_.empty();
}

// What can't be applied has its result before it is played.
void Trial::set_aside(Indexes& open) {
  std::erase_if(open, [this](std::size_t index) {
    const auto why = set_aside_.find(results_[index].id);
    if (why == set_aside_.end()) return false;
    results_[index].outcome = Outcome::not_applicable;
    results_[index].note = why->second;
    return true;
  });
}

std::vector<CaseResult> Trial::play(const run::Watcher& watcher,
                                    std::function<bool(const CaseResult&)> ends_the_run,
                                    std::function<bool(const CaseResult&)> is_known) {
  ends_the_run_ = std::move(ends_the_run);
  plan_.is_known = std::move(is_known);
  for (const ScenarioPtr& scenario : plan_.scenarios) results_.push_back(run::not_run(*scenario, {}));
  Indexes open(results_.size());
  std::iota(open.begin(), open.end(), std::size_t{0});
  set_aside(open);
  Teller teller(watcher);
  while (!open.empty()) {
    play_these(open, plan_.jobs, &teller);
    Indexes suspects;
    std::copy_if(open.begin(), open.end(), std::back_inserter(suspects),
                 [&](std::size_t index) { return results_[index].outcome == Outcome::crash; });
    find_culprits(suspects);
    look_again_at_cut_off(open);
    if (ended_ || interrupted()) break;
    // What was not begun since there was nobody any more, or was begun when there was nobody.
    std::erase_if(open, [&](std::size_t index) { return results_[index].outcome != Outcome::not_run; });
    if (open.empty() || revive()) continue;
    for (const std::size_t index : open) {
      results_[index].outcome = Outcome::error;
      results_[index].note = trouble_;
    }
    break;
  }
  teller.complete(results_);
  return std::move(results_);
}

// Whether there is a target to go on with: the same, or a new one in the place of one that died.
bool Trial::revive() {
  if (!is_dead()) return true;
  if (restarts_ == most_restarts) {
    trouble_ = fmt::format("the target died {} times: the rest was not judged", restarts_ + 1);
    return false;
  }
  environment_ = {};
  signs_heard_ = 0;
  try {
    environment_ = begin_in_turn(candidate_);
  } catch (const std::exception& why) {
    trouble_ = std::string("the target died, and could not be started anew: ") + why.what();
    return false;
  }
  if (environment_.is_there && !environment_.is_there(comes_back_within)) {
    trouble_ = environment_.death();
    return false;
  }
  ++restarts_;
  direct_to(environment_, options_, plan_);
  return true;
}

// Their results, with the target's words about them. Those that had nobody to be played against are not run.
void Trial::play_these(const Indexes& which, unsigned jobs, Teller* teller) {
  run::Plan some = plan_;
  some.jobs = jobs;
  some.scenarios.clear();
  for (const std::size_t index : which) some.scenarios.push_back(plan_.scenarios[index]);
  some.ends_the_run = [this](const CaseResult& one) {
    if (ends_the_run_ && ends_the_run_(one)) ended_ = true;
    if (environment_.is_there && run::was_cut_off(one)) environment_.is_there(std::chrono::milliseconds(0));
    return ended_ || is_dead();
  };
  const std::size_t known = crashes_of(environment_);
  run::Watcher watcher;
  if (teller) {
    teller->begin_round();
    watcher = {[&](const scenario::Scenario& one) { teller->started(one); },
               [&](const CaseResult& one) {
                 teller->finished(one, crashes_of(environment_) == known);
               }};
  }
  watcher.slowed = [this](const run::Slowdown& more) {
    slowdown_ += more;
  };
  std::vector<CaseResult> results = run::run_suite(some, watcher, interrupted());
  if (environment_.catch_up) environment_.catch_up();
  if (environment_.crashes) {
    const bool is_patient = std::any_of(which.begin(), which.end(), [this](std::size_t index) {
      return run::ended_well_before_a_crash(results_[index]);
    });
    if (environment_.await_crash && (is_patient || run::may_hide_a_crash(results)))
      environment_.await_crash(known, crash_is_told_within);
    hear_of_crashes(results);
    if (is_dead()) run::set_aside_the_unheard(results, environment_.crashes().back().at);
  }
  for (std::size_t n = 0; n < which.size(); ++n) results_[which[n]] = std::move(results[n]);
  attach_logs(which);
}

// Whatever the target told of since it was asked the last time.
void Trial::hear_of_crashes(std::vector<CaseResult>& results) {
  std::vector<run::CrashSign> signs = environment_.crashes();
  const std::size_t heard = std::exchange(signs_heard_, signs.size());
  signs.erase(signs.begin(), signs.begin() + static_cast<std::ptrdiff_t>(heard));
  const std::vector<run::CrashSign> unexplained = run::mark_crashes(results, signs);
  if (!unexplained.empty() && trouble_.empty())
    trouble_ = "the target broke down while no case ran: " + unexplained.front().words;
}

// A breakdown is one case's doing, but all that ran meanwhile are under suspicion. Each is played again
// alone: what breaks the target down again is found guilty, and the others come to a verdict of their own.
void Trial::find_culprits(const Indexes& suspects) {
  std::vector<CaseResult> before;
  for (const std::size_t index : suspects) before.push_back(results_[index]);
  bool found = false;
  for (const std::size_t index : suspects) {
    if (ended_ || interrupted() || !revive()) break;
    play_these({index}, 1, nullptr);
    found = found || results_[index].outcome == Outcome::crash;
  }
  acquit(suspects, std::move(before), found);
}

// Who is not found guilty, and could not be judged alone, is blocked: it is not known what it did. That the
// target broke down remains trouble of the run. One that nobody ran beside did it, whether it does it again
// or not.
void Trial::acquit(const Indexes& suspects, std::vector<CaseResult> before, bool found) {
  for (std::size_t n = 0; n < suspects.size(); ++n) {
    CaseResult& now = results_[suspects[n]];
    const bool was_played = now.outcome != Outcome::not_run && now.started != before[n].started;
    if (was_played && (found || now.outcome == Outcome::crash)) continue;
    now = std::move(before[n]);
    if (suspects.size() == 1) {
      if (was_played) now.note += "; alone it does not do it again";
      continue;
    }
    now.outcome = Outcome::blocked;
    now.findings.clear();
    now.note += fmt::format("; {} others ran as well, and {}", suspects.size() - 1,
                            found        ? "one of them does it alone"
                            : was_played ? "none of them alone does it again"
                                         : "none of them could be played alone");
    if (!found && trouble_.empty()) trouble_ = now.note;
  }
}

// Where others ran beside it, a connection that the target cut off may have been cut off by their doing: a
// worker that they shared, a server that somebody restarts. Alone there is no such excuse.
void Trial::look_again_at_cut_off(const Indexes& which) {
  if (which.size() < 2 || plan_.jobs < 2 || plan_.repetitions > 1) return;
  for (const std::size_t index : which) {
    const CaseResult& one = results_[index];
    if (one.outcome != Outcome::fail || one.judged != result::Side::server || !run::was_cut_off(one))
      continue;
    if (plan_.is_known && plan_.is_known(one)) continue;
    if (ended_ || interrupted() || !revive()) return;
    play_these({index}, 1, nullptr);
  }
}

void Trial::attach_logs(const Indexes& which) {
  if (!environment_.log) return;
  for (const std::size_t index : which) {
    CaseResult& one = results_[index];
    if (!explains_itself(one))
      one.target_log = environment_.log(one.started, one.started + one.duration + words_come_late);
  }
}

}  // namespace smtpspec::cli
