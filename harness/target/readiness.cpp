#include "target/readiness.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/stream.hpp"
#include "text/visible.hpp"

namespace smtpspec::target {

namespace asio = boost::asio;

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds one_try{5'000};
constexpr milliseconds farewell{200};
constexpr std::size_t longest_greeting = 64 * 1024;

// Empty if a greeting came.
asio::awaitable<std::string> greets(net::Endpoint endpoint) {
  net::Stream stream(co_await asio::this_coro::executor);
  const net::IoResult connected = co_await stream.connect(endpoint, one_try);
  if (!connected.ok()) co_return connected.message;
  std::string greeting;
  while (greeting.find('\n') == std::string::npos && greeting.size() < longest_greeting) {
    const net::ReadResult read = co_await stream.read_some(4096, one_try);
    if (!read.ok()) co_return read.message + " instead of a greeting";
    greeting += read.octets;
  }
  if (!greeting.starts_with("220")) co_return "it says " + text::visible_cut(greeting, 200);
  co_await stream.write("QUIT\r\n", farewell);
  co_await stream.close(farewell);
  co_return std::string();
}

asio::awaitable<std::string> takes_connections(net::Endpoint endpoint) {
  net::Stream stream(co_await asio::this_coro::executor);
  const net::IoResult connected = co_await stream.connect(endpoint, one_try);
  co_await stream.close(milliseconds(0));
  co_return connected.message;
}

asio::awaitable<std::string> opens_all(const Doors& doors) {
  for (const net::Endpoint& endpoint : doors.clear) {
    const std::string obstacle = co_await greets(endpoint);
    if (!obstacle.empty()) co_return "{port}, " + endpoint.str() + ": " + obstacle;
  }
  for (const net::Endpoint& endpoint : doors.implicit_tls) {
    const std::string obstacle = co_await takes_connections(endpoint);
    if (!obstacle.empty()) co_return "{tls-port}, " + endpoint.str() + ": " + obstacle;
  }
  co_return std::string();
}

asio::awaitable<void> keep_trying(const Doors& doors, milliseconds within,
                                  const std::function<std::string()>& hopeless, std::string& obstacle) {
  const auto deadline = Clock::now() + within;
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (milliseconds pause(5);; pause = std::min(pause * 2, milliseconds(100))) {
    obstacle = co_await opens_all(doors);
    if (obstacle.empty()) co_return;
    if (const std::string why = hopeless(); !why.empty()) {
      obstacle = why;
      co_return;
    }
    if (Clock::now() >= deadline) {
      obstacle = "not ready within " + std::to_string(within.count()) + " ms; " + obstacle;
      co_return;
    }
    timer.expires_after(pause);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

}  // namespace

std::string await_readiness(const Doors& doors, milliseconds within,
                            const std::function<std::string()>& hopeless) {
  asio::io_context context(1);
  std::string obstacle;
  asio::co_spawn(context, keep_trying(doors, within, hopeless, obstacle), asio::detached);
  context.run();
  return obstacle;
}

}  // namespace smtpspec::target
