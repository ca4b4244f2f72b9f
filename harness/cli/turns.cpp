#include "cli/turns.hpp"

#include "cli/interruption.hpp"
#include "run/pace.hpp"
#include "target/target.hpp"

namespace smtpspec::cli {
namespace {

constexpr unsigned more_patience = 4;

bool is_interrupted() {
  return interrupted().load();
}

}  // namespace

run::Environment begin_in_turn(const Candidate& candidate) {
  run::Pace& pace = run::Pace::of_this_process();
  try {
    const run::Gate::Pass program = pace.programs().enter_blocking(is_interrupted);
    const run::Gate::Pass one = pace.cases().enter_blocking(is_interrupted);
    return candidate.begin(1);
  } catch (const target::StartTimeout&) {
    if (is_interrupted()) throw;
  }
  const run::Gate::Pass alone = pace.cases().enter_alone_blocking(is_interrupted);
  return candidate.begin(more_patience);
}

run::Reconnaissance reconnoitre_in_turn(const play::Facts& facts, const run::Route& route,
                                        std::optional<play::LoginPlace> login) {
  run::Pace& pace = run::Pace::of_this_process();
  {
    const run::Gate::Pass one = pace.cases().enter_blocking(is_interrupted);
    run::Reconnaissance found = run::reconnoitre(facts, route, login);
    if (!found.out_of_time || is_interrupted()) return found;
  }
  const run::Gate::Pass alone = pace.cases().enter_alone_blocking(is_interrupted);
  play::Facts patient = facts;
  patient.deadlines = facts.deadlines.times(more_patience);
  return run::reconnoitre(patient, route, login);
}

run::Preflight preflight_in_turn(const play::Facts& facts, const run::Route& route,
                                 const run::PreflightOptions& options) {
  const run::Gate::Pass one = run::Pace::of_this_process().cases().enter_blocking(is_interrupted);
  return run::preflight(facts, route, options);
}

}  // namespace smtpspec::cli
