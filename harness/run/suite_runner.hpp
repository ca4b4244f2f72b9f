// Suite runner: many cases against one target, side by side.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "play/material/facts.hpp"
#include "play/material/logged_in.hpp"
#include "play/material/needs.hpp"
#include "result/results.hpp"
#include "run/environment.hpp"
#include "run/target_pace.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::run {

class Pace;

// What is to be run, and where.
struct Plan {
  std::vector<scenario::ScenarioPtr> scenarios;
  play::Facts facts;        // without {case}: each case gets its own
  play::Offers offers;      // what the target is known to offer (reconnoitre)
  play::Ordinary ordinary;  // and what is known not to work (reconnoitre)
  Route route;
  std::optional<ClientSide> client;  // for scenarios that judge a client
  std::optional<RelayRoute> relay;   // for scenarios that judge a relay; none: the reference relay, in memory
  std::shared_ptr<const reference::RelayBehaviour> reference_relay;
  unsigned jobs = 16;  // cases at the same time
  std::uint64_t seed = 0;
  unsigned repetitions = 1;    // every case is played so often; if its outcomes differ, it is unstable
  unsigned retries = 0;        // a case that is no pass is played again so often at most, until it is one
  bool compares_cuts = false;  // every case is played under all cuts (run/cut_comparison.hpp)
  // A scenario with a larger content is not applicable. Of smaller ones only so much is under way at a time
  // (Pace).
  std::uint64_t largest_content = std::uint64_t{64} * 1024 * 1024;
  Pace* pace = nullptr;  // what bounds all runs together; none: that of this process
  // Whether this failure, or what blocked this case, is expected: it needs no second look with a longer wait.
  // May be empty; called from several threads.
  std::function<bool(const result::CaseResult&)> is_known;
  // Whether this result ends the run (--fail-fast): no further case is begun. May be empty; called from
  // several threads.
  std::function<bool(const result::CaseResult&)> ends_the_run;
};

// Called while cases run, from several threads but never at the same time.
struct Watcher {
  std::function<void(const scenario::Scenario&)> started;
  std::function<void(const result::CaseResult&)> finished;
  std::function<void(const Slowdown&)> slowed;  // at the end of the suite: what was done slower than meant
};

// Asked for between and during cases: once true, what has not ended becomes `not_run`.
using Interrupted = std::atomic<bool>;

// The results in the order of the plan. One event loop per thread, at most as many threads as cores;
// scenarios that must be alone run one by one behind the others. Returns soon after `interrupted` becomes
// true. A case that did not end well while its event loop was late is played anew, with nothing beside it:
// the harness was slow, not the target. One that failed by silence is played anew alone and with more time.
std::vector<result::CaseResult> run_suite(const Plan& plan, const Watcher& watcher,
                                          const Interrupted& interrupted);

// What a target offers in clear, what it says of itself in its greeting, and whether NOOP and an ordinary
// message are answered as they should be. Two short sessions before the first case; `trouble` says why there
// is nobody to be judged (nobody listens, no greeting, …).
struct Reconnaissance {
  play::Offers offers;
  std::string greeting;  // the text of the greeting's first line, visible
  play::Ordinary ordinary;
  std::string trouble;
  bool out_of_time = false;  // more patience might have found somebody
};
// `login`: where the server wants one before a message.
Reconnaissance reconnoitre(const play::Facts& facts, const Route& route,
                           std::optional<play::LoginPlace> login = std::nullopt);

}  // namespace smtpspec::run
