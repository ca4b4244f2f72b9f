#include "target/client_program.hpp"

#include <atomic>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "target/preparation.hpp"
#include "target/state_directory.hpp"

namespace smtpspec::target {

namespace {

using std::chrono::milliseconds;

void write_file(const std::filesystem::path& path, const std::string& octets) {
  std::ofstream file(path, std::ios::binary);
  file << octets;
  if (!file.flush()) throw std::runtime_error("can't write " + path.string());
}

}  // namespace

struct RunningSubmission::State {
  std::filesystem::path folder;
  std::optional<Process> process;

  ~State() {
    // Whoever gives it up has no use for its last words.
    if (process && process->alive()) process->end(SIGKILL, milliseconds(2000));
    process.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

RunningSubmission::RunningSubmission(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunningSubmission::~RunningSubmission() = default;
RunningSubmission::RunningSubmission(RunningSubmission&&) noexcept = default;

Process& RunningSubmission::process() {
  return *state_->process;
}

struct ClientProgram::State {
  Profile profile;
  StateDirectory directory;
  Insertions insertions;
  std::string version;
  mutable std::atomic<unsigned> submissions{0};
};

ClientProgram::ClientProgram(Profile profile, const std::string& authority, std::function<bool()> interrupted)
    : state_(std::make_unique<State>()) {
  state_->profile = std::move(profile);
  const Profile& of = state_->profile;
  if (!of.submit) throw std::logic_error("the profile is no client's");
  try {
    state_->insertions["profile"] = of.folder;
    state_->insertions["state"] = state_->directory.path();
    state_->insertions["ca"] = state_->directory.path() / "ca.pem";
    write_file(state_->insertions["ca"], authority);
    if (of.prepare)
      run_to_end(of, insert(*of.prepare, state_->insertions), of.prepared_within, "its preparation",
                 interrupted);
    state_->version = version_of(of, state_->insertions, interrupted);
  } catch (const std::out_of_range&) {
    fail_to_start(of, "its profile uses an insertion that only servers have", {});
  }
}

ClientProgram::~ClientProgram() = default;

const Profile& ClientProgram::profile() const {
  return state_->profile;
}

const std::string& ClientProgram::version() const {
  return state_->version;
}

RunningSubmission ClientProgram::start(std::map<std::string, std::string> environment,
                                       const std::string& message) const {
  auto running = std::make_unique<RunningSubmission::State>();
  running->folder = state_->directory.path() / ("submission-" + std::to_string(state_->submissions++));
  std::filesystem::create_directory(running->folder);
  write_file(running->folder / "message", message);
  Insertions insertions = state_->insertions;
  insertions["state"] = running->folder;
  Command command = insert(*state_->profile.submit, insertions);
  environment["CA"] = insertions["ca"];
  environment["MESSAGE"] = running->folder / "message";
  environment["STATE"] = running->folder;
  for (auto& [name, value] : environment) command.environment.emplace(name, std::move(value));
  running->process.emplace(command);
  return RunningSubmission(std::move(running));
}

}  // namespace smtpspec::target
