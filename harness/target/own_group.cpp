#include "target/own_group.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace smtpspec::target {
namespace {

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

}  // namespace

boost::system::error_code OwnGroup::on_exec_setup(boost::process::v2::posix::default_launcher&,
                                                  const std::filesystem::path&, const char* const*) {
  ::setsid();
  be_nice();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) ::signal(number, SIG_DFL);
  return {};
}

}  // namespace smtpspec::target
