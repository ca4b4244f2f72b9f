// Aside: what would hold an event loop up - starting a process, seeing to its end - done on a thread of its
// own, while the loop's other cases go on.
#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace smtpspec::run {

namespace asio = boost::asio;

// Counts what is being done aside, so that a run does not end before it.
class WorkAside {
 public:
  WorkAside();
  ~WorkAside();
  WorkAside(const WorkAside&) = delete;
  WorkAside& operator=(const WorkAside&) = delete;

  // Until nothing is done aside any more, in any loop.
  static void wait_for_all();
};

// Runs `work` aside and goes on when it is done; what it throws is thrown here. A coroutine that is destroyed
// meanwhile is not waited for, so the work owns what it uses.
template <class Work>
asio::awaitable<void> aside(Work work) {
  struct Meeting {
    std::mutex mutex;
    bool abandoned = false;
    bool done = false;
    std::exception_ptr trouble;
  };
  struct Guard {
    std::shared_ptr<Meeting> meeting;
    ~Guard() {
      const std::lock_guard lock(meeting->mutex);
      meeting->abandoned = true;
    }
  };
  const auto executor = co_await asio::this_coro::executor;
  const auto meeting = std::make_shared<Meeting>();
  const auto signal = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
  const Guard guard{meeting};
  auto counted = std::make_unique<WorkAside>();
  std::thread([meeting, signal, executor, doing = std::make_unique<Work>(std::move(work)),
               counting = std::move(counted)]() mutable {
    try {
      (*doing)();
    } catch (...) {
      meeting->trouble = std::current_exception();
    }
    doing.reset();
    const std::lock_guard lock(meeting->mutex);
    // The executor is there as long as the coroutine is.
    if (meeting->abandoned) return;
    asio::post(executor, [meeting, signal] {
      meeting->done = true;
      signal->cancel();
    });
  }).detach();
  while (!meeting->done) {
    boost::system::error_code woken;
    co_await signal->async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
  if (meeting->trouble) std::rethrow_exception(meeting->trouble);
}

}  // namespace smtpspec::run
