#include "run/gate.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace smtpspec::run {
namespace {

constexpr std::chrono::milliseconds giving_up_is_looked_for{50};

}  // namespace

void Gate::Pass::give_back() {
  if (Gate* const gate = std::exchange(gate_, nullptr)) gate->leave(units_);
}

// One who waits in the queue, or is inside but has not taken the pass yet: both end with it.
class Gate::Wait {
 public:
  Wait(Gate& gate, Units units, bool alone, std::function<void()> wake)
      : gate_(gate), waiter_(std::make_shared<Waiter>()) {
    waiter_->units = units;
    waiter_->alone = alone;
    waiter_->wake = std::move(wake);
    const std::lock_guard lock(gate_.mutex_);
    (alone ? gate_.alone_ : gate_.company_).push_back(waiter_);
    gate_.admit();
  }
  ~Wait() { gate_.remove(waiter_); }
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;

  bool is_inside() const {
    const std::lock_guard lock(gate_.mutex_);
    return waiter_->inside;
  }
  Pass take() {
    const std::lock_guard lock(gate_.mutex_);
    waiter_->inside = false;
    return {gate_, waiter_->units, waiter_->alone};
  }

 private:
  Gate& gate_;
  std::shared_ptr<Waiter> waiter_;
};

void Gate::remove(const std::shared_ptr<Waiter>& waiter) {
  {
    const std::lock_guard lock(mutex_);
    waiter->wake = nullptr;
    auto& queue = waiter->alone ? alone_ : company_;
    std::erase(queue, waiter);
    if (!waiter->inside) return admit();
  }
  leave(waiter->units);
}

void Gate::leave(Units units) {
  const std::lock_guard lock(mutex_);
  inside_ -= units;
  somebody_is_alone_ = false;
  admit();
}

void Gate::let_in(Waiter& waiter) {
  inside_ += waiter.units;
  somebody_is_alone_ = waiter.alone;
  waiter.inside = true;
  if (waiter.wake) waiter.wake();
}

bool Gate::has_room_for(Units units) const {
  return !somebody_is_alone_ && (inside_ == 0 || (units <= limit_ && inside_ <= limit_ - units));
}

void Gate::admit() {
  while (!company_.empty() && has_room_for(company_.front()->units)) {
    let_in(*company_.front());
    company_.pop_front();
  }
  if (alone_.empty() || !company_.empty() || inside_ > 0) return;
  let_in(*alone_.front());
  alone_.pop_front();
}

void Gate::set_limit(Units limit) {
  const std::lock_guard lock(mutex_);
  limit_ = limit;
  admit();
}

// Where nobody waits, nothing has to be woken.
Gate::Pass Gate::enter_at_once(Units units) {
  const std::lock_guard lock(mutex_);
  if (!company_.empty() || !has_room_for(units)) return {};
  inside_ += units;
  return {*this, units, false};
}

asio::awaitable<Gate::Pass> Gate::await_entrance(Units units, bool alone) {
  if (!alone)
    if (Pass pass = enter_at_once(units)) co_return pass;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer signal(executor, asio::steady_timer::time_point::max());
  // What is posted may be run when nobody waits any more.
  const auto waits = std::make_shared<bool>(true);
  Wait wait(*this, units, alone, [executor, &signal, still = std::weak_ptr(waits)] {
    asio::post(executor, [&signal, still] {
      if (!still.expired()) signal.cancel();
    });
  });
  while (!wait.is_inside()) {
    boost::system::error_code woken;
    co_await signal.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
  co_return wait.take();
}

asio::awaitable<Gate::Pass> Gate::enter(Units units) {
  return await_entrance(std::max<Units>(units, 1), false);
}

asio::awaitable<Gate::Pass> Gate::enter_alone() {
  return await_entrance(1, true);
}

Gate::Pass Gate::block_until_inside(bool alone, const std::function<bool()>& given_up) {
  struct Signal {
    std::mutex mutex;
    std::condition_variable changed;
    bool given = false;
  };
  const auto signal = std::make_shared<Signal>();
  Wait wait(*this, 1, alone, [signal] {
    const std::lock_guard lock(signal->mutex);
    signal->given = true;
    signal->changed.notify_all();
  });
  std::unique_lock lock(signal->mutex);
  while (!signal->changed.wait_for(lock, giving_up_is_looked_for, [&] { return signal->given; }))
    if (given_up && given_up()) {
      lock.unlock();
      return {};
    }
  lock.unlock();
  return wait.take();
}

Gate::Pass Gate::enter_blocking(const std::function<bool()>& given_up) {
  return block_until_inside(false, given_up);
}

Gate::Pass Gate::enter_alone_blocking(const std::function<bool()>& given_up) {
  return block_until_inside(true, given_up);
}

}  // namespace smtpspec::run
