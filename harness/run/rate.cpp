#include "run/rate.hpp"

#include <algorithm>

namespace smtpspec::run {
namespace {

constexpr std::chrono::milliseconds rest{1000};
constexpr std::chrono::milliseconds one_complaint{1000};

}  // namespace

void Rate::went_well(Clock::time_point now) {
  if (now < rests_until_ || ++well_ < now_) return;
  well_ = 0;
  now_ = std::min(bounds_.highest, feels_its_way_ ? now_ * 2 : now_ + 1);
}

void Rate::is_enough(Clock::time_point now) {
  feels_its_way_ = false;
  well_ = 0;
  rests_until_ = now + rest;
}

void Rate::was_too_much(Clock::time_point now) {
  is_enough(now);
  if (now < judged_until_) return;
  judged_until_ = now + one_complaint;
  now_ = std::max(bounds_.lowest, now_ / 2);
  least_ = std::min(least_, now_);
}

}  // namespace smtpspec::run
