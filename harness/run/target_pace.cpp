#include "run/target_pace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace smtpspec::run {
namespace {

// Fewer at a time would cost more than they bring: a target that is silent for good is silent alone as well.
constexpr unsigned fewest_lanes = 4;

std::string cases(unsigned count) {
  return fmt::format("{} case{}", count, count == 1 ? "" : "s");
}

}  // namespace

Slowdown& Slowdown::operator+=(const Slowdown& more) {
  if (jobs == 0 || (more.least < more.jobs && (least == jobs || more.least < least))) {
    jobs = more.jobs;
    least = more.least;
  }
  longest = std::max(longest, more.longest);
  waited_longer += more.waited_longer;
  not_waited += more.not_waited;
  alone += more.alone;
  return *this;
}

std::string Slowdown::in_words() const {
  std::vector<std::string> words;
  if (least < jobs)
    words.push_back(fmt::format("{} instead of {} cases at a time (replies took up to {} s)", least, jobs,
                                std::chrono::ceil<std::chrono::seconds>(longest).count()));
  if (waited_longer > 0)
    words.push_back(fmt::format("{} played again alone with a longer wait", cases(waited_longer)));
  if (not_waited > 0)
    words.push_back(fmt::format("{} not, since these had taken the time for it", cases(not_waited)));
  if (alone > 0) words.push_back(fmt::format("{} played again with nothing beside", cases(alone)));
  return fmt::format("{}", fmt::join(words, ", "));
}

TargetPace::TargetPace(unsigned jobs, Clock::duration longer_waits)
    : rate_({.begin = jobs, .lowest = std::min(jobs, fewest_lanes), .highest = jobs}),
      lanes_(jobs),
      longer_waits_(longer_waits) {
  slowdown_.jobs = jobs;
}

void TargetPace::replied_after(Clock::duration longest, Clock::duration deadline) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  const bool is_slow = longest > deadline / 2;
  is_slow ? rate_.was_too_much(now) : rate_.went_well(now);
  lanes_.set_limit(rate_.now());
  if (is_slow)
    slowdown_.longest =
        std::max(slowdown_.longest, std::chrono::duration_cast<std::chrono::milliseconds>(longest));
}

TargetPace::Clock::duration TargetPace::quickest_begin(Clock::duration after) {
  const std::lock_guard lock(mutex_);
  return quickest_ = std::min(quickest_, after);
}

bool TargetPace::may_wait_longer() {
  const std::lock_guard lock(mutex_);
  if (longer_waits_ > Clock::duration::zero()) return true;
  ++slowdown_.not_waited;
  return false;
}

void TargetPace::waited_longer(Clock::duration time) {
  const std::lock_guard lock(mutex_);
  longer_waits_ -= time;
  ++slowdown_.waited_longer;
}

void TargetPace::played_alone() {
  const std::lock_guard lock(mutex_);
  ++slowdown_.alone;
}

Slowdown TargetPace::slowdown() const {
  const std::lock_guard lock(mutex_);
  Slowdown slowdown = slowdown_;
  slowdown.least = rate_.least();
  return slowdown;
}

}  // namespace smtpspec::run
