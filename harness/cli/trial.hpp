// Trial: one candidate and the cases it is judged by, whatever becomes of it meanwhile: one that dies is
// started anew, and what a breakdown was due to is found out.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/briefing.hpp"
#include "cli/candidates.hpp"
#include "cli/options.hpp"
#include "result/results.hpp"
#include "run/environment.hpp"
#include "run/suite_runner.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::cli {

class Trial {
 public:
  // Starts the candidate; throws where it would not start. All that is referred to outlives the trial.
  Trial(const Candidate& candidate, const RunOptions& options);

  const run::Environment& environment() const { return environment_; }
  // Chooses the scenarios that judge what it is, and looks around. False where nobody answers: trouble() says
  // why.
  bool prepare(const std::vector<scenario::ScenarioPtr>& scenarios);
  const run::Plan& plan() const { return plan_; }
  // Name and version; the greeting of a server whose profile knows none.
  const std::string& software() const { return software_; }

  // Plays what was prepared. The results are complete and in its order; the target's own words are with those
  // that are no pass. A case in which the target broke down is a crash, found out by playing again alone what
  // may have been the reason. The watcher hears of each case once.
  // `is_known`: whether a failure is expected, and needs no second look.
  std::vector<result::CaseResult> play(const run::Watcher& watcher,
                                       std::function<bool(const result::CaseResult&)> ends_the_run,
                                       std::function<bool(const result::CaseResult&)> is_known);

  // Why there was nobody to be judged, or why the rest could not be, or what no case explains; empty
  // otherwise.
  const std::string& trouble() const { return trouble_; }
  unsigned restarts() const { return restarts_; }
  // What was done slower than it was meant to be.
  const run::Slowdown& slowdown() const { return slowdown_; }
  bool logs_in() const { return login_.has_value(); }
  // What the preflight found that explains much of the results.
  const std::vector<std::string>& remarks() const { return remarks_; }

 private:
  using Indexes = std::vector<std::size_t>;

  // Tells the watcher, once the target's words about a case have had their time.
  class Teller;

  bool may_be_judged();
  void log_in_first();
  void set_aside(Indexes& open);
  bool is_dead() const { return environment_.death && !environment_.death().empty(); }
  bool revive();
  void play_these(const Indexes& which, unsigned jobs, Teller* teller);
  void hear_of_crashes(std::vector<result::CaseResult>& results);
  void find_culprits(const Indexes& suspects);
  void acquit(const Indexes& suspects, std::vector<result::CaseResult> before, bool found);
  void look_again_at_cut_off(const Indexes& which);
  void attach_logs(const Indexes& which);

  const Candidate& candidate_;
  const RunOptions& options_;
  run::Environment environment_;
  run::Plan plan_;
  std::function<bool(const result::CaseResult&)> ends_the_run_;
  bool ended_ = false;  // by a failure (--fail-fast)
  std::vector<result::CaseResult> results_;
  std::string software_;
  std::string trouble_;
  std::optional<play::LoginPlace> login_;  // scenarios that are not about AUTH are played behind one
  unsigned restarts_ = 0;
  run::Slowdown slowdown_;
  std::map<std::string, std::string> set_aside_;  // a scenario's id, and why it can't be applied here
  std::vector<std::string> remarks_;
  std::size_t signs_heard_ = 0;  // of breakdowns of the environment as it is now: what cases were asked about
};

}  // namespace smtpspec::cli
