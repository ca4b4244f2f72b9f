// TimedLog: what a target wrote, and when: so that its words can be given to the cases they belong to, and so
// that its own report of a crash is not lost among them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::target {

struct LogLine {
  std::chrono::system_clock::time_point at;  // when its end was read
  std::string text;                          // without its line end
};

// Whether a program does that to itself (ILL, TRAP, ABRT, BUS, FPE, SEGV): others send TERM and KILL.
bool is_own_fault(int signal);

// Whether a line is a program's report of its own breakdown: a sanitizer's, a panic, a child killed by a
// signal that nobody sent. Careful by intention: what could be said about a client's mistake is not counted.
bool is_crash_report(std::string_view line);

// May be added to and asked from different threads.
class TimedLog {
 public:
  static constexpr std::size_t kept_octets = 1024 * 1024;  // of the newest lines
  static constexpr std::size_t kept_reports = 100;         // of the first crash reports

  void add(std::string_view octets, std::chrono::system_clock::time_point at);

  // The newest octets, at most so many.
  std::string last(std::size_t octets) const;
  // The lines that were read in this time, a line that has no end yet included.
  std::string between(std::chrono::system_clock::time_point from,
                      std::chrono::system_clock::time_point to) const;
  std::vector<LogLine> crash_reports() const;
  // Waits until there are more crash reports than so many, but not longer than this.
  void wait_for_report_behind(std::size_t known, std::chrono::milliseconds within) const;

 private:
  void finish_line(std::chrono::system_clock::time_point at);

  mutable std::mutex mutex_;
  mutable std::condition_variable reported_;
  std::deque<LogLine> lines_;
  std::string open_;  // the line that has no end yet
  std::chrono::system_clock::time_point open_at_{};
  std::size_t octets_ = 0;  // of lines_, with their ends
  std::vector<LogLine> reports_;
};

}  // namespace smtpspec::target
