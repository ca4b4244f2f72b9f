// Aside: what would hold an event loop up - starting a process, seeing to its end - done on a thread of its
// own, while the loop's other cases go on.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
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
  // Outlives the loop where the work does: nothing of the loop's may be left in it then.
  struct Meeting {
    std::mutex mutex;
    std::function<void()> tell;  // that the work is done; empty when there is nobody any more to be told
    bool done = false;
    std::exception_ptr trouble;
  };
  struct Guard {
    std::shared_ptr<Meeting> meeting;
    ~Guard() {
      const std::lock_guard lock(meeting->mutex);
      meeting->tell = nullptr;
    }
  };
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer signal(executor, asio::steady_timer::time_point::max());
  const auto meeting = std::make_shared<Meeting>();
  const Guard guard{meeting};
  meeting->tell = [executor, &signal, waiting = std::weak_ptr(meeting)] {
    asio::post(executor, [&signal, waiting] {
      const auto still = waiting.lock();
      if (!still || !still->tell) return;
      still->done = true;
      signal.cancel();
    });
  };
  auto counted = std::make_unique<WorkAside>();
  std::thread([meeting, doing = std::make_unique<Work>(std::move(work)),
               counting = std::move(counted)]() mutable {
    try {
      (*doing)();
    } catch (...) {
      meeting->trouble = std::current_exception();
    }
    doing.reset();
    const std::lock_guard lock(meeting->mutex);
    if (meeting->tell) meeting->tell();
  }).detach();
  while (!meeting->done) {
    boost::system::error_code woken;
    co_await signal.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
  if (meeting->trouble) std::rethrow_exception(meeting->trouble);
}

}  // namespace smtpspec::run
