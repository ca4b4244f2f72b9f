// Playing: a player's actions performed on a connection, to the end, whichever side is played.
#pragma once

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/asio/awaitable.hpp>

#include "play/action.hpp"
#include "run/waits.hpp"
#include "run/what_happened.hpp"

namespace smtpspec::run {

// The connection has a member function for each kind of action but Finish.
template <class AnyConnection, class AnyAction>
boost::asio::awaitable<What> perform(AnyConnection& connection, AnyAction action) {
  // g++ 12 miscompiles a visit whose lambda is created inside co_await: the awaitable gets a name first.
  auto performing = std::visit(
      [&connection](auto& one) -> boost::asio::awaitable<What> {
        if constexpr (std::is_same_v<std::decay_t<decltype(one)>, play::Finish>)
          throw std::logic_error("Finish is not performed");
        else
          return connection(std::move(one));
      },
      action);
  What what = co_await std::move(performing);
  co_return what;
}

// A deadline passed, or what was expected of the target's deliveries has not come in time.
inline bool was_in_vain(const What& what, std::size_t expected_deliveries) {
  if (std::holds_alternative<play::DeadlinePassed>(what)) return true;
  const auto* answer = std::get_if<play::DeliveryAnswer>(&what);
  return answer && answer->available && answer->messages.size() < expected_deliveries;
}

// Both outlive the coroutine. `connection.take_writing()`: how long the last wait was our own writing's.
template <class AnyPlayer, class AnyConnection>
boost::asio::awaitable<Waits> play_to_the_end(AnyPlayer& player, AnyConnection& connection) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point began = Clock::now();
  Waits waits;
  play::Event event{play::Started{}};
  for (;;) {
    auto action = player.resume(event);
    if (std::holds_alternative<play::Finish>(action)) break;
    const bool reads = std::holds_alternative<play::Receive>(action);
    std::size_t expected_deliveries = 0;
    if constexpr (std::is_same_v<std::decay_t<decltype(action)>, play::Action>)
      if (const auto* question = std::get_if<play::AskDelivery>(&action))
        expected_deliveries = question->expected;
    const Clock::time_point asked = Clock::now();
    What what = co_await perform(connection, std::move(action));
    waits.in_vain = waits.in_vain || was_in_vain(what, expected_deliveries);
    if (const auto* answer = std::get_if<play::DeliveryAnswer>(&what))
      waits.undecided = waits.undecided || !answer->undecided.empty();
    const auto since = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    event = play::Event{.what = std::move(what), .at = since};
    if constexpr (requires { connection.take_writing(); }) event.writing = connection.take_writing();
    if (reads) waits.longest = std::max<Waits::Duration>(waits.longest, Clock::now() - asked - event.writing);
  }
  co_await connection.end();
  co_return waits;
}

}  // namespace smtpspec::run
