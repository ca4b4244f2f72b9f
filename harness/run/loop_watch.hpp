// LoopWatch: whether an event loop of the harness was late. A deadline that passed meanwhile says nothing
// about the target, which may have answered in time.
#pragma once

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace smtpspec::run {

namespace asio = boost::asio;

// Belongs to one event loop and is asked from inside it only.
class LoopWatch {
 public:
  using Clock = std::chrono::steady_clock;

  // `tell` hears of each beat that came late, inside the loop; may be empty.
  explicit LoopWatch(asio::io_context& context, std::function<void(Clock::duration)> tell = {})
      : timer_(context), tell_(std::move(tell)) {}

  // Beats until the loop ends; to be spawned once. The watch outlives it.
  asio::awaitable<void> beat();

  // The longest that a beat has come late since then. What holds the loop up right now counts already.
  Clock::duration latest_since(Clock::time_point since) const;

 private:
  struct Late {
    Clock::time_point noticed;
    Clock::duration by;
  };

  asio::steady_timer timer_;
  std::function<void(Clock::duration)> tell_;
  Clock::time_point due_ = Clock::time_point::max();
  std::vector<Late> late_;
};

}  // namespace smtpspec::run
