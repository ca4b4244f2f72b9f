// Rate: how much at a time is borne, found out by trying: more as long as all goes well, half where it does
// not.
#pragma once

#include <chrono>

namespace smtpspec::run {

class Rate {
 public:
  using Clock = std::chrono::steady_clock;

  struct Bounds {
    unsigned begin = 16;
    unsigned lowest = 1;
    unsigned highest = 16;
  };

  explicit Rate(Bounds bounds) : bounds_(bounds), now_(bounds.begin), least_(bounds.begin) {}

  unsigned now() const { return now_; }
  unsigned begin() const { return bounds_.begin; }
  // The least that it has ever been.
  unsigned least() const { return least_; }

  // One thing more has ended as it should. At first what runs at a time doubles whenever as many have; once
  // it was too much, it grows by one.
  void went_well(Clock::time_point now);
  // It is as much as can be: for a while it doesn't grow, and not so fast from here on.
  void is_enough(Clock::time_point now);
  // It was too much. What follows at once is the same complaint.
  void was_too_much(Clock::time_point now);

 private:
  Bounds bounds_;
  unsigned now_;
  unsigned least_;
  unsigned well_ = 0;  // since it changed
  bool feels_its_way_ = true;
  Clock::time_point rests_until_ = Clock::time_point::min();   // does not grow before
  Clock::time_point judged_until_ = Clock::time_point::min();  // does not shrink again before
};

}  // namespace smtpspec::run
