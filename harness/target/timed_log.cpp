#include "target/timed_log.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>

namespace smtpspec::target {
namespace {

using TimePoint = std::chrono::system_clock::time_point;

// Words that nothing but a breakdown is reported with.
constexpr std::array<std::string_view, 12> unmistakable = {"ERROR: AddressSanitizer",
                                                           "ERROR: HWAddressSanitizer",
                                                           "ERROR: LeakSanitizer",
                                                           "WARNING: MemorySanitizer",
                                                           "WARNING: ThreadSanitizer",
                                                           "ERROR: ThreadSanitizer",
                                                           "UndefinedBehaviorSanitizer",
                                                           ": runtime error: ",
                                                           "Segmentation fault",
                                                           "SIGSEGV",
                                                           "' panicked at",
                                                           ": Panic: file "};

// What glibc says (2.26 and later) before it ends a program whose memory is corrupted.
constexpr std::array<std::string_view, 16> of_the_c_library = {"double free or corruption",
                                                               "double free detected",
                                                               "free(): invalid",
                                                               "free(): corrupted",
                                                               "free(): unaligned",
                                                               "free(): too many chunks",
                                                               "malloc(): ",
                                                               "malloc_consolidate(): ",
                                                               "munmap_chunk(): ",
                                                               "mremap_chunk(): ",
                                                               "realloc(): invalid",
                                                               "tcache_thread_shutdown(): ",
                                                               "corrupted size vs. prev_size",
                                                               "corrupted double-linked list",
                                                               "stack smashing detected",
                                                               "*** buffer overflow detected ***"};

// The number behind the words; 0 where they are not in the line.
int number_behind(std::string_view line, std::string_view words) {
  const std::size_t at = line.find(words);
  int number = 0;
  if (at != line.npos) std::from_chars(line.data() + at + words.size(), line.data() + line.size(), number);
  return number;
}

bool was_killed_by_its_own_fault(std::string_view line) {
  for (const std::string_view words : {"killed by signal ", "terminated by signal ", "died on signal "})
    if (is_own_fault(number_behind(line, words))) return true;
  // Dovecot's master says it late, when the next case may run; of what ends by abort the process has said
  // Panic before.
  const int signal = number_behind(line, "killed with signal ");
  return is_own_fault(signal) && signal != SIGABRT;
}

// "panic:" as a word of its own: Go's, and Postfix's behind the name of its process.
bool panics(std::string_view line) {
  const std::size_t at = line.find("panic: ");
  return at != line.npos && (at == 0 || line[at - 1] == ' ');
}

}  // namespace

bool is_own_fault(int signal) {
  static constexpr std::array own = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  return std::find(own.begin(), own.end(), signal) != own.end();
}

bool is_crash_report(std::string_view line) {
  const auto stands_in_it = [&](std::string_view words) {
    return line.find(words) != line.npos;
  };
  return std::any_of(unmistakable.begin(), unmistakable.end(), stands_in_it) ||
         std::any_of(of_the_c_library.begin(), of_the_c_library.end(), stands_in_it) || panics(line) ||
         was_killed_by_its_own_fault(line);
}

void TimedLog::add(std::string_view octets, TimePoint at) {
  const std::lock_guard lock(mutex_);
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    open_ += octets.substr(0, end);
    open_at_ = at;
    octets.remove_prefix(end == octets.npos ? octets.size() : end + 1);
    // A line without end must not grow without bounds either.
    if (end != octets.npos || open_.size() > kept_octets / 16) finish_line(at);
  }
}

void TimedLog::finish_line(TimePoint at) {
  if (reports_.size() < kept_reports && is_crash_report(open_)) {
    reports_.push_back({at, open_});
    reported_.notify_all();
  }
  octets_ += open_.size() + 1;
  lines_.push_back({at, std::move(open_)});
  open_.clear();
  while (octets_ > kept_octets && lines_.size() > 1) {
    octets_ -= lines_.front().text.size() + 1;
    lines_.pop_front();
  }
}

std::string TimedLog::last(std::size_t octets) const {
  const std::lock_guard lock(mutex_);
  std::size_t size = open_.size();
  auto first = lines_.end();
  while (first != lines_.begin() && size < octets) size += (--first)->text.size() + 1;
  std::string text;
  for (; first != lines_.end(); ++first) text.append(first->text).append("\n");
  text += open_;
  return text.size() > octets ? text.substr(text.size() - octets) : text;
}

std::string TimedLog::between(TimePoint from, TimePoint to) const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const LogLine& line : lines_)
    if (line.at >= from && line.at <= to) text.append(line.text).append("\n");
  if (!open_.empty() && open_at_ >= from && open_at_ <= to) text += open_;
  return text;
}

std::vector<LogLine> TimedLog::crash_reports() const {
  const std::lock_guard lock(mutex_);
  return reports_;
}

void TimedLog::wait_for_report_behind(std::size_t known, std::chrono::milliseconds within) const {
  std::unique_lock lock(mutex_);
  reported_.wait_for(lock, within, [&] { return reports_.size() > known; });
}

}  // namespace smtpspec::target
