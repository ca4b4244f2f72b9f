#include "run/suite_runner.hpp"

#include <algorithm>
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
#include "run/client_slot.hpp"
#include "run/loop_watch.hpp"
#include "run/order_of_play.hpp"
#include "run/repetitions.hpp"

namespace smtpspec::run {
namespace {

using result::CaseResult;
using scenario::ScenarioPtr;

constexpr std::chrono::milliseconds interruption_is_looked_for{50};

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
        results_(results) {}

  void run(unsigned jobs) {
    if (which_.empty()) return;
    jobs = std::clamp<unsigned>(jobs, 1, static_cast<unsigned>(which_.size()));
    const unsigned threads = std::clamp<unsigned>(std::thread::hardware_concurrency(), 1, jobs);
    std::vector<std::jthread> loops;
    for (unsigned n = 0; n < threads; ++n) {
      const unsigned lanes = jobs / threads + (n < jobs % threads ? 1 : 0);
      loops.emplace_back([this, lanes, n] { loop(lanes, n); });
    }
  }

 private:
  // One event loop with its lanes: each lane plays one case after the other.
  void loop(unsigned lanes, unsigned number) {
    std::mt19937_64 random(plan_.seed + number);
    std::size_t open_lanes = lanes;
    asio::io_context context(1);
    LoopWatch watch(context);
    asio::co_spawn(context, watch.beat(), asio::detached);
    for (unsigned n = 0; n < lanes; ++n)
      asio::co_spawn(context, lane(context, watch, random, open_lanes), asio::detached);
    asio::co_spawn(context, stop_when_interrupted(context), asio::detached);
    context.run();
  }

  asio::awaitable<void> lane(asio::io_context& context, const LoopWatch& watch, std::mt19937_64& random,
                             std::size_t& open_lanes) {
    for (std::size_t n = next_++; n < which_.size() && !interrupted_ && !ended_; n = next_++) {
      const ScenarioPtr scenario = plan_.scenarios[which_[n]];
      std::shared_ptr<ClientSlot> slot;
      if (scenario->judges == scenario::Judges::client && plan_.client && plan_.client->is_program)
        slot = co_await ClientSlot::free_one();
      tell([&] {
        if (watcher_.started) watcher_.started(*scenario);
      });
      CaseResult result = co_await attempt_case(scenario, plan_, random, watch, interrupted_);
      if (plan_.ends_the_run && plan_.ends_the_run(result)) ended_ = true;
      tell([&] {
        if (watcher_.finished) watcher_.finished(result);
      });
      results_[which_[n]] = std::move(result);
    }
    if (--open_lanes == 0) context.stop();
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
  Round(plan, watcher, interrupted, ended, std::move(beside), results).run(plan.jobs);
  Round(plan, watcher, interrupted, ended, std::move(alone), results).run(1);

  std::vector<CaseResult> complete;
  complete.reserve(results.size());
  const char* const why = interrupted ? "the run was interrupted" : "the run ended at a failure before";
  for (std::size_t n = 0; n < results.size(); ++n)
    complete.push_back(results[n] ? std::move(*results[n]) : not_run(*plan.scenarios[n], why));
  return complete;
}

}  // namespace smtpspec::run
