// Matrix: the runs against several targets side by side, one line each.
#pragma once

#include <span>
#include <string>

#include "reports/console.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

// Targets in the order of the runs; a column for each status that occurs, the time, the software.
//
//   target    pass  FAIL  known deviation      time  software
//   aiosmtpd   301     1               12   4.120 s  aiosmtpd 1.4.3
//   exim      did not start: ...
std::string matrix_text(std::span<const result::RunResult> runs, const ConsoleOptions& options);

}  // namespace smtpspec::reports
