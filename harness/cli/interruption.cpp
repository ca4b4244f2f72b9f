#include "cli/interruption.hpp"

#include <csignal>

namespace smtpspec::cli {
namespace {

std::atomic<bool> was_interrupted{false};
std::atomic<int> by_signal{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void on_signal(int number) {
  by_signal = number;
  was_interrupted = true;
}

}  // namespace

void watch_for_interruption() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A target or a pipe's reader that goes away is an outcome of a write, not the end of the harness.
  std::signal(SIGPIPE, SIG_IGN);
}

const std::atomic<bool>& interrupted() {
  return was_interrupted;
}

int interrupting_signal() {
  return by_signal;
}

}  // namespace smtpspec::cli
