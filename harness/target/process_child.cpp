#include "target/process_child.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <system_error>
#include <unordered_map>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/process/v2/environment.hpp>
#include <boost/process/v2/start_dir.hpp>
#include <boost/process/v2/stdio.hpp>

#include "target/own_group.hpp"
#include "target/process_launch.hpp"

namespace smtpspec::target {

namespace asio = boost::asio;
namespace process = boost::process::v2;

namespace {

using std::chrono::milliseconds;

constexpr std::size_t last_words = 4 * 1024;

// Signals are for the main thread.
void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

// The end of a new pipe that a child writes to.
struct WrittenEnd {
  explicit WrittenEnd(asio::readable_pipe& read_end) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    read_end.assign(ends[0]);
    end = ends[1];
  }
  ~WrittenEnd() { ::close(end); }
  WrittenEnd(const WrittenEnd&) = delete;
  WrittenEnd& operator=(const WrittenEnd&) = delete;

  int end = -1;
};

Exit exit_of(int status) {
  if (WIFSIGNALED(status)) return {true, WTERMSIG(status)};
  return {false, WEXITSTATUS(status)};
}

}  // namespace

Process::Child::Child(const Command& command, ProcessListener* listener)
    : listener_(listener),
      input_(context_),
      output_(context_),
      speech_(context_),
      work_(context_.get_executor()) {
  std::promise<void> started;
  std::future<void> start = started.get_future();
  thread_ = std::thread([this, command, &started] { live(command, started); });
  try {
    start.get();
  } catch (...) {
    thread_.join();
    throw;
  }
}

Process::Child::~Child() {
  work_.reset();
  context_.stop();
  thread_.join();
}

std::optional<Exit> Process::Child::exit() const {
  const std::lock_guard lock(mutex_);
  return exit_;
}

std::chrono::system_clock::time_point Process::Child::ended_at() const {
  const std::lock_guard lock(mutex_);
  return ended_at_;
}

bool Process::Child::wait(milliseconds within) const {
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, within, [this] { return exit_.has_value(); });
}

void Process::Child::wait_for_last_words(milliseconds within) const {
  std::unique_lock lock(mutex_);
  ended_.wait_for(lock, within, [this] { return output_ended_; });
}

void Process::Child::catch_up(milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  for (bool empty = false; !empty && std::chrono::steady_clock::now() < deadline;) {
    {
      const std::lock_guard lock(mutex_);
      if (output_ended_) return;
    }
    int waiting = 0;
    empty = ::ioctl(output_.native_handle(), FIONREAD, &waiting) != 0 || waiting == 0;
    const auto turn = std::make_shared<std::promise<void>>();
    asio::post(context_, [turn] { turn->set_value(); });
    turn->get_future().wait_until(deadline);
  }
}

void Process::Child::close_input() {
  asio::post(context_, [this] {
    boost::system::error_code ignored;
    input_.close(ignored);
  });
}

void Process::Child::write(std::string octets) {
  asio::post(context_, [this, octets = std::move(octets)]() mutable {
    to_write_.push_back(std::move(octets));
    if (to_write_.size() == 1) write_next();
  });
}

void Process::Child::signal(int number) const {
  ::kill(-id_, number);
}

void Process::Child::when_ended(std::function<void()> call) {
  {
    const std::lock_guard lock(mutex_);
    if (!exit_) {
      when_ended_ = std::move(call);
      return;
    }
  }
  call();
}

void Process::Child::live(const Command& command, std::promise<void>& started) {
  block_signals();
  try {
    start(command);
  } catch (const std::exception& error) {
    started.set_exception(std::make_exception_ptr(
        std::runtime_error("can't start " + (command.arguments.empty() ? "" : command.arguments.front()) +
                           ": " + error.what())));
    return;
  }
  read_output();
  if (listener_ != nullptr) read_speech();
  await_exit();
  started.set_value();
  context_.run();
}

void Process::Child::start(const Command& command) {
  const WrittenEnd log(output_);
  std::optional<WrittenEnd> speech;
  if (listener_ != nullptr) speech.emplace(speech_);
  const std::string program = program_of(command);
  const std::vector<std::string> arguments(command.arguments.begin() + 1, command.arguments.end());
  const std::vector<std::string> variables = environment_of(command);
  const std::filesystem::path directory =
      command.directory.empty() ? std::filesystem::current_path() : command.directory;
  child_.emplace(context_, program, arguments,
                 process::process_stdio{input_, speech ? speech->end : log.end, log.end},
                 process::process_start_dir(directory), process::process_environment(variables), OwnGroup{});
  id_ = child_->id();
}

void Process::Child::read_output() {
  output_.async_read_some(asio::buffer(block_), [this](boost::system::error_code error, std::size_t count) {
    log_.add(std::string_view(block_.data(), count), std::chrono::system_clock::now());
    {
      const std::lock_guard lock(mutex_);
      output_ended_ = static_cast<bool>(error);
    }
    if (!error) return read_output();
    ended_.notify_all();
    tell_of_the_end();
  });
}

void Process::Child::read_speech() {
  speech_.async_read_some(asio::buffer(speech_block_),
                          [this](boost::system::error_code error, std::size_t count) {
                            listener_->said(std::string_view(speech_block_.data(), count));
                            if (!error) return read_speech();
                            speech_ended_ = true;
                            tell_of_the_end();
                          });
}

void Process::Child::tell_of_the_end() {
  if (listener_ != nullptr && speech_ended_ && output_ended_ && exit_)
    listener_->ended(*exit_, log_.last(last_words));
}

void Process::Child::write_next() {
  asio::async_write(input_, asio::buffer(to_write_.front()),
                    [this](boost::system::error_code error, std::size_t) {
                      // Whoever does not read any more is told nothing any more: his end comes in another
                      // way.
                      to_write_.pop_front();
                      if (error) to_write_.clear();
                      if (!to_write_.empty()) write_next();
                    });
}

void Process::Child::await_exit() {
  child_->async_wait([this](boost::system::error_code error, int) {
    // Somebody else reaped it if there is an error: it has ended, and nobody will ever know how.
    std::function<void()> call;
    {
      const std::lock_guard lock(mutex_);
      exit_ = error ? Exit{} : exit_of(child_->native_exit_code());
      call = std::move(when_ended_);
      ended_at_ = std::chrono::system_clock::now();
    }
    if (call) call();
    ended_.notify_all();
    tell_of_the_end();
    work_.reset();
  });
}

}  // namespace smtpspec::target
