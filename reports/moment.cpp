#include "reports/moment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace smtpspec::reports {

std::string stamp(result::TimePoint moment, StampForm form) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::milliseconds>(moment - day));
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (form == StampForm::zoned) text += fmt::format(".{:03}Z", clock.subseconds().count());
  return text;
}

std::chrono::milliseconds in_milliseconds(result::Duration duration) {
  return std::max(std::chrono::round<std::chrono::milliseconds>(duration), std::chrono::milliseconds(0));
}

std::string seconds(std::chrono::milliseconds duration) {
  const auto count = duration.count();
  return fmt::format("{}.{:03}", count / 1000, count % 1000);
}

}  // namespace smtpspec::reports
