// TargetPace: how many cases one target bears at a time, and how much time may go into waiting longer for it.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "run/gate.hpp"
#include "run/rate.hpp"

namespace smtpspec::run {

// What was done slower for one target than it was meant to be.
struct Slowdown {
  unsigned jobs = 0, least = 0;          // cases at a time: at first, and the fewest
  std::chrono::milliseconds longest{0};  // wait for a reply that made them fewer
  unsigned waited_longer = 0;            // cases that were played again alone with a longer wait
  unsigned not_waited = 0;               // those that were not, since others had taken the time
  unsigned alone = 0;                    // cases that were played again with nothing beside them

  // Of two parts of one run.
  Slowdown& operator+=(const Slowdown& more);
  // For a report; empty if nothing was slower.
  std::string in_words() const;
};

class TargetPace {
 public:
  using Clock = std::chrono::steady_clock;

  // `longer_waits`: the time for them altogether.
  TargetPace(unsigned jobs, Clock::duration longer_waits);

  // Where a case of this target comes in.
  Gate& lanes() { return lanes_; }

  // The longest wait for a reply in a case, whether or not one came; `deadline`: for how long one is waited
  // for.
  void replied_after(Clock::duration longest, Clock::duration deadline);
  // How soon its client came after it was started; the quickest so far.
  Clock::duration quickest_begin(Clock::duration after);

  // Whether there is time left for longer waits; what one took.
  bool may_wait_longer();
  void waited_longer(Clock::duration time);
  void played_alone();

  Slowdown slowdown() const;

 private:
  mutable std::mutex mutex_;
  Rate rate_;
  Gate lanes_;
  Clock::duration longer_waits_;
  Clock::duration quickest_ = Clock::duration::max();
  Slowdown slowdown_;
};

}  // namespace smtpspec::run
