#include "watch/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "text/visible.hpp"

namespace smtpspec::watch {
namespace {

const Rule& rule_called(std::string_view id) {
  for (const result::Side side : {result::Side::server, result::Side::client}) {
    const auto rules = rules_for(side);
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const Rule& one) { return one.id == id; });
    if (found != rules.end()) return *found;
  }
  throw std::logic_error(fmt::format("no wire rule is called {}", id));
}

}  // namespace

void Findings::note(std::string_view rule, Occurrence occurrence) {
  const auto again =
      std::find_if(seen_.begin(), seen_.end(), [&](const Seen& one) { return one.first.id == rule; });
  if (again != seen_.end()) {
    again->entries.push_back(occurrence.entry);
    return;
  }
  const Rule& broken = rule_called(rule);
  looked_.insert(broken.id);
  seen_.push_back({&broken,
                   result::Finding{.id = std::string(broken.id),
                                   .weight = broken.weight,
                                   .clause = broken.cites.clause,
                                   .message = std::move(occurrence.message),
                                   .expected = std::move(occurrence.expected),
                                   .got = std::move(occurrence.got),
                                   .reason = std::string(broken.sentence),
                                   .entry = occurrence.entry},
                   {occurrence.entry}});
}

void Findings::look(std::initializer_list<std::string_view> rules) {
  for (const std::string_view rule : rules)
    if (!looked_.contains(rule)) looked_.insert(rule_called(rule).id);
}

void Findings::leave_out(const std::set<std::string_view>& rules) {
  std::erase_if(seen_, [&](const Seen& one) { return rules.contains(one.rule->id); });
  for (const std::string_view rule : rules) looked_.erase(rule);
}

void Findings::take_over(Findings seen, const std::vector<std::size_t>& places, std::string_view leg) {
  looked_.merge(seen.looked_);
  for (Seen& one : seen.seen_) {
    for (std::size_t& entry : one.entries) entry = places[entry];
    const auto again =
        std::find_if(seen_.begin(), seen_.end(), [&](const Seen& known) { return known.rule == one.rule; });
    if (again != seen_.end()) {
      again->entries.insert(again->entries.end(), one.entries.begin(), one.entries.end());
      continue;
    }
    one.first.entry = places[one.first.entry];
    one.first.message = fmt::format("{}: {}", leg, one.first.message);
    seen_.push_back(std::move(one));
  }
}

std::vector<result::Finding> Findings::take() {
  std::vector<result::Finding> findings;
  for (Seen& one : seen_) {
    const std::size_t count = one.entries.size();
    if (count > 1) one.first.message += fmt::format(" (seen {} times in this session)", count);
    findings.push_back(std::move(one.first));
  }
  seen_.clear();
  std::stable_sort(
      findings.begin(), findings.end(),
      [](const result::Finding& left, const result::Finding& right) { return left.entry < right.entry; });
  return findings;
}

std::vector<Breach> Findings::breaches() const {
  std::vector<Breach> all;
  for (const Seen& one : seen_) {
    all.push_back({one.rule, one.entries});
    std::sort(all.back().entries.begin(), all.back().entries.end());
  }
  return all;
}

std::string shown(std::string_view octets) {
  constexpr std::size_t most = 100;
  return fmt::format("\"{}\"", text::visible_cut(octets, most));
}

}  // namespace smtpspec::watch
