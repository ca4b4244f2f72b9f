// Process: a child in a process group of its own, whose end is certain. It runs at a lower priority than the
// harness.
//
// It ends when the Process does, and also when the harness is killed in a way it can't notice: the child's
// standard input is a pipe that closes then, and the kernel kills the child itself. What it writes to
// standard output and standard error is kept, the last 64 KiB of it. Nothing here blocks longer than the
// caller says, and no zombie stays behind.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "target/timed_log.hpp"

namespace smtpspec::target {

struct Command {
  std::vector<std::string> arguments;              // the program first; looked up in PATH if it has no '/'
  std::map<std::string, std::string> environment;  // in addition to the harness's own
  std::filesystem::path directory;                 // empty: the harness's own
};

// How a process ended.
struct Exit {
  bool by_signal = false;
  int code = 0;  // the exit status, or the signal's number

  bool success() const { return !by_signal && code == 0; }
  std::string str() const;  // "exited with status 1", "killed by signal 9"
};

class Process {
 public:
  // Throws std::runtime_error if the program can't be started.
  explicit Process(const Command& command);
  ~Process();  // as end(), with short deadlines
  Process(Process&&) noexcept;
  Process& operator=(Process&&) noexcept;

  int id() const;
  bool alive() const;
  std::optional<Exit> exit() const;
  // What it has written, the last 64 KiB.
  std::string log() const;
  const TimedLog& timed_log() const;
  // Until all that it has written so far is in the log, but not longer than this.
  void catch_up(std::chrono::milliseconds within) const;
  // When its end was seen; only where exit() has a value.
  std::chrono::system_clock::time_point ended_at() const;

  void close_input();
  // To the whole group.
  void signal(int number);
  // `call` is called once, on a thread of the process's own, when it has ended (at once if it has already).
  // It must not outlive what it captures, and must not touch the Process.
  void when_ended(std::function<void()> call);
  // Whether it has ended when this returns.
  bool wait(std::chrono::milliseconds within) const;

  // Sees to its end. Its input is closed, and `number` is sent if it is not 0; if it has not ended within the
  // time, SIGTERM follows where nothing was sent, and then SIGKILL. What is left of the group is killed in
  // any case.
  Exit end(int number, std::chrono::milliseconds within);

 private:
  class Child;
  std::unique_ptr<Child> child_;
};

}  // namespace smtpspec::target
