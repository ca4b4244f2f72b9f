#include "fake_target.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "target/keep_apart.hpp"

namespace smtpspec::target {

namespace {

constexpr const char* role_variable = "SMTPSPEC_FAKE_TARGET";

int listen_on(int port, bool reuse) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = reuse ? 1 : 0;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, 16) != 0) {
    std::perror("fake target: bind");
    std::_Exit(1);
  }
  return listener;
}

void say(int connection, const char* greeting) {
  if (greeting != nullptr) (void)!::write(connection, greeting, std::strlen(greeting));
  char octets[512];
  while (::read(connection, octets, sizeof octets) > 0) {
  }
  ::close(connection);
}

[[noreturn]] void serve(int listener, const char* greeting) {
  std::fputs("fake target: listening\n", stderr);
  for (;;) {
    pollfd watched[2] = {{STDIN_FILENO, POLLIN, 0}, {listener, POLLIN, 0}};
    ::poll(watched, 2, -1);
    if (watched[0].revents != 0) std::_Exit(0);
    if (watched[1].revents != 0) say(::accept(listener, nullptr, nullptr), greeting);
  }
}

[[noreturn]] void ignore_everything() {
  ::signal(SIGTERM, SIG_IGN);
  std::fputs("fake target: deaf\n", stderr);
  for (;;) ::pause();
}

[[noreturn]] void be_a_harness() {
  const Process child(fake_target("ignores SIGTERM and the end of its input", "0"));
  std::printf("child %d\n", child.id());
  std::fflush(stdout);
  for (;;) ::pause();
}

[[noreturn]] void keep(const std::string& how) {
  if (how.starts_with("by ")) std::_Exit(keep_apart({"--by", "sh", "-c", how.substr(3)}));
  std::_Exit(keep_apart({"--by", "/no/such/program"}));
}

[[noreturn]] void play(const std::string& role) {
  ::unsetenv(role_variable);
  if (const std::string keeps = "keeps apart "; role.starts_with(keeps)) keep(role.substr(keeps.size()));
  const char* port_text = std::getenv("PORT");
  const int port = port_text ? std::atoi(port_text) : 0;
  if (role == "greets") serve(listen_on(port, true), "220 fake.test\r\n");
  if (role == "greets without SO_REUSEADDR") serve(listen_on(port, false), "220 fake.test\r\n");
  if (role == "says 421") serve(listen_on(port, true), "421 fake.test too busy\r\n");
  if (role == "never greets") serve(listen_on(port, true), nullptr);
  if (role == "starts a process and waits") be_a_harness();
  ignore_everything();
}

// Before main, so that GoogleTest's own main needs no change.
const bool is_a_test = [] {
  if (const char* role = std::getenv(role_variable)) play(role);
  return true;
}();

}  // namespace

Command fake_target(const std::string& role, const std::string& port) {
  (void)is_a_test;
  return {{"/proc/self/exe"}, {{role_variable, role}, {"PORT", port}}, {}};
}

}  // namespace smtpspec::target
