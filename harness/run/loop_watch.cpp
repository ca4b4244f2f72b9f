#include "run/loop_watch.hpp"

#include <algorithm>

#include <boost/asio/use_awaitable.hpp>

namespace smtpspec::run {
namespace {

constexpr std::chrono::milliseconds between_beats{50};
constexpr std::chrono::milliseconds worth_noting{20};

}  // namespace

asio::awaitable<void> LoopWatch::beat() {
  for (;;) {
    due_ = Clock::now() + between_beats;
    timer_.expires_at(due_);
    co_await timer_.async_wait(asio::use_awaitable);
    const Clock::time_point now = Clock::now();
    if (now - due_ <= worth_noting) continue;
    late_.push_back({now, now - due_});
    if (tell_) tell_(now - due_);
  }
}

LoopWatch::Clock::duration LoopWatch::latest_since(Clock::time_point since) const {
  const Clock::time_point now = Clock::now();
  Clock::duration latest = due_ < now ? now - due_ : Clock::duration::zero();
  for (const Late& one : late_)
    if (one.noticed >= since) latest = std::max(latest, one.by);
  return latest;
}

}  // namespace smtpspec::run
