#include "run/crashes.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace smtpspec::run {
namespace {

using result::CaseResult;
using result::EntryKind;
using result::Outcome;

// A connection breaks before the supervisor of the process that died has written so.
constexpr std::chrono::milliseconds words_come_late{500};

bool has_run(const CaseResult& one) {
  return one.outcome != Outcome::not_run && one.started != result::TimePoint{};
}

bool went_well(const CaseResult& one) {
  return one.outcome == Outcome::pass || one.outcome == Outcome::tolerated ||
         one.outcome == Outcome::not_applicable;
}

constexpr std::string_view in_the_midst = "the target broke down while this case ran: ";
constexpr std::string_view just_behind = "the target broke down just behind this case: ";

result::TimePoint end_of(const CaseResult& one) {
  return one.started + one.duration;
}

bool is_touched_by(const CrashSign& sign, const CaseResult& one) {
  if (!has_run(one) || sign.at < one.started) return false;
  return sign.at <= end_of(one) || (!went_well(one) && sign.at <= end_of(one) + words_come_late);
}

bool had_just_ended(const CrashSign& sign, const CaseResult& one) {
  return has_run(one) && sign.at > end_of(one) && sign.at <= end_of(one) + words_come_late;
}

// How many cases the condition holds for; those that are no crash yet become one.
template <class Condition>
std::size_t mark(std::vector<CaseResult>& cases, const CrashSign& sign, std::string_view words,
                 Condition condition) {
  std::size_t touched = 0;
  for (CaseResult& one : cases) {
    if (!condition(one)) continue;
    ++touched;
    if (one.outcome == Outcome::crash) continue;
    one.outcome = Outcome::crash;
    one.note = std::string(words) + sign.words;
  }
  return touched;
}

// Also where there was nobody to connect to: that is an error, and leaves no entry.
bool was_broken_off(const CaseResult& one) {
  return one.outcome == Outcome::error ||
         std::any_of(one.transcript.entries().begin(), one.transcript.entries().end(),
                     [](const result::Entry& entry) {
                       return entry.kind == EntryKind::closed || entry.kind == EntryKind::reset;
                     });
}

bool said_something(const CaseResult& one) {
  const auto& entries = one.transcript.entries();
  return std::any_of(entries.begin(), entries.end(), [](const result::Entry& entry) {
    return entry.kind == EntryKind::command || entry.kind == EntryKind::content;
  });
}

bool had_nobody(const CaseResult& one) {
  const auto& entries = one.transcript.entries();
  return std::none_of(entries.begin(), entries.end(),
                      [](const result::Entry& entry) { return entry.kind == EntryKind::connected; });
}

}  // namespace

std::vector<CrashSign> mark_crashes(std::vector<CaseResult>& cases, const std::vector<CrashSign>& signs) {
  std::vector<CrashSign> behind, unexplained;
  for (const CrashSign& sign : signs)
    if (mark(cases, sign, in_the_midst, [&](const CaseResult& one) { return is_touched_by(sign, one); }) == 0)
      behind.push_back(sign);
  for (const CrashSign& sign : behind)
    if (mark(cases, sign, just_behind, [&](const CaseResult& one) { return had_just_ended(sign, one); }) == 0)
      unexplained.push_back(sign);
  return unexplained;
}

bool ended_well_before_a_crash(const CaseResult& one) {
  return one.outcome == Outcome::crash && one.note.starts_with(just_behind);
}

void set_aside_the_unheard(std::vector<CaseResult>& cases, result::TimePoint death) {
  const bool one_spoke = std::any_of(cases.begin(), cases.end(), [](const CaseResult& one) {
    return one.outcome == Outcome::crash && said_something(one);
  });
  for (CaseResult& one : cases) {
    const bool came_late = one.outcome != Outcome::crash && one.started > death;
    const bool is_innocent =
        one.outcome == Outcome::crash && !said_something(one) && (one_spoke || had_nobody(one));
    if (came_late || is_innocent) one.outcome = Outcome::not_run;
  }
}

bool was_cut_off(const CaseResult& one) {
  return has_run(one) && !went_well(one) && one.outcome != Outcome::crash && was_broken_off(one);
}

bool may_hide_a_crash(const CaseResult& one) {
  return was_cut_off(one) && one.started + one.duration + words_come_late > std::chrono::system_clock::now();
}

bool may_hide_a_crash(const std::vector<CaseResult>& cases) {
  return std::any_of(cases.begin(), cases.end(), [](const CaseResult& one) { return may_hide_a_crash(one); });
}

}  // namespace smtpspec::run
