// Keeper: a process that makes submission after submission, as many at a time as it is given.
//
// What a client needs around it - a system of its own, an interpreter with its libraries - is started once,
// with the keeper, and not with each submission. It is spoken to in lines (keeper_protocol.hpp). It ends with
// the Keeper, and as certainly as any Process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "target/process.hpp"

namespace smtpspec::target {

// One submission, told of by its keeper. If that ends before it, it has ended as its keeper did.
class KeptSubmission {
 public:
  bool alive() const;
  std::optional<Exit> exit() const;
  const TimedLog& timed_log() const { return log_; }
  // As that of Process: on the keeper's thread, or at once.
  void when_ended(std::function<void()> call);
  bool wait(std::chrono::milliseconds within) const;

 private:
  friend class Keeper;
  void end(const Exit& exit);

  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  TimedLog log_;
  std::optional<Exit> exit_;
  std::function<void()> when_ended_;
};

class Keeper {
 public:
  // Throws std::runtime_error if the program can't be started.
  explicit Keeper(const Command& command);
  ~Keeper();
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  bool alive() const;
  // Whether it has said so when this returns. It may be given submissions before.
  bool ready(std::chrono::milliseconds within) const;
  std::optional<Exit> exit() const;
  // What it says of itself.
  std::string log() const;

  std::size_t submissions() const;  // under way
  std::shared_ptr<KeptSubmission> submit(std::map<std::string, std::string> wishes);
  // Ends it now: by the keeper, or with the keeper where that does not obey in time.
  void end(const KeptSubmission& submission);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::target
