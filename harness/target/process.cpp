#include "target/process.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <csignal>
#include <future>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <unordered_map>

#include <boost/optional.hpp>
#include <boost/type_traits.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/process/v2/environment.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/start_dir.hpp>
#include <boost/process/v2/stdio.hpp>

namespace smtpspec::target {

namespace asio = boost::asio;
namespace process = boost::process::v2;

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kept_log = 64 * 1024;
constexpr milliseconds short_while{2000};  // for what can only take long if something is badly wrong

// How much nicer than the harness everything is that it starts: on a busy machine what is judged has to wait
// for it, never it for what is judged. A third of its weight: other programs of the machine must not starve
// it.
constexpr int nicer = 5;

// Only makes system calls: it stands between fork and exec. Where the kernel groups processes by sessions
// (sched(7), autogroup), niceness counts within a session only, and the session has its own.
void be_nice() {
  errno = 0;
  const int now = ::getpriority(PRIO_PROCESS, 0);
  if (errno != 0) return;
  ::setpriority(PRIO_PROCESS, 0, now + nicer);
  const int group = ::open("/proc/self/autogroup", O_WRONLY | O_CLOEXEC);
  if (group < 0) return;
  static constexpr char words[] = {'0' + nicer};
  static_cast<void>(::write(group, words, sizeof words) < 0);
  ::close(group);
}

// What a child does between fork and exec. A group of its own lets all its descendants be signalled at once
// and keeps the terminal's Ctrl-C for the harness.
struct OwnGroup {
  boost::system::error_code on_exec_setup(process::posix::default_launcher&, const std::filesystem::path&,
                                          const char* const*) {
    ::setsid();
    be_nice();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) ::signal(number, SIG_DFL);
    return {};
  }
};

// Signals are for the main thread.
void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

std::string program_of(const Command& command) {
  if (command.arguments.empty()) throw std::runtime_error("a command needs a program");
  const std::string& name = command.arguments.front();
  if (name.find('/') != std::string::npos) return name;
  const auto found = process::environment::find_executable(name);
  if (found.empty()) throw std::runtime_error("no program '" + name + "' in PATH");
  return found.string();
}

std::vector<std::string> environment_of(const Command& command) {
  std::map<std::string, std::string> variables;
  for (char** entry = ::environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (const auto equals = text.find('='); equals != std::string_view::npos)
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  for (const auto& [name, value] : command.environment) variables[name] = value;
  std::vector<std::string> list;
  for (const auto& [name, value] : variables) list.push_back(name + "=" + value);
  return list;
}

Exit exit_of(int status) {
  if (WIFSIGNALED(status)) return {true, WTERMSIG(status)};
  return {false, WEXITSTATUS(status)};
}

}  // namespace

std::string Exit::str() const {
  return (by_signal ? "killed by signal " : "exited with status ") + std::to_string(code);
}

// Lives in a thread of its own from fork to exit: the kernel's promise to kill the child holds for the death
// of the thread that forked it.
class Process::Child {
 public:
  explicit Child(const Command& command)
      : input_(context_), output_(context_), work_(context_.get_executor()) {
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

  ~Child() {
    work_.reset();
    context_.stop();
    thread_.join();
  }

  int id() const { return id_; }

  std::optional<Exit> exit() const {
    const std::lock_guard lock(mutex_);
    return exit_;
  }

  const TimedLog& log() const { return log_; }

  std::chrono::system_clock::time_point ended_at() const {
    const std::lock_guard lock(mutex_);
    return ended_at_;
  }

  bool wait(milliseconds within) const {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, within, [this] { return exit_.has_value(); });
  }

  // Until nothing more can be written: an exit is seen before the last words are.
  void wait_for_last_words(milliseconds within) const {
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, within, [this] { return output_ended_; });
  }

  // A turn of the thread behind an empty pipe: by then all that was in it stands in the log.
  void catch_up(milliseconds within) {
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

  void close_input() {
    asio::post(context_, [this] {
      boost::system::error_code ignored;
      input_.close(ignored);
    });
  }

  void signal(int number) const { ::kill(-id_, number); }

  void when_ended(std::function<void()> call) {
    {
      const std::lock_guard lock(mutex_);
      if (!exit_) {
        when_ended_ = std::move(call);
        return;
      }
    }
    call();
  }

 private:
  void live(const Command& command, std::promise<void>& started) {
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
    await_exit();
    started.set_value();
    context_.run();
  }

  void start(const Command& command) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    output_.assign(ends[0]);
    const std::unique_ptr<int, void (*)(int*)> written_end(&ends[1], [](int* end) { ::close(*end); });
    const std::string program = program_of(command);
    const std::vector<std::string> arguments(command.arguments.begin() + 1, command.arguments.end());
    const std::vector<std::string> variables = environment_of(command);
    const std::filesystem::path directory =
        command.directory.empty() ? std::filesystem::current_path() : command.directory;
    child_.emplace(context_, program, arguments, process::process_stdio{input_, ends[1], ends[1]},
                   process::process_start_dir(directory), process::process_environment(variables),
                   OwnGroup{});
    id_ = child_->id();
  }

  void read_output() {
    output_.async_read_some(asio::buffer(block_), [this](boost::system::error_code error, std::size_t count) {
      log_.add(std::string_view(block_.data(), count), std::chrono::system_clock::now());
      {
        const std::lock_guard lock(mutex_);
        output_ended_ = static_cast<bool>(error);
      }
      if (error)
        ended_.notify_all();
      else
        read_output();
    });
  }

  void await_exit() {
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
      work_.reset();
    });
  }

  asio::io_context context_{1};
  asio::writable_pipe input_;
  asio::readable_pipe output_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::optional<process::process> child_;
  int id_ = -1;
  std::array<char, 8192> block_{};

  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  TimedLog log_;
  bool output_ended_ = false;
  std::optional<Exit> exit_;
  std::function<void()> when_ended_;
  std::chrono::system_clock::time_point ended_at_{};

  std::thread thread_;
};

Process::Process(const Command& command) : child_(std::make_unique<Child>(command)) {}

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
