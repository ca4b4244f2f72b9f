// Moment: points in time and durations as reports write them, independent of locale and time zone.
#pragma once

#include <string>

#include "result/results.hpp"

namespace smtpspec::reports {

enum class StampForm {
  zoned,         // 2026-08-22T10:11:12.345Z
  whole_seconds  // 2026-08-22T10:11:12, still UTC
};

std::string stamp(result::TimePoint moment, StampForm form = StampForm::zoned);

// Rounded; never negative.
std::chrono::milliseconds in_milliseconds(result::Duration duration);

// "4.120": always three decimals.
std::string seconds(std::chrono::milliseconds duration);

}  // namespace smtpspec::reports
