// ClientProgram: a client that is judged, driven by a command that makes one submission and ends; or, where
// the profile has a keeper instead, by a process that makes one submission after another and is told the same
// in lines (keeper.hpp).
//
// The command is told by its environment what to do (fixtures/README.md lists the names: HOST, PORT, TLS,
// SENDER, MESSAGE, ...) and tells by its exit status what became of it, with the numbers of sysexits.h: 0
// delivered, 69 refused for good, 75 to be tried again, 64 the client can't be asked for this, anything else:
// not delivered, and it does not say whether for good.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "target/process.hpp"
#include "target/profile.hpp"

namespace smtpspec::target {

// One submission under way, by a process of its own or by a keeper's. Its end is that of everything it was
// given.
class RunningSubmission {
 public:
  ~RunningSubmission();
  RunningSubmission(RunningSubmission&&) noexcept;

  bool alive() const;
  std::optional<Exit> exit() const;
  // What it wrote; of one that has ended its last words, too.
  const TimedLog& timed_log() const;
  // As Process::when_ended().
  void when_ended(std::function<void()> call);
  // Ends it now. Takes two seconds at most.
  void end();

 private:
  friend class ClientProgram;
  struct State;
  explicit RunningSubmission(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class ClientProgram {
 public:
  // Prepares it and asks for its version, each under a deadline. `authority`: PEM, what it is to trust.
  // Throws StartError. `interrupted` is asked now and then; once it answers true the preparation is given up.
  ClientProgram(Profile profile, const std::string& authority, std::function<bool()> interrupted);
  ~ClientProgram();

  const Profile& profile() const;
  const std::string& version() const;

  // `environment`: HOST, PORT and the wishes; CA and MESSAGE are added. `message`: octets with CRLF. Safe to
  // call from several threads. Throws std::exception where the command can't be started.
  RunningSubmission start(std::map<std::string, std::string> environment, const std::string& message) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::target
