#include "run/driver.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

namespace smtpspec::run {
namespace {

using Clock = std::chrono::steady_clock;
using play::Event;

// How many messages the action waits for in the target's deliveries.
std::size_t expected_deliveries(const play::Action& action) {
  const auto* question = std::get_if<play::AskDelivery>(&action.what);
  return question ? question->expected : 0;
}

// A deadline passed, or what was expected of the target's deliveries has not come in time.
void learn(const Event::What& what, std::size_t expected, Waits& waits) {
  if (std::holds_alternative<play::DeadlinePassed>(what)) waits.in_vain = true;
  const auto* answer = std::get_if<play::DeliveryAnswer>(&what);
  if (!answer) return;
  if (answer->available && answer->messages.size() < expected) waits.in_vain = true;
  if (!answer->undecided.empty()) waits.undecided = true;
}

}  // namespace

asio::awaitable<Driven> drive(play::Play& play, Lines& lines) {
  const Clock::time_point began = Clock::now();
  Driven driven;
  Waits& waits = driven.waits;
  play::Action action = play.resume({play::Started{}});
  while (!play::is_over(action)) {
    Line& line = *lines.at(action.leg);
    const std::size_t leg = action.leg;
    const bool reads = std::holds_alternative<play::Receive>(action.what);
    const std::size_t expected = expected_deliveries(action);
    const Clock::time_point asked = Clock::now();
    Event::What what = co_await line.perform(std::move(action.what));
    learn(what, expected, waits);
    Event event{.what = std::move(what), .leg = leg};
    event.at = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    event.writing = line.take_writing();
    if (reads) waits.longest = std::max<Waits::Duration>(waits.longest, Clock::now() - asked - event.writing);
    action = play.resume(event);
  }
  for (const auto& line : lines) {
    co_await line->end(play.passed());
    if (line->first_contact()) waits.first_contact = line->first_contact();
    const auto end = line->take_peers_end();
    if (!end) continue;
    play.peer_was_ended(*end);
    if (driven.crash.empty()) driven.crash = end->crash;
  }
  co_return driven;
}

}  // namespace smtpspec::run
