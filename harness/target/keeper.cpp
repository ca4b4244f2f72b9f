#include "target/keeper.hpp"

#include <condition_variable>
#include <csignal>
#include <exception>
#include <mutex>
#include <utility>

#include "target/keeper_protocol.hpp"

namespace smtpspec::target {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds time_to_obey{2000};

}  // namespace

bool KeptSubmission::alive() const {
  return !exit();
}

std::optional<Exit> KeptSubmission::exit() const {
  const std::lock_guard lock(mutex_);
  return exit_;
}

void KeptSubmission::when_ended(std::function<void()> call) {
  {
    const std::lock_guard lock(mutex_);
    if (!exit_) {
      when_ended_ = std::move(call);
      return;
    }
  }
  call();
}

bool KeptSubmission::wait(milliseconds within) const {
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, within, [this] { return exit_.has_value(); });
}

void KeptSubmission::end(const Exit& exit) {
  std::function<void()> call;
  {
    const std::lock_guard lock(mutex_);
    if (exit_) return;
    exit_ = exit;
    call = std::move(when_ended_);
  }
  if (call) call();
  ended_.notify_all();
}

using KeptSubmissions = std::map<unsigned, std::shared_ptr<KeptSubmission>>;

struct Keeper::State : ProcessListener {
  explicit State(const Command& command) : process(std::make_unique<Process>(command, this)) {}

  void said(std::string_view octets) override;
  void ended(const Exit& how, const std::string& log) override;
  void take(const Answer& answer);
  KeptSubmissions give_up(const std::string& why);
  std::shared_ptr<KeptSubmission> of(unsigned id);

  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  LineBuffer lines;  // of the process's thread alone
  bool is_ready = false;
  std::string nonsense;      // what it said that no keeper says
  std::optional<Exit> exit;  // its own; no submission comes behind it
  KeptSubmissions under_way;
  unsigned last_id = 0;
  std::unique_ptr<Process> process;  // the first to go: it speaks to the others
};

void Keeper::State::said(std::string_view octets) {
  if (!nonsense.empty()) return;
  try {
    lines.add(octets);
    while (const auto line = lines.next()) take(Answer::of(*line));
  } catch (const std::exception& trouble) {
    // Nothing is known of its submissions any more, and it gets no others.
    const auto left = give_up(trouble.what());
    for (const auto& [id, one] : left) {
      one->log_.add("its keeper said what no keeper says, " + nonsense + "\n",
                    std::chrono::system_clock::now());
      one->end(Exit{false, 1});
    }
  }
}

KeptSubmissions Keeper::State::give_up(const std::string& why) {
  const std::lock_guard lock(mutex);
  nonsense = why;
  is_ready = false;
  changed.notify_all();
  return std::exchange(under_way, {});
}

void Keeper::State::take(const Answer& answer) {
  if (answer.kind == Answer::Kind::ready) {
    const std::lock_guard lock(mutex);
    is_ready = true;
    changed.notify_all();
    return;
  }
  const std::shared_ptr<KeptSubmission> one = of(answer.id);
  if (!one) return;
  if (answer.kind == Answer::Kind::output) {
    one->log_.add(answer.output, std::chrono::system_clock::now());
    return;
  }
  {
    const std::lock_guard lock(mutex);
    under_way.erase(answer.id);
  }
  one->end(answer.exit);
}

void Keeper::State::ended(const Exit& how, const std::string& log) {
  KeptSubmissions left;
  {
    const std::lock_guard lock(mutex);
    exit = how;
    left = std::exchange(under_way, {});
    changed.notify_all();
  }
  for (const auto& [id, one] : left) {
    one->log_.add(log, std::chrono::system_clock::now());
    one->end(how);
  }
}

std::shared_ptr<KeptSubmission> Keeper::State::of(unsigned id) {
  const std::lock_guard lock(mutex);
  const auto found = under_way.find(id);
  return found == under_way.end() ? nullptr : found->second;
}

Keeper::Keeper(const Command& command) : state_(std::make_unique<State>(command)) {}

Keeper::~Keeper() {
  state_->process->end(0, time_to_obey);
  state_->process.reset();
}

bool Keeper::alive() const {
  const std::lock_guard lock(state_->mutex);
  return !state_->exit && state_->nonsense.empty();
}

bool Keeper::ready(milliseconds within) const {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait_for(lock, within,
                           [this] { return state_->is_ready || state_->exit || !state_->nonsense.empty(); });
  return state_->is_ready && !state_->exit;
}

std::optional<Exit> Keeper::exit() const {
  const std::lock_guard lock(state_->mutex);
  return state_->exit;
}

std::string Keeper::log() const {
  return state_->process->log();
}

std::size_t Keeper::submissions() const {
  const std::lock_guard lock(state_->mutex);
  return state_->under_way.size();
}

std::shared_ptr<KeptSubmission> Keeper::submit(std::map<std::string, std::string> wishes) {
  auto one = std::make_shared<KeptSubmission>();
  Order order{.wishes = std::move(wishes)};
  std::optional<Exit> gone;
  {
    const std::lock_guard lock(state_->mutex);
    order.id = ++state_->last_id;
    gone = state_->exit;
    if (!gone && !state_->nonsense.empty()) gone = Exit{false, 1};
    if (!gone) state_->under_way[order.id] = one;
  }
  if (gone)
    one->end(*gone);
  else
    state_->process->write(order.str());
  return one;
}

void Keeper::end(const KeptSubmission& submission) {
  {
    const std::lock_guard lock(state_->mutex);
    for (const auto& [id, one] : state_->under_way)
      if (one.get() == &submission) state_->process->write(Order{Order::Kind::end, id, {}}.str());
  }
  if (submission.wait(time_to_obey)) return;
  state_->process->signal(SIGKILL);
  submission.wait(time_to_obey);
}

}  // namespace smtpspec::target
