// Program: a child process of a test, with what it wrote, how it ended and how much memory it took at most.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace smtpspec::support {

struct Ended {
  int exit_code = -1;  // 128 + the signal's number if a signal ended it
  std::string out;     // standard output
  std::string err;     // standard error
  long peak_memory_kib = 0;
};

class Program {
 public:
  explicit Program(const std::vector<std::string>& arguments,
                   const std::map<std::string, std::string>& environment = {});
  // Killed if it has not ended: no test leaves a process behind.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t id() const { return id_; }
  void signal(int number) const;
  // Reads standard output until it holds `text`; false at its end.
  bool says(const std::string& text);
  // What it has written on standard output so far.
  const std::string& said() const { return ended_.out; }
  // Reads to the end and waits.
  Ended end();

 private:
  void read_some();

  pid_t id_ = -1;
  int out_ = -1;
  int err_ = -1;
  Ended ended_;
};

// Starts it, reads everything, waits.
Ended run_program(const std::vector<std::string>& arguments,
                  const std::map<std::string, std::string>& environment = {});

}  // namespace smtpspec::support
