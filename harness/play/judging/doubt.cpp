#include "play/judging/doubt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/judging/case_book.hpp"
#include "watch/rule.hpp"

namespace smtpspec::play {
namespace {

using watch::Reach;

bool same_section(const text::Clause& left, const text::Clause& right) {
  return left.rfc == right.rfc && left.section == right.section;
}

bool is_about(const result::Finding& finding, const scenario::Scenario& scenario,
              const ledger::Citation& rule) {
  const auto is_it = [&](const text::Clause& one) {
    return same_section(one, rule.clause) || rule.holds(one.entry);
  };
  return is_it(finding.clause) || is_it(scenario.requirement.clause) ||
         std::find(scenario.see.begin(), scenario.see.end(), rule.clause) != scenario.see.end();
}

// The first entry of a breach that explains the finding; the end of all entries if it has none.
std::size_t first_ground(const watch::Breach& breach, const result::Finding& finding,
                         const result::Transcript& transcript, const Grounds& grounds) {
  const auto& entries = transcript.entries();
  for (const std::size_t entry : breach.entries) {
    const bool is_ground = entry == finding.entry || std::find(grounds.entries.begin(), grounds.entries.end(),
                                                               entry) != grounds.entries.end();
    const bool is_behind = entry <= finding.entry && entries[entry].leg == entries[finding.entry].leg;
    // What a relay sends on is judged message by message, whatever else is wrong with it.
    const bool itself = breach.rule->reach == Reach::itself && is_ground && entries[entry].leg.empty();
    if (breach.rule->reach == Reach::session ? is_behind : itself) return entry;
  }
  return result::Finding::no_entry;
}

}  // namespace

std::string doubt_about(const result::Finding& finding, const scenario::Scenario& scenario,
                        const result::Transcript& transcript, const Grounds& grounds) {
  if (finding.entry == result::Finding::no_entry) return {};
  // The first one that matters is the cause of those behind it.
  const watch::Rule* cause = nullptr;
  std::size_t at = result::Finding::no_entry;
  for (const watch::Breach& breach : watch::breaches(transcript, judged_in(scenario))) {
    const std::size_t ground = first_ground(breach, finding, transcript, grounds);
    if (ground >= at || breach.rule->id == grounds.watched) continue;
    cause = breach.rule;
    at = ground;
  }
  if (cause && !is_about(finding, scenario, cause->cites))
    return fmt::format("{}: {}", cause->id, finding.message);
  return {};
}

}  // namespace smtpspec::play
