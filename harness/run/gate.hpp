// Gate: how much of something may be under way at a time, whatever event loop or thread it belongs to. The
// limit may change meanwhile: who is inside stays, and who waits enters as soon as there is room.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include <boost/asio/awaitable.hpp>

namespace smtpspec::run {

namespace asio = boost::asio;

class Gate {
 public:
  using Units = std::uint64_t;

  // Being inside, until it is given back or goes. The gate outlives it.
  class Pass {
   public:
    Pass() = default;
    ~Pass() { give_back(); }
    Pass(Pass&& other) noexcept { *this = std::move(other); }
    Pass& operator=(Pass&& other) noexcept {
      std::swap(gate_, other.gate_);
      std::swap(units_, other.units_);
      std::swap(alone_, other.alone_);
      return *this;
    }

    explicit operator bool() const { return gate_ != nullptr; }
    void give_back();

   private:
    friend class Gate;
    Pass(Gate& gate, Units units, bool alone) : gate_(&gate), units_(units), alone_(alone) {}

    Gate* gate_ = nullptr;
    Units units_ = 0;
    bool alone_ = false;
  };

  explicit Gate(Units limit) : limit_(limit) {}
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  // In the order of coming; what is larger than the limit enters where nothing is inside. The event loop goes
  // on meanwhile, and a coroutine that is destroyed there waits no more.
  asio::awaitable<Pass> enter(Units units = 1);
  // With nothing beside it, and only where nobody waits who could have company: so it comes last.
  asio::awaitable<Pass> enter_alone();
  // The same for a thread, which is held up; nothing once `given_up`, which is asked now and then, is true.
  Pass enter_blocking(const std::function<bool()>& given_up);
  Pass enter_alone_blocking(const std::function<bool()>& given_up);

  void set_limit(Units limit);

 private:
  struct Waiter {
    Units units = 1;
    bool alone = false;
    bool inside = false;
    std::function<void()> wake;  // called under the mutex
  };
  class Wait;

  Pass enter_at_once(Units units);
  asio::awaitable<Pass> await_entrance(Units units, bool alone);
  Pass block_until_inside(bool alone, const std::function<bool()>& given_up);
  void leave(Units units);
  void remove(const std::shared_ptr<Waiter>& waiter);
  // Under the mutex.
  bool has_room_for(Units units) const;
  void admit();
  void let_in(Waiter& waiter);

  std::mutex mutex_;
  Units limit_;
  Units inside_ = 0;
  bool somebody_is_alone_ = false;
  std::deque<std::shared_ptr<Waiter>> company_, alone_;  // who waits, and for what
};

}  // namespace smtpspec::run
