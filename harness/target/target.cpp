#include "target/target.hpp"

#include <array>
#include <csignal>
#include <fstream>
#include <utility>

#include "net/certificates.hpp"
#include "net/port.hpp"
#include "target/preparation.hpp"
#include "target/process.hpp"
#include "target/readiness.hpp"
#include "target/state_directory.hpp"

namespace smtpspec::target {

namespace {

using std::chrono::milliseconds;

constexpr int most_starts = 3;

// What servers say when another has their port.
bool complains_of_a_taken_port(const std::string& log) {
  for (const char* words : {"ddress already in use", "ddress in use", "EADDRINUSE"})
    if (log.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace

struct StartedTarget::State {
  State(Profile wanted, std::function<bool()> stop)
      : profile(std::move(wanted)), interrupted(std::move(stop)) {}

  void issue_certificates();
  void draw_ports();
  void prepare();
  bool start(bool hold_ports);  // false: another had the port
  void ask_version();
  void write_next_hops(const std::string& lines);
  std::string why_hopeless() const;

  Profile profile;
  std::function<bool()> interrupted;
  StateDirectory directory;
  std::string authority;
  Insertions insertions;
  std::optional<net::PortReservation> port;
  std::optional<net::PortReservation> tls_port;
  Doors doors;
  std::optional<Process> process;
  std::string version;
  std::optional<Deliveries> deliveries;
};

void StartedTarget::State::issue_certificates() {
  const net::Authority issuer;
  authority = issuer.certificate();
  net::CertificateRequest request;
  request.names = profile.certificate_names;
  const auto folder = directory.path() / "tls";
  std::filesystem::create_directory(folder);
  const net::CertificateFiles files = net::write_to(folder, authority, issuer.issue(request));
  insertions["ca"] = files.authority;
  insertions["cert"] = files.certificate;
  insertions["key"] = files.key;
  insertions["profile"] = profile.folder;
  insertions["target"] = profile.folder.filename();
  insertions["state"] = directory.path();
}

void StartedTarget::State::draw_ports() {
  port.emplace();
  tls_port.emplace();
  insertions["port"] = std::to_string(port->port());
  insertions["tls-port"] = std::to_string(tls_port->port());
  doors = {};
  insertions["addresses"].clear();
  for (const std::string& address : profile.addresses) {
    if (!net::can_listen_on(address)) continue;
    insertions["addresses"] += (doors.clear.empty() ? "" : " ") + address;
    doors.clear.push_back({address, port->port()});
    if (profile.speaks_implicit_tls) doors.implicit_tls.push_back({address, tls_port->port()});
  }
  if (doors.clear.empty()) fail_to_start(profile, "this machine has none of its addresses", {});
}

std::string StartedTarget::State::why_hopeless() const {
  if (interrupted && interrupted()) return "interrupted";
  if (process && !process->alive()) {
    process->wait(milliseconds(100));  // for its last words
    return "it " + process->exit()->str();
  }
  return {};
}

void StartedTarget::State::prepare() {
  if (profile.prepare)
    run_to_end(profile, insert(*profile.prepare, insertions), profile.prepared_within, "its preparation",
               interrupted);
}

bool StartedTarget::State::start(bool hold_ports) {
  draw_ports();
  if (!hold_ports) {
    port->release();
    tls_port->release();
  }
  process.emplace(insert(profile.start, insertions));
  const auto began = std::chrono::steady_clock::now();
  const std::string obstacle =
      await_readiness(doors, profile.ready_within, [this] { return why_hopeless(); });
  port.reset();
  tls_port.reset();
  if (obstacle.empty()) return true;
  process->end(profile.stop_signal, profile.stopped_within);
  if (complains_of_a_taken_port(process->log())) return false;
  const bool had_its_time = std::chrono::steady_clock::now() - began >= profile.ready_within;
  fail_to_start(profile, obstacle, process->log(),
                had_its_time ? StartTrouble::out_of_time : StartTrouble::for_good);
}

void StartedTarget::State::write_next_hops(const std::string& lines) {
  if (lines.empty()) return;
  const auto file = directory.path() / "next-hops";
  std::ofstream(file) << lines;
  insertions["next-hops"] = file;
}

void StartedTarget::kill_and_restart() {
  State& state = *state_;
  state.process->signal(SIGKILL);
  state.process->wait(state.profile.stopped_within);
  state.process.emplace(insert(state.profile.start, state.insertions));
  const std::string obstacle =
      await_readiness(state.doors, state.profile.ready_within, [&state] { return state.why_hopeless(); });
  if (!obstacle.empty()) fail_to_start(state.profile, obstacle, state.process->log());
}

void StartedTarget::State::ask_version() {
  version = version_of(profile, insertions, interrupted);
}

StartedTarget::StartedTarget(Profile profile, std::function<bool()> interrupted, const std::string& next_hops)
    : state_(std::make_unique<State>(std::move(profile), std::move(interrupted))) {
  try {
    state_->write_next_hops(next_hops);
    state_->issue_certificates();
    state_->prepare();
    // A server that can't bind a port that is held (it does not set SO_REUSEADDR) is given one that is free.
    int starts = 1;
    while (!state_->start(starts == 1))
      if (++starts > most_starts)
        fail_to_start(state_->profile, "its ports were taken each time", state_->process->log());
    state_->ask_version();
  } catch (const StartError&) {
    throw;
  } catch (const std::exception& error) {
    fail_to_start(state_->profile, error.what(), {});
  }
  if (state_->profile.delivery)
    state_->deliveries.emplace(insert(*state_->profile.delivery, state_->insertions));
}

StartedTarget::~StartedTarget() {
  if (state_ && state_->process)
    state_->process->end(state_->profile.stop_signal, state_->profile.stopped_within);
}

StartedTarget::StartedTarget(StartedTarget&&) noexcept = default;

const Profile& StartedTarget::profile() const {
  return state_->profile;
}

const std::vector<net::Endpoint>& StartedTarget::endpoints() const {
  return state_->doors.clear;
}

const std::vector<net::Endpoint>& StartedTarget::tls_endpoints() const {
  return state_->doors.implicit_tls;
}

std::optional<net::Endpoint> StartedTarget::tls_endpoint() const {
  if (tls_endpoints().empty()) return std::nullopt;
  return tls_endpoints().front();
}

const std::string& StartedTarget::authority() const {
  return state_->authority;
}

const std::string& StartedTarget::version() const {
  return state_->version;
}

const std::optional<Deliveries>& StartedTarget::deliveries() const {
  return state_->deliveries;
}

bool StartedTarget::alive() const {
  return state_->process->alive();
}

std::string StartedTarget::how_it_ended() const {
  const auto exit = state_->process->exit();
  return exit ? exit->str() : std::string();
}

std::string StartedTarget::log() const {
  return state_->process->log();
}

const TimedLog& StartedTarget::timed_log() const {
  return state_->process->timed_log();
}

void StartedTarget::catch_up(std::chrono::milliseconds within) const {
  state_->process->catch_up(within);
}

std::chrono::system_clock::time_point StartedTarget::ended_at() const {
  return state_->process->ended_at();
}

int StartedTarget::process_id() const {
  return state_->process->id();
}

}  // namespace smtpspec::target
