#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace smtpspec::support {

Program::Program(const std::vector<std::string>& arguments,
                 const std::map<std::string, std::string>& environment) {
  std::array<int, 2> out{}, err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe");
  std::vector<char*> argv;
  for (const std::string& one : arguments) argv.push_back(const_cast<char*>(one.c_str()));
  argv.push_back(nullptr);
  id_ = fork();
  if (id_ < 0) throw std::runtime_error("no process");
  if (id_ == 0) {
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    close(STDIN_FILENO);
    open("/dev/null", O_RDONLY);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    execv(argv.front(), argv.data());
    _exit(127);
  }
  close(out[1]);
  close(err[1]);
  out_ = out[0];
  err_ = err[0];
}

Program::~Program() {
  if (id_ > 0) {
    kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
  }
  if (out_ >= 0) close(out_);
  if (err_ >= 0) close(err_);
}

void Program::signal(int number) const {
  kill(id_, number);
}

void Program::read_some() {
  std::array<pollfd, 2> wanted{{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  if (poll(wanted.data(), wanted.size(), -1) < 0) return;
  const auto take = [](int& descriptor, std::string& into) {
    std::array<char, 65536> block{};
    const ssize_t count = read(descriptor, block.data(), block.size());
    if (count > 0) into.append(block.data(), static_cast<std::size_t>(count));
    if (count > 0) return;
    close(descriptor);
    descriptor = -1;
  };
  if (wanted[0].revents != 0) take(out_, ended_.out);
  if (wanted[1].revents != 0) take(err_, ended_.err);
}

bool Program::says(const std::string& text) {
  while (ended_.out.find(text) == std::string::npos && out_ >= 0) read_some();
  return ended_.out.find(text) != std::string::npos;
}

Ended Program::end() {
  while (out_ >= 0 || err_ >= 0) read_some();
  int status = 0;
  rusage used{};
  wait4(id_, &status, 0, &used);
  id_ = -1;
  ended_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended_.peak_memory_kib = used.ru_maxrss;
  return ended_;
}

Ended run_program(const std::vector<std::string>& arguments,
                  const std::map<std::string, std::string>& environment) {
  Program program(arguments, environment);
  return program.end();
}

}  // namespace smtpspec::support
