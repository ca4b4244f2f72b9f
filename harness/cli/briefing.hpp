// Briefing: what of a selection a server can be judged by, known before anything is judged: what the
// preflight found, put together with what each scenario needs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "play/material/facts.hpp"
#include "run/preflight.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::cli {

struct Briefing {
  std::string stop;                              // why nothing is to be judged, with its remedy
  std::map<std::string, std::string> set_aside;  // a scenario's id, and why it is not applicable
};

// A name that was given and is none stops the run where it is what nearly all is built on, or was typed for
// this run; otherwise only what needs it is set aside.
Briefing brief(const run::Preflight& found, const std::vector<scenario::ScenarioPtr>& scenarios,
               const RunOptions& options);

// Why a scenario will not be judged, by what is known before it is played; empty if nothing speaks against
// it.
std::string obstacle_to(const scenario::Scenario& scenario, const run::Preflight& found,
                        const play::Facts& facts);

run::PreflightOptions preflight_options(const RunOptions& options);

}  // namespace smtpspec::cli
