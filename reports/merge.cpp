#include "reports/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "reports/plain.hpp"

namespace smtpspec::reports {
namespace {

using result::CaseResult;
using result::Outcome;
using result::RunResult;

constexpr std::size_t word_limit = 200;

std::set<std::string> scenarios_of(const RunResult& run) {
  std::set<std::string> ids;
  for (const CaseResult& one : run.cases)
    if (!result::is_wire_rule(one)) ids.insert(one.id);
  return ids;
}

bool have_one_in_common(const std::set<std::string>& left, const std::set<std::string>& right) {
  return std::any_of(left.begin(), left.end(), [&](const std::string& id) { return right.contains(id); });
}

// A part that came to no session may not know the software.
bool is_same_target(const RunResult& left, const RunResult& right) {
  const bool same_software = left.target_software == right.target_software || left.target_software.empty() ||
                             right.target_software.empty();
  return left.target == right.target && same_software;
}

// Both words, each once.
void join(std::string& words, const std::string& more, std::string_view separator) {
  if (more.empty() || words == more) return;
  const bool is_there =
      (std::string(separator) + words + std::string(separator))
          .find(std::string(separator) + more + std::string(separator)) != std::string::npos;
  if (is_there) return;
  words += words.empty() ? more : std::string(separator) + more;
}

void add_properties(RunResult& whole, const RunResult& part) {
  for (const auto& [name, value] : part.properties) {
    const auto known = std::find_if(whole.properties.begin(), whole.properties.end(),
                                    [&](const auto& one) { return one.first == name; });
    if (known == whole.properties.end())
      whole.properties.emplace_back(name, value);
    else
      join(known->second, value, ", ");
  }
}

void add_part(RunResult& whole, RunResult part) {
  add_properties(whole, part);
  if (whole.target_software.empty()) whole.target_software = part.target_software;
  join(whole.target_address, part.target_address, ", ");
  join(whole.trouble, part.trouble, "; ");
  whole.started = std::min(whole.started, part.started);
  whole.duration += part.duration;
  whole.interrupted = whole.interrupted || part.interrupted;
  std::move(part.cases.begin(), part.cases.end(), std::back_inserter(whole.cases));
}

// A part in whose sessions there was nothing to look at says nothing.
bool says_more(const CaseResult& one, const CaseResult& known) {
  if (!known.findings.empty()) return false;
  return !one.findings.empty() ||
         (known.outcome == Outcome::not_applicable && one.outcome != Outcome::not_applicable);
}

// The wire rules of the parts, each once, as the part that says most about it has it.
std::map<std::string, CaseResult> take_wire_rules(std::vector<CaseResult>& cases) {
  std::map<std::string, CaseResult> rules;
  for (const CaseResult& one : cases) {
    if (!result::is_wire_rule(one)) continue;
    const auto [known, is_new] = rules.emplace(one.id, one);
    if (!is_new && says_more(one, known->second)) known->second = one;
  }
  std::erase_if(cases, [](const CaseResult& one) { return result::is_wire_rule(one); });
  return rules;
}

// Judged anew so that a rule names all the sessions that break it. What the parts saw stays what it was: a
// part was judged from the very octets, of which the stored ones may lack what was secret.
void judge_wire_rules(RunResult& whole, const WireRules& judged_anew) {
  std::map<std::string, CaseResult> stored = take_wire_rules(whole.cases);
  std::sort(whole.cases.begin(), whole.cases.end(),
            [](const CaseResult& left, const CaseResult& right) { return left.id < right.id; });
  if (stored.empty()) return;
  for (CaseResult& rule : judged_anew(whole.cases)) {
    const auto known = stored.find(rule.id);
    if (known == stored.end()) continue;
    if (known->second.outcome == rule.outcome) known->second = std::move(rule);
    whole.cases.push_back(std::move(known->second));
    stored.erase(known);
  }
  for (auto& [id, rule] : stored) whole.cases.push_back(std::move(rule));
}

struct Whole {
  RunResult run;
  std::set<std::string> scenarios;
  std::vector<result::Shard> shards = {};
  std::size_t parts = 1;
};

// A run of which all shards are there is a whole one.
void count_shards(Whole& whole, std::vector<std::string>& missing) {
  if (whole.shards.empty()) return;
  const unsigned count = whole.shards.front().count;
  bool all = true;
  for (unsigned index = 1; index <= count; ++index) {
    const bool is_there =
        std::any_of(whole.shards.begin(), whole.shards.end(),
                    [&](const result::Shard& shard) { return shard.index == index && shard.count == count; });
    if (is_there) continue;
    all = false;
    missing.push_back(
        fmt::format("shard {} of {} against {}", index, count, one_line(whole.run.target, word_limit)));
  }
  whole.run.shard.reset();
  if (!all && whole.shards.size() == 1) whole.run.shard = whole.shards.front();
}

}  // namespace

Merged merge(std::vector<RunResult> parts, const WireRules& wire_rules) {
  std::vector<Whole> wholes;
  for (RunResult& part : parts) {
    std::set<std::string> scenarios = scenarios_of(part);
    const auto same = std::find_if(wholes.begin(), wholes.end(), [&](const Whole& whole) {
      return is_same_target(whole.run, part) && !have_one_in_common(whole.scenarios, scenarios);
    });
    const std::optional<result::Shard> shard = part.shard;
    if (same == wholes.end()) {
      wholes.push_back({std::move(part), std::move(scenarios)});
      if (shard) wholes.back().shards = {*shard};
      continue;
    }
    if (same->run.tool_version != part.tool_version)
      return {
          {},
          {},
          fmt::format("the parts of the run against {} come from different versions of smtpspec: {} and {}",
                      one_line(part.target, word_limit), one_line(same->run.tool_version, word_limit),
                      one_line(part.tool_version, word_limit))};
    add_part(same->run, std::move(part));
    same->scenarios.merge(scenarios);
    if (shard) same->shards.push_back(*shard);
    ++same->parts;
  }
  Merged merged;
  for (Whole& whole : wholes) {
    count_shards(whole, merged.missing);
    if (whole.parts > 1) judge_wire_rules(whole.run, wire_rules);
    merged.runs.push_back(std::move(whole.run));
  }
  return merged;
}

}  // namespace smtpspec::reports
