// Turns: what a run does before its first case, one thing among all that runs side by side.
#pragma once

#include "cli/candidates.hpp"
#include "run/environment.hpp"
#include "run/preflight.hpp"
#include "run/suite_runner.hpp"

namespace smtpspec::cli {

// Starts the candidate when it is its turn. One that did not come up in time gets more of it, with nothing
// beside it. Throws where it would not start.
run::Environment begin_in_turn(const Candidate& candidate);

// The same with the questions whether there is anything to be judged.
run::Preflight preflight_in_turn(const play::Facts& facts, const run::Route& route,
                                 const run::PreflightOptions& options);

// The same with the look around before the first case.
run::Reconnaissance reconnoitre_in_turn(const play::Facts& facts, const run::Route& route,
                                        std::optional<play::LoginPlace> login);

}  // namespace smtpspec::cli
