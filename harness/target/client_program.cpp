#include "target/client_program.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "target/keeper.hpp"
#include "target/preparation.hpp"
#include "target/state_directory.hpp"

namespace smtpspec::target {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds time_to_die{2000};

void write_file(const std::filesystem::path& path, const std::string& octets) {
  std::ofstream file(path, std::ios::binary);
  file << octets;
  if (!file.flush()) throw std::runtime_error("can't write " + path.string());
}

}  // namespace

struct RunningSubmission::State {
  std::filesystem::path folder;
  std::optional<Process> process;
  std::shared_ptr<Keeper> keeper;  // instead of a process of its own
  std::shared_ptr<KeptSubmission> kept;

  bool alive() const { return process ? process->alive() : kept && kept->alive(); }
  void end() {
    if (process)
      process->end(SIGKILL, time_to_die);
    else
      keeper->end(*kept);
  }

  ~State() {
    // Whoever gives it up has no use for its last words.
    if (alive()) end();
    process.reset();
    kept.reset();
    keeper.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

RunningSubmission::RunningSubmission(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunningSubmission::~RunningSubmission() = default;
RunningSubmission::RunningSubmission(RunningSubmission&&) noexcept = default;

bool RunningSubmission::alive() const {
  return state_->alive();
}

std::optional<Exit> RunningSubmission::exit() const {
  return state_->process ? state_->process->exit() : state_->kept->exit();
}

const TimedLog& RunningSubmission::timed_log() const {
  if (!state_->process) return state_->kept->timed_log();
  state_->process->wait(milliseconds(0));  // for its last words
  return state_->process->timed_log();
}

void RunningSubmission::when_ended(std::function<void()> call) {
  if (state_->process)
    state_->process->when_ended(std::move(call));
  else
    state_->kept->when_ended(std::move(call));
}

void RunningSubmission::end() {
  state_->end();
}

struct ClientProgram::State {
  Profile profile;
  StateDirectory directory;
  Insertions insertions;
  std::string version;
  std::atomic<unsigned> submissions{0};
  std::mutex mutex;
  std::vector<std::shared_ptr<Keeper>> keepers;  // the first ones are the busiest

  std::shared_ptr<Keeper> new_keeper() const;
  void start_keeper();
  void hand_over(std::map<std::string, std::string> wishes, RunningSubmission::State& running);
};

// Told what all its submissions have in common.
std::shared_ptr<Keeper> ClientProgram::State::new_keeper() const {
  Command command = insert(*profile.submit, insertions);
  command.environment.emplace("CA", insertions.at("ca"));
  command.environment.emplace("STATE", insertions.at("state"));
  command.environment.emplace("SMTPSPEC_PROGRAM", std::filesystem::read_symlink("/proc/self/exe"));
  const auto client = profile.variables.find("client");
  if (client != profile.variables.end()) command.environment.emplace("CLIENT_NAME", client->second);
  return std::make_shared<Keeper>(command);
}

// The first one, which has to say that it is ready: what it needs and can't have is told once.
void ClientProgram::State::start_keeper() {
  keepers.push_back(new_keeper());
  const Keeper& first = *keepers.front();
  if (first.ready(profile.submitted_within)) return;
  const std::optional<Exit> exit = first.exit();
  fail_to_start(profile, exit ? "its keeper " + exit->str() : "its keeper did not say that it is ready",
                first.log());
}

void ClientProgram::State::hand_over(std::map<std::string, std::string> wishes,
                                     RunningSubmission::State& running) {
  const std::lock_guard lock(mutex);
  std::erase_if(keepers, [](const auto& keeper) { return !keeper->alive(); });
  const auto has_room = [this](const auto& keeper) {
    return !profile.kept_at_a_time || keeper->submissions() < *profile.kept_at_a_time;
  };
  const auto found = std::find_if(keepers.begin(), keepers.end(), has_room);
  running.keeper = found != keepers.end() ? *found : keepers.emplace_back(new_keeper());
  running.kept = running.keeper->submit(std::move(wishes));
}

ClientProgram::ClientProgram(Profile profile, const std::string& authority, std::function<bool()> interrupted)
    : state_(std::make_unique<State>()) {
  state_->profile = std::move(profile);
  const Profile& of = state_->profile;
  if (!of.submit) throw std::logic_error("the profile is no client's");
  try {
    state_->insertions["profile"] = of.folder;
    state_->insertions["target"] = of.folder.filename();
    state_->insertions["state"] = state_->directory.path();
    state_->insertions["ca"] = state_->directory.path() / "ca.pem";
    write_file(state_->insertions["ca"], authority);
    if (of.prepare)
      run_to_end(of, insert(*of.prepare, state_->insertions), of.prepared_within, "its preparation",
                 interrupted);
    state_->version = version_of(of, state_->insertions, interrupted);
    if (of.is_kept) state_->start_keeper();
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
  environment["CA"] = state_->insertions["ca"];
  environment["MESSAGE"] = running->folder / "message";
  environment["STATE"] = running->folder;
  if (state_->profile.is_kept) {
    state_->hand_over(std::move(environment), *running);
    return RunningSubmission(std::move(running));
  }
  Insertions insertions = state_->insertions;
  insertions["state"] = running->folder;
  Command command = insert(*state_->profile.submit, insertions);
  for (auto& [name, value] : environment) command.environment.emplace(name, std::move(value));
  running->process.emplace(command);
  return RunningSubmission(std::move(running));
}

}  // namespace smtpspec::target
