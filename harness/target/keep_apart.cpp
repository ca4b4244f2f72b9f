#include "target/keep_apart.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "target/fresh_system.hpp"
#include "target/keeper_protocol.hpp"
#include "target/process_launch.hpp"

namespace smtpspec::target {
namespace {

constexpr int could_not_begin = 71;  // EX_OSERR
constexpr std::size_t large_piece = 32 * 1024;

void say(int descriptor, std::string_view words) {
  while (!words.empty()) {
    const ssize_t count = ::write(descriptor, words.data(), words.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::system_error(errno, std::generic_category(), "nobody listens");
    words.remove_prefix(static_cast<std::size_t>(count));
  }
}

using Wishes = std::map<std::string, std::string>;

// The same names as for a client that is run by hand (fixtures/common/client).
Wishes inside(Wishes wishes, const KeptApart::InSystem& system) {
  copy_contents(wishes["MESSAGE"], system.place / "tmp/message");
  wishes["MESSAGE"] = "/tmp/message";
  if (std::string& authorities = wishes["CA"]; !authorities.empty()) {
    copy_contents(authorities, system.place / "tmp/ca.pem");
    authorities = "/tmp/ca.pem";
  }
  const char* const host = std::getenv("CLIENT_NAME");
  if (host != nullptr && wishes["CLIENT_NAME"] != host)
    throw std::runtime_error("its system is that of the host " + std::string(host));
  wishes.erase("STATE");
  wishes.insert(
      {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}, {"LC_ALL", "C"}, {"HOME", "/tmp"}, {"FOLDER", "/tmp"}});
  return wishes;
}

[[noreturn]] void become(const std::vector<std::string>& command, const std::vector<std::string>& variables) {
  const auto pointers = [](const std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
    all.push_back(nullptr);
    return all;
  };
  ::execvpe(command.front().c_str(), pointers(command).data(), pointers(variables).data());
  throw std::system_error(errno, std::generic_category(), "can't start " + command.front());
}

// What the new process does: it has this program's memory for its own, and one thread.
[[noreturn]] void live(const KeptApart& kept, const Order& order, int output) {
  try {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (!kept.system) become(kept.command, environment_of({.environment = order.wishes}));
    make_fresh_system(kept.system->model, kept.system->place);
    std::vector<std::string> variables;
    for (const auto& [name, value] : inside(order.wishes, *kept.system))
      variables.push_back(name + "=" + value);
    if (::chroot(kept.system->place.c_str()) != 0 || ::chdir("/") != 0)
      throw std::system_error(errno, std::generic_category(), "can't enter " + kept.system->place.string());
    become(kept.command, variables);
  } catch (const std::exception& trouble) {
    ::dprintf(2, "smtpspec: the client could not be started: %s\n", trouble.what());
  }
  ::_exit(could_not_begin);
}

struct Submission {
  unsigned id = 0;
  pid_t process = -1;
  int output = -1;
  std::string heard;  // and not told yet
};

class Apart {
 public:
  explicit Apart(KeptApart kept) : kept_(std::move(kept)) {
    sigset_t children;
    ::sigemptyset(&children);
    ::sigaddset(&children, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &children, nullptr);
    deaths_ = ::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    if (deaths_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
  }
  ~Apart() {
    for (const Submission& one : under_way_) kill(one);
    ::close(deaths_);
  }
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;

  // Until its input ends.
  void run() {
    say(1, Answer{}.str());
    while (turn()) {
    }
  }

 private:
  bool turn() {
    std::vector<pollfd> wanted{{0, POLLIN, 0}, {deaths_, POLLIN, 0}};
    for (const Submission& one : under_way_) wanted.push_back({one.output, POLLIN, 0});
    if (::poll(wanted.data(), wanted.size(), -1) < 0) {
      if (errno == EINTR) return true;
      throw std::system_error(errno, std::generic_category(), "poll");
    }
    for (std::size_t at = 0; at < under_way_.size(); ++at)
      if (wanted[at + 2].revents != 0) hear(under_way_[at]);
    if (wanted[1].revents != 0) bury();
    return wanted[0].revents == 0 || take_orders();
  }

  // False at the end of the input.
  bool take_orders() {
    std::array<char, 8192> block;
    const ssize_t count = ::read(0, block.data(), block.size());
    if (count <= 0) return count < 0 && errno == EINTR;
    orders_.add({block.data(), static_cast<std::size_t>(count)});
    while (const auto order = orders_.next()) {
      if (order->kind == Order::Kind::submit) {
        begin(*order);
        continue;
      }
      for (const Submission& one : under_way_)
        if (one.id == order->id) kill(one);
    }
    return true;
  }

  void begin(const Order& order) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    // As the first of processes of its own: whatever it starts ends with it.
    const unsigned long apart = kept_.system ? CLONE_NEWNS | CLONE_NEWPID : 0;
    const auto process =
        static_cast<pid_t>(::syscall(SYS_clone, apart | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
    if (process == 0) live(kept_, order, ends[1]);
    const int why = errno;
    ::close(ends[1]);
    if (process < 0) throw std::system_error(why, std::generic_category(), "can't make a process");
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    under_way_.push_back({order.id, process, ends[0], {}});
  }

  // What there is to be read. False once there is no more to come for now. A client writes in small pieces:
  // what it wrote is told at its end, or in large ones.
  static bool hear(Submission& one) {
    std::array<char, 8192> block;
    const ssize_t count = one.output < 0 ? 0 : ::read(one.output, block.data(), block.size());
    if (count == 0 && one.output >= 0) ::close(std::exchange(one.output, -1));
    if (count <= 0) return false;
    one.heard.append(block.data(), static_cast<std::size_t>(count));
    if (one.heard.size() >= large_piece) tell(one);
    return true;
  }

  static void tell(Submission& one) {
    if (!one.heard.empty())
      say(1, Answer{Answer::Kind::output, one.id, std::exchange(one.heard, {}), {}}.str());
  }

  void bury() {
    signalfd_siginfo ignored;
    while (::read(deaths_, &ignored, sizeof ignored) > 0) {
    }
    int status = 0;
    for (pid_t dead = 0; (dead = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto found = std::find_if(under_way_.begin(), under_way_.end(),
                                      [dead](const Submission& one) { return one.process == dead; });
      if (found == under_way_.end()) continue;
      // What is left of its group, where it had no processes of its own.
      if (!kept_.system) ::kill(-dead, SIGKILL);
      while (hear(*found)) {
      }
      tell(*found);
      if (found->output >= 0) ::close(found->output);
      const Exit exit = WIFSIGNALED(status) ? Exit{true, WTERMSIG(status)} : Exit{false, WEXITSTATUS(status)};
      say(1, Answer{Answer::Kind::ended, found->id, {}, exit}.str());
      under_way_.erase(found);
    }
  }

  static void kill(const Submission& one) {
    ::kill(-one.process, SIGKILL);
    ::kill(one.process, SIGKILL);
  }

  KeptApart kept_;
  int deaths_ = -1;
  OrderReader orders_;
  std::vector<Submission> under_way_;
};

KeptApart understood(const std::vector<std::string>& arguments) {
  KeptApart kept;
  std::size_t used = 1;
  if (arguments.empty() || arguments.front() != "--by") {
    used = 2;
    if (arguments.size() >= used) kept.system = {arguments[0], arguments[1]};
  }
  if (arguments.size() <= used)
    throw std::invalid_argument("it takes MODEL PLACE COMMAND..., or --by COMMAND...");
  kept.command.assign(arguments.begin() + static_cast<std::ptrdiff_t>(used), arguments.end());
  return kept;
}

}  // namespace

int keep_apart(const std::vector<std::string>& arguments) {
  try {
    Apart apart(understood(arguments));
    apart.run();
    return 0;
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "smtpspec keep-apart: %s\n", trouble.what());
    return could_not_begin;
  }
}

}  // namespace smtpspec::target
