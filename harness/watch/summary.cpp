#include "watch/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "watch/rule.hpp"

namespace smtpspec::watch {
namespace {

using result::CaseResult;
using result::Finding;
using result::Outcome;
using result::Weight;

// The sessions that break one rule.
struct Offenders {
  const CaseResult* first = nullptr;
  Finding finding;
  std::vector<std::string> ids;
};

Outcome outcome_of(Weight weight) {
  switch (weight) {
    case Weight::violation:
      return Outcome::fail;
    case Weight::tolerated:
      return Outcome::tolerated;
    case Weight::remark:
      break;
  }
  return Outcome::pass;
}

std::string named(const std::vector<std::string>& ids) {
  constexpr std::size_t most = 5;
  std::string names = fmt::format(
      "{}",
      fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), most)), ", "));
  if (ids.size() > most) names += fmt::format(" and {} more", ids.size() - most);
  return names;
}

CaseResult case_of(const Rule& rule, const Offenders* offenders, bool looked) {
  CaseResult one;
  one.id = rule.id;
  one.title = rule.sentence;
  one.clause = rule.cites.clause;
  for (const ledger::Entry* entry : rule.cites.entries) one.entries.push_back(entry->id);
  one.tags = {"wire-rule"};
  one.outcome = Outcome::pass;
  if (!looked) {
    one.outcome = Outcome::not_applicable;
    one.note = "nothing to look at";
  }
  if (!offenders) return one;
  one.outcome = outcome_of(offenders->finding.weight);
  one.seen_in = offenders->first->id;
  one.started = offenders->first->started;
  one.transcript = offenders->first->transcript;
  one.note = offenders->finding.message;
  one.findings.push_back(offenders->finding);
  one.findings.front().reason = fmt::format("seen in {} session{}: {}", offenders->ids.size(),
                                            offenders->ids.size() == 1 ? "" : "s", named(offenders->ids));
  return one;
}

// Whether a reply came in front of our next command or behind it is a matter of microseconds: it is accused
// once, by the scenario that took it for the reply to that command.
bool is_told_by_the_scenario(const CaseResult& one, const Finding& finding) {
  return finding.id == "watch/unasked-reply" && one.outcome == Outcome::fail &&
         std::any_of(one.findings.begin(), one.findings.end(),
                     [&](const Finding& told) { return told.entry == finding.entry; });
}

}  // namespace

std::vector<CaseResult> wire_rule_cases(std::span<const CaseResult> cases) {
  std::vector<CaseResult> all = wire_rule_cases(cases, result::Side::server);
  std::vector<CaseResult> of_clients = wire_rule_cases(cases, result::Side::client);
  std::move(of_clients.begin(), of_clients.end(), std::back_inserter(all));
  return all;
}

std::vector<CaseResult> wire_rule_cases(std::span<const CaseResult> cases, result::Side side) {
  std::map<std::string, Offenders, std::less<>> seen;
  std::set<std::string_view> looked;
  bool any_session = false;
  for (const CaseResult& one : cases) {
    if (one.judged != side && one.judged != result::Side::relay) continue;
    any_session = any_session || !one.transcript.empty();
    Watched watched = watch_session(one.transcript, one.judged);
    looked.merge(watched.looked);
    for (Finding& finding : watched.findings) {
      if (is_told_by_the_scenario(one, finding)) continue;
      Offenders& offenders = seen[finding.id];
      offenders.ids.push_back(one.id);
      if (offenders.first) continue;
      offenders.first = &one;
      offenders.finding = std::move(finding);
    }
  }
  std::vector<CaseResult> summary;
  if (!any_session) return summary;
  for (const Rule& rule : rules_for(side)) {
    const auto found = seen.find(rule.id);
    summary.push_back(
        case_of(rule, found == seen.end() ? nullptr : &found->second, looked.contains(rule.id)));
  }
  return summary;
}

}  // namespace smtpspec::watch
