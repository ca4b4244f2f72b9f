#include "target/process.hpp"

#include <csignal>
#include <utility>

#include "target/process_child.hpp"

namespace smtpspec::target {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kept_log = 64 * 1024;
constexpr milliseconds short_while{2000};  // for what can only take long if something is badly wrong

}  // namespace

std::string Exit::str() const {
  return (by_signal ? "killed by signal " : "exited with status ") + std::to_string(code);
}

Process::Process(const Command& command, ProcessListener* listener)
    : child_(std::make_unique<Child>(command, listener)) {}

Process::~Process() {
  if (child_) end(SIGTERM, short_while);
}

Process::Process(Process&&) noexcept = default;

Process& Process::operator=(Process&& other) noexcept {
  std::swap(child_, other.child_);
  return *this;
}

int Process::id() const {
  return child_->id();
}

bool Process::alive() const {
  return !child_->exit();
}

std::optional<Exit> Process::exit() const {
  return child_->exit();
}

std::string Process::log() const {
  return child_->log().last(kept_log);
}

const TimedLog& Process::timed_log() const {
  return child_->log();
}

std::chrono::system_clock::time_point Process::ended_at() const {
  return child_->ended_at();
}

void Process::catch_up(milliseconds within) const {
  child_->catch_up(within);
}

void Process::close_input() {
  child_->close_input();
}

void Process::write(std::string octets) {
  child_->write(std::move(octets));
}

void Process::signal(int number) {
  child_->signal(number);
}

void Process::when_ended(std::function<void()> call) {
  child_->when_ended(std::move(call));
}

bool Process::wait(milliseconds within) const {
  if (!child_->wait(within)) return false;
  child_->wait_for_last_words(milliseconds(100));
  return true;
}

Exit Process::end(int number, milliseconds within) {
  close_input();
  if (number != 0 && alive()) signal(number);
  if (!child_->wait(within) && number == 0) {
    signal(SIGTERM);
    child_->wait(short_while);
  }
  signal(SIGKILL);
  child_->wait(short_while);
  child_->wait_for_last_words(milliseconds(100));
  return exit().value_or(Exit{true, SIGKILL});
}

}  // namespace smtpspec::target
