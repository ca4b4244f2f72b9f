// Deadline: cancels one operation after another of the coroutine that holds it, once its time is up. For the
// sources that see Asio.
//
//   Deadline deadline(executor, 5s);
//   auto [error, count] = co_await socket.async_read_some(buffer, deadline.cancels());
//
// The operation's own outcome decides: `passed()` only explains an operation_aborted. All of it happens on
// one executor that runs one thing at a time.
#pragma once

#include <chrono>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace smtpspec::net {

class Deadline {
 public:
  Deadline(const boost::asio::any_io_executor& executor, std::chrono::milliseconds within)
      : state_(std::make_shared<State>(executor)) {
    state_->timer.expires_after(within);
    state_->timer.async_wait([state = state_](boost::system::error_code error) {
      if (error || !state->armed) return;
      state->passed = true;
      state->signal.emit(boost::asio::cancellation_type::terminal);
    });
  }
  ~Deadline() {
    state_->armed = false;
    state_->timer.cancel();
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  bool passed() const { return state_->passed; }

  // A completion token: the operation awaited with it gives its error as a value, and ends at the deadline.
  auto cancels() {
    return boost::asio::bind_cancellation_slot(state_->signal.slot(),
                                               boost::asio::as_tuple(boost::asio::use_awaitable));
  }

 private:
  // Shared with the timer's handler, which may still be on its way when the holder has gone.
  struct State {
    explicit State(const boost::asio::any_io_executor& executor) : timer(executor) {}
    boost::asio::steady_timer timer;
    boost::asio::cancellation_signal signal;
    bool armed = true;
    bool passed = false;
  };
  std::shared_ptr<State> state_;
};

}  // namespace smtpspec::net
