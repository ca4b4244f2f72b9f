#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "target/keep_apart.hpp"

namespace {

using namespace smtpspec::cli;

// Where the caller closed a standard stream, the first socket would get its number, and be sent what is for
// people.
void open_standard_streams() {
  for (int stream = 0; stream <= 2; ++stream)
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
      if (::open("/dev/null", O_RDWR) == -1) return;  // the lowest number that is free: this one
}

// `| head -1`: who read it has all that was wanted.
bool reader_has_gone() {
  pollfd out{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return ::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

// What was said must have arrived: who asked for a list and has an empty file would take it for the list.
int unless_unsaid(int code) {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  const int why = errno;
  if (reader_has_gone()) return code;
  std::fprintf(stderr, "smtpspec: cannot write to the standard output%s%s\n", why == 0 ? "" : ": ",
               why == 0 ? "" : std::strerror(why));
  return code == exit_codes::conforms ? exit_codes::would_not_work : code;
}

struct Dispatch {
  int operator()(const DoctorOptions& options) const { return doctor(options); }
  int operator()(const CheckOptions& options) const { return check(options); }
  int operator()(const FormatOptions& options) const { return format(options); }
  int operator()(const ListOptions& options) const { return list(options); }
  int operator()(const ExplainOptions& options) const { return explain(options); }
  int operator()(const CoverageOptions& options) const { return coverage(options); }
  int operator()(const RunOptions& options) const { return run(options); }
  int operator()(const ReportOptions& options) const { return report(options); }
  int operator()(const BaselineOptions& options) const { return baseline(options); }
  int operator()(const ProveOptions& options) const { return prove(options); }
  int operator()(const ServeOptions& options) const { return serve(options); }
  int operator()(const SendOptions& options) const { return send(options); }
  int operator()(const NewOptions& options) const { return new_scenario(options); }
  int operator()(const RecordOptions& options) const { return record(options); }
  int operator()(const ManualOptions& options) const { return manual(options); }
};

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  // Started by fixtures/submit, to be around clients that are judged.
  if (argc > 1 && std::string(argv[1]) == "keep-apart")
    return smtpspec::target::keep_apart(std::vector<std::string>(argv + 2, argv + argc));
  try {
    const auto options = read_options(argc, argv);
    if (const int* code = std::get_if<int>(&options)) return unless_unsaid(*code);
    return unless_unsaid(std::visit(Dispatch{}, std::get<Options>(options)));
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "smtpspec: %s\n", trouble.what());
    return exit_codes::would_not_work;
  }
}
