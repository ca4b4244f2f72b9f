// Pace: how much of all that the runs of this process do is under way at a time: cases, started programs,
// octets.
//
// Nobody knows what a machine bears before it is tried, and it changes with what else runs there. So it is
// measured: an event loop that turns late, and programs that take long to begin, lower what runs at a time,
// whichever target it belongs to, until they do not any more. Then it grows again.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "run/gate.hpp"
#include "run/rate.hpp"

namespace smtpspec::run {

class Pace {
 public:
  using Clock = std::chrono::steady_clock;

  struct Bounds {
    Rate::Bounds cases{.begin = 16, .lowest = 1, .highest = 1000};
    Rate::Bounds programs{.begin = 4, .lowest = 1, .highest = 100};
    Gate::Units octets = Gate::Units{64} * 1024 * 1024;
  };

  explicit Pace(Bounds bounds);

  // The one that all runs of this process share.
  static Pace& of_this_process();

  Gate& cases() { return cases_gate_; }
  Gate& programs() { return programs_gate_; }
  Gate& octets() { return octets_gate_; }

  // An event loop turned late; `tolerable`: what would make a deadline meaningless.
  void loop_was_late(Clock::duration lag, Clock::duration tolerable);
  // A program needed so long to begin its work, and the quickest of its kind so long.
  void program_began(Clock::duration after, Clock::duration quickest);
  // A case ended, and the harness was in time.
  void case_went_well(bool with_program);

  // Whether it was too much at any time since then, or still is.
  bool was_lowered_since(Clock::time_point since) const;
  // What was lowered, in words for a report: "at times 2 instead of 16 cases side by side (the harness was
  // late by up to 900 ms)"; empty if nothing was.
  std::string in_words() const;

 private:
  void lower(Rate& rate, Gate& gate, Clock::time_point now);
  bool is_low() const;

  mutable std::mutex mutex_;
  Rate cases_, programs_;
  Gate cases_gate_, programs_gate_, octets_gate_;
  Clock::time_point lowered_ = Clock::time_point::min();  // the last time
  Clock::duration latest_{0};                             // the worst of the event loops
  Clock::duration slowest_{0};                            // the worst of the programs
};

}  // namespace smtpspec::run
