#include "run/crashes.hpp"

#include <algorithm>
#include <chrono>

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

bool is_touched_by(const CrashSign& sign, const CaseResult& one) {
  if (!has_run(one) || sign.at < one.started) return false;
  const result::TimePoint ended = one.started + one.duration;
  return sign.at <= ended || (!went_well(one) && sign.at <= ended + words_come_late);
}

// Also where there was nobody to connect to: that is an error, and leaves no entry.
bool was_broken_off(const CaseResult& one) {
  return one.outcome == Outcome::error ||
         std::any_of(one.transcript.entries().begin(), one.transcript.entries().end(),
                     [](const result::Entry& entry) {
                       return entry.kind == EntryKind::closed || entry.kind == EntryKind::reset;
                     });
}

}  // namespace

void mark_crashes(std::vector<CaseResult>& cases, const std::vector<CrashSign>& signs) {
  for (CaseResult& one : cases) {
    for (const CrashSign& sign : signs) {
      if (one.outcome == Outcome::crash || !is_touched_by(sign, one)) continue;
      one.outcome = Outcome::crash;
      one.note = "the target broke down while this case ran: " + sign.words;
    }
  }
}

bool may_hide_a_crash(const CaseResult& one) {
  const bool is_recent =
      has_run(one) && one.started + one.duration + words_come_late > std::chrono::system_clock::now();
  return is_recent && !went_well(one) && one.outcome != Outcome::crash && was_broken_off(one);
}

bool may_hide_a_crash(const std::vector<CaseResult>& cases) {
  return std::any_of(cases.begin(), cases.end(), [](const CaseResult& one) { return may_hide_a_crash(one); });
}

}  // namespace smtpspec::run
