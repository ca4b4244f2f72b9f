#include "run/client_slot.hpp"

#include <algorithm>
#include <semaphore>
#include <thread>

#include "run/aside.hpp"

namespace smtpspec::run {
namespace {

// Clients wait as well, for replies and for deadlines: so there are more of them than processors.
constexpr unsigned for_each_processor = 6;

std::counting_semaphore<>& slots() {
  static std::counting_semaphore<>& all =
      *new std::counting_semaphore<>(for_each_processor * std::max(1U, std::thread::hardware_concurrency()));
  return all;
}

}  // namespace

ClientSlot::~ClientSlot() {
  if (taken_) slots().release();
}

void ClientSlot::take() {
  slots().acquire();
  taken_ = true;
}

boost::asio::awaitable<std::shared_ptr<ClientSlot>> ClientSlot::free_one() {
  // Shared with the thread that waits: if nobody wants it any more, it is free again as soon as it is had.
  const std::shared_ptr<ClientSlot> slot(new ClientSlot);
  if (slots().try_acquire()) {
    slot->taken_ = true;
    co_return slot;
  }
  auto waiting = aside([slot] { slot->take(); });
  co_await std::move(waiting);
  co_return slot;
}

}  // namespace smtpspec::run
