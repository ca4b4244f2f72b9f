#include "run/presence.hpp"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/stream.hpp"

namespace smtpspec::run {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds one_try{1000};
constexpr milliseconds between_looks{50};

// One that is only slow to take a connection is there.
asio::awaitable<void> knock(net::Endpoint endpoint, milliseconds within, bool& refused) {
  const auto executor = co_await asio::this_coro::executor;
  const Clock::time_point end = Clock::now() + within;
  asio::steady_timer timer(executor);
  for (;;) {
    net::Stream stream(executor);
    const net::IoResult made = co_await stream.connect(endpoint, one_try);
    refused = made.status == net::IoStatus::reset;
    if (!refused || Clock::now() >= end) co_return;
    timer.expires_after(between_looks);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace

bool Presence::is_there(milliseconds within) {
  if (!absence().empty()) return false;
  asio::io_context context(1);
  bool refused = false;
  asio::co_spawn(context, knock(endpoint_, within, refused), asio::detached);
  context.run();
  if (!refused) return true;
  const std::lock_guard lock(mutex_);
  if (signs_.empty())
    signs_.push_back(
        {std::chrono::system_clock::now(),
         fmt::format("nobody listens at {} any more: connections are refused", endpoint_.str())});
  return false;
}

std::vector<CrashSign> Presence::signs() const {
  const std::lock_guard lock(mutex_);
  return signs_;
}

std::string Presence::absence() const {
  const std::lock_guard lock(mutex_);
  return signs_.empty() ? std::string() : "the target went away in mid-run: " + signs_.front().words;
}

}  // namespace smtpspec::run
