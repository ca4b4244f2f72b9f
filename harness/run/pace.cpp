#include "run/pace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace smtpspec::run {
namespace {

using std::chrono::milliseconds;

// Parts of what is tolerable.
constexpr int too_late = 4, nearly_late = 16;
// How much longer than the quickest of its kind a program may take to begin.
constexpr int slow = 4, far_too_slow = 10;
constexpr milliseconds slow_in_any_case{300}, far_too_slow_in_any_case{2000};

long long in_milliseconds(Pace::Clock::duration duration) {
  return std::chrono::duration_cast<milliseconds>(duration).count();
}

}  // namespace

Pace::Pace(Bounds bounds)
    : cases_(bounds.cases),
      programs_(bounds.programs),
      cases_gate_(bounds.cases.begin),
      programs_gate_(bounds.programs.begin),
      octets_gate_(bounds.octets) {}

// Never destroyed: a thread may outlive main().
Pace& Pace::of_this_process() {
  static Pace& all = *new Pace(Bounds{});
  return all;
}

void Pace::lower(Rate& rate, Gate& gate, Clock::time_point now) {
  rate.was_too_much(now);
  gate.set_limit(rate.now());
  lowered_ = now;
}

void Pace::loop_was_late(Clock::duration lag, Clock::duration tolerable) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  if (lag < tolerable / nearly_late) return;
  if (lag < tolerable / too_late) {
    cases_.is_enough(now);
    programs_.is_enough(now);
    return;
  }
  latest_ = std::max(latest_, lag);
  lower(cases_, cases_gate_, now);
  lower(programs_, programs_gate_, now);
}

void Pace::program_began(Clock::duration after, Clock::duration quickest) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  if (after > quickest * far_too_slow + far_too_slow_in_any_case) {
    slowest_ = std::max(slowest_, after);
    lower(programs_, programs_gate_, now);
  } else if (after > quickest * slow + slow_in_any_case) {
    programs_.is_enough(now);
  }
}

void Pace::case_went_well(bool with_program) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  cases_.went_well(now);
  cases_gate_.set_limit(cases_.now());
  if (!with_program) return;
  programs_.went_well(now);
  programs_gate_.set_limit(programs_.now());
}

bool Pace::is_low() const {
  return cases_.now() < cases_.begin() || programs_.now() < programs_.begin();
}

bool Pace::was_lowered_since(Clock::time_point since) const {
  const std::lock_guard lock(mutex_);
  return lowered_ >= since || is_low();
}

std::string Pace::in_words() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> lowered, reasons;
  if (cases_.least() < cases_.begin())
    lowered.push_back(fmt::format("{} instead of {} cases", cases_.least(), cases_.begin()));
  if (programs_.least() < programs_.begin())
    lowered.push_back(fmt::format("{} instead of {} programs", programs_.least(), programs_.begin()));
  if (lowered.empty()) return {};
  if (latest_ > Clock::duration::zero())
    reasons.push_back(fmt::format("the harness was late by up to {} ms", in_milliseconds(latest_)));
  if (slowest_ > Clock::duration::zero())
    reasons.push_back(fmt::format("a program took up to {} ms to begin", in_milliseconds(slowest_)));
  return fmt::format("at times {} side by side ({})", fmt::join(lowered, " and "), fmt::join(reasons, "; "));
}

}  // namespace smtpspec::run
