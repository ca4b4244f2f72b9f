#include "run/suite_runner.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "run/case_attempts.hpp"
#include "run/case_runner.hpp"
#include "run/loop_watch.hpp"
#include "run/order_of_play.hpp"
#include "run/pace.hpp"
#include "run/repetitions.hpp"

namespace smtpspec::run {
namespace {

using result::CaseResult;
using scenario::ScenarioPtr;

constexpr std::chrono::milliseconds interruption_is_looked_for{50};

// Longer waits, altogether: so many usual ones.
constexpr int longer_waits = 30;

// Rounds of this process so far. What is played again draws other names than what was played before: mail of
// an earlier round lies where the later one looks for its own.
std::atomic<std::uint64_t> rounds{0};

// One round of cases side by side. Threads share the list by an index that only grows.
class Round {
 public:
  Round(const Plan& plan, const Watcher& watcher, const Interrupted& interrupted, std::atomic<bool>& ended,
        std::vector<std::size_t> which, std::vector<std::optional<CaseResult>>& results)
      : plan_(plan),
        watcher_(watcher),
        interrupted_(interrupted),
        ended_(ended),
        which_(std::move(which)),
        results_(results),
        pace_(plan.pace ? *plan.pace : Pace::of_this_process()) {}

  Slowdown run(unsigned jobs) {
    if (which_.empty()) return {};
    jobs = std::clamp<unsigned>(jobs, 1, static_cast<unsigned>(which_.size()));
    TargetPace target(jobs, plan_.facts.deadlines.reply * longer_waits);
    const unsigned threads = std::clamp<unsigned>(std::thread::hardware_concurrency(), 1, jobs);
    std::vector<std::jthread> loops;
    for (unsigned n = 0; n < threads; ++n) loops.emplace_back([this, &target, n] { loop(target, n); });
    loops.clear();
    return target.slowdown();
  }

 private:
  // What the coroutines of one event loop share.
  struct Loop {
    asio::io_context& context;
    const Stage& stage;
    std::size_t open = 1;  // who hands out cases, and those that are played
  };

  bool is_over() const { return interrupted_ || ended_; }

  void loop(TargetPace& target, unsigned number) {
    std::mt19937_64 random(plan_.seed + (round_ << 32U) + number);
    asio::io_context context(1);
    const auto tolerable = tolerable_lag(plan_);
    LoopWatch watch(
        context, [this, tolerable](LoopWatch::Clock::duration lag) { pace_.loop_was_late(lag, tolerable); });
    const Stage stage{plan_, pace_, target, watch, random, [this] {
                        return is_over();
                      }};
    Loop one{context, stage};
    asio::co_spawn(context, watch.beat(), asio::detached);
    asio::co_spawn(context, hand_out(one), asio::detached);
    asio::co_spawn(context, stop_when_interrupted(context), asio::detached);
    context.run();
  }

  // A case begins when there is a lane for it, in whichever loop.
  asio::awaitable<void> hand_out(Loop& loop) {
    for (;;) {
      Gate::Pass lane = co_await loop.stage.target.lanes().enter();
      const std::size_t n = next_++;
      if (n >= which_.size() || is_over()) break;
      ++loop.open;
      auto playing = play(loop, which_[n], std::move(lane));
      asio::co_spawn(loop.context, std::move(playing), asio::detached);
    }
    close(loop);
  }

  asio::awaitable<void> play(Loop& loop, std::size_t index, Gate::Pass lane) {
    const ScenarioPtr scenario = plan_.scenarios[index];
    tell([&] {
      if (watcher_.started) watcher_.started(*scenario);
    });
    auto attempting = attempt_case(scenario, loop.stage, std::move(lane));
    CaseResult result = co_await std::move(attempting);
    if (plan_.ends_the_run && plan_.ends_the_run(result)) ended_ = true;
    tell([&] {
      if (watcher_.finished) watcher_.finished(result);
    });
    results_[index] = std::move(result);
    close(loop);
  }

  static void close(Loop& loop) {
    if (--loop.open == 0) loop.context.stop();
  }

  // What is under way then ends with the event loop; its cases count as not run.
  asio::awaitable<void> stop_when_interrupted(asio::io_context& context) {
    asio::steady_timer timer(context);
    while (!interrupted_) {
      timer.expires_after(interruption_is_looked_for);
      co_await timer.async_wait(asio::use_awaitable);
    }
    context.stop();
  }

  template <typename Call>
  void tell(Call call) {
    const std::lock_guard lock(telling_);
    call();
  }

  const Plan& plan_;
  const Watcher& watcher_;
  const Interrupted& interrupted_;
  std::atomic<bool>& ended_;
  std::vector<std::size_t> which_;
  std::vector<std::optional<CaseResult>>& results_;
  Pace& pace_;
  const std::uint64_t round_ = rounds++;
  std::atomic<std::size_t> next_{0};
  std::mutex telling_;
};

}  // namespace

std::vector<CaseResult> run_suite(const Plan& plan, const Watcher& watcher, const Interrupted& interrupted) {
  if (plan.repetitions > 1 && !plan.compares_cuts)
    return combined_plays(plan, run_suite(repeated(plan), telling_once(plan, watcher), interrupted));
  std::vector<std::optional<CaseResult>> results(plan.scenarios.size());
  std::vector<std::size_t> beside, alone;
  for (std::size_t n = 0; n < plan.scenarios.size(); ++n)
    (plan.scenarios[n]->alone ? alone : beside).push_back(n);
  beside = in_order_of_play(plan.scenarios, std::move(beside));
  std::atomic<bool> ended{false};
  Slowdown slowdown = Round(plan, watcher, interrupted, ended, std::move(beside), results).run(plan.jobs);
  slowdown += Round(plan, watcher, interrupted, ended, std::move(alone), results).run(1);
  if (watcher.slowed) watcher.slowed(slowdown);

  std::vector<CaseResult> complete;
  complete.reserve(results.size());
  const char* const why = interrupted ? "the run was interrupted" : "the run ended at a failure before";
  for (std::size_t n = 0; n < results.size(); ++n)
    complete.push_back(results[n] ? std::move(*results[n]) : not_run(*plan.scenarios[n], why));
  return complete;
}

}  // namespace smtpspec::run
