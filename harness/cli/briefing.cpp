#include "cli/briefing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "cli/interruption.hpp"
#include "play/material/needs.hpp"
#include "scenario/dump.hpp"
#include "scenario/dump_steps.hpp"
#include "scenario/variables.hpp"

namespace smtpspec::cli {
namespace {

// What these are made of: scenarios/FORMAT.md.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> made_of_the_account = {{
    {"plain-response", "password"},
    {"wrong-plain-response", "password"},
    {"foreign-plain-response", "password"},
    {"user-in-base64", "password"},
    {"user", "password"},
}};

// The names that a scenario inserts anywhere, on its way to its state too.
std::set<std::string> names_used(const scenario::Scenario& scenario) {
  std::string text = scenario::dump(scenario);
  scenario::dump_steps(scenario.given.steps, scenario.judges, text);
  std::set<std::string> names;
  for (const std::string_view name : scenario::variable_names())
    if (text.find(fmt::format("{{{}}}", name)) != std::string::npos) names.emplace(name);
  for (const auto& [made, of] : made_of_the_account)
    if (names.contains(std::string(made))) names.emplace(of);
  return names;
}

bool was_typed(const std::string& name, const RunOptions& options) {
  return std::any_of(options.set.begin(), options.set.end(),
                     [&](const auto& one) { return one.first == name; });
}

bool is_fundamental(std::string_view name) {
  return name == "sender" || name == "recipient";
}

}  // namespace

Briefing brief(const run::Preflight& found, const std::vector<scenario::ScenarioPtr>& scenarios,
               const RunOptions& options) {
  Briefing briefing{.stop = found.stop, .set_aside = {}};
  if (!briefing.stop.empty() || found.unusable.empty()) return briefing;
  for (const scenario::ScenarioPtr& scenario : scenarios) {
    if (scenario->judges != scenario::Judges::server) continue;
    const std::set<std::string> used = names_used(*scenario);
    for (const auto& [name, why] : found.unusable) {
      if (!used.contains(name)) continue;
      if (is_fundamental(name) || was_typed(name, options)) {
        briefing.stop = why;
        return briefing;
      }
      briefing.set_aside.emplace(scenario->id, why);
    }
  }
  return briefing;
}

std::string obstacle_to(const scenario::Scenario& scenario, const run::Preflight& found,
                        const play::Facts& facts) {
  const std::set<std::string> used = names_used(scenario);
  for (const auto& [name, why] : found.unusable)
    if (used.contains(name)) return why;
  const bool is_secured = scenario.given.in_tls || facts.implicit_tls;
  const play::Offers offers{.in_clear = found.in_clear, .latest = is_secured ? found.in_tls : found.in_clear};
  if (auto why = play::unmet_need(scenario, offers, facts)) return *why;
  for (const std::string& name : used) {
    const bool is_told = name == "case" || facts.variables.contains(name);
    const bool is_made =
        std::any_of(made_of_the_account.begin(), made_of_the_account.end(),
                    [&](const auto& one) { return one.first == name && one.first != "user"; });
    if (!is_told && !is_made) return fmt::format("{{{0}}} is not named: --set {0}=...", name);
  }
  return {};
}

run::PreflightOptions preflight_options(const RunOptions& options) {
  return {.starttls = options.over == Over::starttls, .wait = options.wait, .interrupted = [] {
            return interrupted().load();
          }};
}

}  // namespace smtpspec::cli
