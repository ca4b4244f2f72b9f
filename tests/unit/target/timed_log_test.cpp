#include "target/timed_log.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace smtpspec::target {
namespace {

using namespace std::chrono_literals;
using TimePoint = std::chrono::system_clock::time_point;

const TimePoint start{1'000'000s};

TEST(TimedLog, LinesBelongToTheTimeWhenTheirEndCame) {
  TimedLog log;
  log.add("one\ntw", start);
  log.add("o\nthree\n", start + 1s);
  log.add("fo", start + 2s);
  EXPECT_EQ(log.between(start, start), "one\n");
  EXPECT_EQ(log.between(start + 1ms, start + 1s), "two\nthree\n");
  EXPECT_EQ(log.between(start, start + 3s), "one\ntwo\nthree\nfo");
  EXPECT_EQ(log.between(start + 3s, start + 4s), "");
}

TEST(TimedLog, LastIsTheNewest) {
  TimedLog log;
  log.add("one\ntwo\nthr", start);
  EXPECT_EQ(log.last(100), "one\ntwo\nthr");
  EXPECT_EQ(log.last(5), "o\nthr");
  EXPECT_EQ(log.last(2), "hr");
  EXPECT_EQ(TimedLog().last(5), "");
}

TEST(TimedLog, ItIsBoundedAndKeepsItsCrashReports) {
  TimedLog log;
  log.add("panic: at the beginning\n", start);
  const std::string line(10'000, 'x');
  for (std::size_t octets = 0; octets < 3 * TimedLog::kept_octets; octets += line.size())
    log.add(line + "\n", start + 1s);
  log.add(std::string(TimedLog::kept_octets, 'y'), start + 2s);
  EXPECT_LE(log.last(10 * TimedLog::kept_octets).size(), TimedLog::kept_octets + TimedLog::kept_octets / 8);
  ASSERT_EQ(log.crash_reports().size(), 1U);
  EXPECT_EQ(log.crash_reports()[0].text, "panic: at the beginning");
  EXPECT_EQ(log.crash_reports()[0].at, start);
}

TEST(TimedLog, WaitsForAReport) {
  TimedLog log;
  log.wait_for_report_behind(0, 1ms);
  std::jthread writer([&log] { log.add("==7==ERROR: AddressSanitizer: x\n", start); });
  log.wait_for_report_behind(0, 20s);
  EXPECT_EQ(log.crash_reports().size(), 1U);
}

TEST(CrashReport, IsKnownByTheWordsOfThoseWhoWriteThem) {
  for (const char* line :
       {"==12==ERROR: AddressSanitizer: heap-use-after-free on address 0x60200",
        "WARNING: ThreadSanitizer: data race (pid=7)",
        "smtpd.c:12:3: runtime error: signed integer overflow",
        "panic: runtime error: index out of range [3]",
        "postfix/smtpd[7]: panic: vstring_extend: bad length",
        "Segmentation fault (core dumped)",
        "postfix/master[5]: warning: process /usr/lib/postfix/sbin/smtpd pid 9 killed by signal 11",
        "child 12 killed by signal 6",
        "dovecot: submission(alice)<7><x>: Fatal: master: service(submission): child 7 killed with signal 11",
        "dovecot: submission(alice)<7><x>: Panic: file smtp-server.c: line 9 (f): assertion failed: (mail != "
        "NULL)",
        "*** stack smashing detected ***: terminated",
        "free(): invalid pointer",
        "free(): double free detected in tcache 2",
        "double free or corruption (!prev)",
        "munmap_chunk(): invalid pointer",
        "corrupted size vs. prev_size while consolidating",
        "corrupted double-linked list (not small)",
        "malloc(): unsorted double linked list corrupted",
        "malloc_consolidate(): invalid chunk size",
        "realloc(): invalid next size",
        "free(): unaligned chunk detected in tcache 2",
        "mremap_chunk(): invalid pointer",
        "tcache_thread_shutdown(): unaligned tcache chunk detected",
        "*** buffer overflow detected ***: terminated",
        "thread 'main' panicked at src/main.rs:4:5:",
        "SIGSEGV (fault address: (nil))"})
    EXPECT_TRUE(is_crash_report(line)) << line;
}

TEST(CrashReport, IsNoneWhereTheClientOrTheHarnessMayBeMeant) {
  for (const char* line : {"", "connect from localhost[127.0.0.1]", "process 9 killed by signal 15",
                           "Fatal: master: service(submission): child 7 killed with signal 6",
                           "killed by signal 9", "killed by signal 116", "error: no panic, all is well",
                           "warning: panicking: x", "Traceback (most recent call last):",
                           "lost connection after DATA", "improper command pipelining after DATA",
                           "fatal: usage: x", "501 the command would be a buffer overflow",
                           "header says corrupted size: 12", "realloc(): 12 octets more"})
    EXPECT_FALSE(is_crash_report(line)) << line;
}

}  // namespace
}  // namespace smtpspec::target
