#include <deque>
#include <exception>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/listener.hpp"
#include "run/client_route.hpp"
#include "run/line.hpp"

namespace smtpspec::run {
namespace {

using namespace play;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_waiting = 50;                 // connections of a client that makes them for ever
constexpr std::chrono::milliseconds longest_end{5'000};  // of a client that is killed
constexpr std::chrono::milliseconds last_moment{500};    // of one whose end may explain what it did

// What comes from outside while the play waits: connections, and the client's end. Shared, since the
// coroutines that fill it may outlive a case that is given up.
struct Arrivals {
  Arrivals(const asio::any_io_executor& executor, const std::string& host)
      : listener(executor, {host, 0}), signal(executor, asio::steady_timer::time_point::max()) {}

  asio::awaitable<void> something(Clock::time_point deadline) {
    signal.expires_at(deadline);
    boost::system::error_code woken;
    co_await signal.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }

  net::Listener listener;
  std::deque<net::Stream> streams;
  std::optional<ClientEnded> ended;
  bool client_runs = false;
  std::string broken;         // why the client could not be driven
  asio::steady_timer signal;  // cancelled whenever something arrives
};

asio::awaitable<void> accept_all(std::shared_ptr<Arrivals> arrivals) {
  for (;;) {
    auto stream = co_await arrivals->listener.accept();
    if (!stream) co_return;
    // What is beyond the limit is closed at once.
    if (arrivals->streams.size() < most_waiting) arrivals->streams.push_back(std::move(*stream));
    arrivals->signal.cancel();
  }
}

// Whatever the client's end is, it is told; a reference client that is cancelled tells nobody.
asio::awaitable<void> run_client(std::shared_ptr<Arrivals> arrivals, asio::awaitable<ClientEnded> client) {
  try {
    ClientEnded ended = co_await std::move(client);
    arrivals->ended = std::move(ended);
  } catch (const boost::system::system_error& cancelled) {
    if (cancelled.code() != asio::error::operation_aborted) arrivals->broken = cancelled.what();
  } catch (const std::exception& trouble) {
    arrivals->broken = trouble.what();
  }
  arrivals->client_runs = false;
  arrivals->signal.cancel();
}

class IncomingLine : public Line {
 public:
  IncomingLine(asio::any_io_executor executor, const ClientRoute& route)
      : Line(executor, route.cut),
        route_(route),
        arrivals_(std::make_shared<Arrivals>(executor, route.host)) {
    asio::co_spawn(executor, accept_all(arrivals_), asio::detached);
  }

  asio::awaitable<void> end(bool passed) override {
    arrivals_->listener.close();
    co_await Line::end(passed);
    arrivals_->streams.clear();
    if (!passed) co_await until_client_is_gone(last_moment);
    cancel_client_.emit(asio::cancellation_type::terminal);
    co_await until_client_is_gone(longest_end);
  }

  std::optional<ClientEnded> take_peers_end() override { return std::move(arrivals_->ended); }
  std::optional<Waits::Duration> first_contact() const override { return first_contact_; }

 private:
  asio::awaitable<What> submit(Submit action) override {
    arrivals_->client_runs = true;
    submitted_ = Clock::now();
    action.order.patience = route_.patience;
    auto running =
        run_client(arrivals_, route_.submit(std::move(action.order), arrivals_->listener.endpoint()));
    asio::co_spawn(executor(), std::move(running),
                   asio::bind_cancellation_slot(cancel_client_.slot(), asio::detached));
    co_return Done{};
  }

  asio::awaitable<What> accept(Accept action) override {
    co_await leave();
    const auto deadline = Clock::now() + action.within;
    for (;;) {
      if (!arrivals_->streams.empty()) {
        take_over(std::move(arrivals_->streams.front()));
        arrivals_->streams.pop_front();
        if (!first_contact_) first_contact_ = Clock::now() - submitted_;
        co_return Accepted{stream().peer().str()};
      }
      if (!arrivals_->broken.empty()) co_return Broken{arrivals_->broken};
      if (arrivals_->ended) co_return *arrivals_->ended;
      if (Clock::now() >= deadline) co_return DeadlinePassed{};
      co_await arrivals_->something(deadline);
    }
  }

  asio::awaitable<net::TlsReport> shake_hands(Handshake action) override {
    net::HandshakeOptions options{.sni = {}, .versions = action.versions};
    co_return co_await stream().handshake_as_server(route_.identities->showing(action.presenting),
                                                    action.within, std::move(options));
  }

  asio::awaitable<void> until_client_is_gone(std::chrono::milliseconds within) {
    const auto deadline = Clock::now() + within;
    while (arrivals_->client_runs && Clock::now() < deadline) co_await arrivals_->something(deadline);
  }

  const ClientRoute& route_;
  std::shared_ptr<Arrivals> arrivals_;
  asio::cancellation_signal cancel_client_;
  Clock::time_point submitted_;
  std::optional<Waits::Duration> first_contact_;
};

}  // namespace

std::unique_ptr<Line> incoming_line(asio::any_io_executor executor, const ClientRoute& route) {
  return std::make_unique<IncomingLine>(std::move(executor), route);
}

}  // namespace smtpspec::run
