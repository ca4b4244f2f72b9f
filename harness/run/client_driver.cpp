#include "run/client_driver.hpp"

#include <deque>
#include <exception>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/listener.hpp"
#include "net/stream.hpp"
#include "run/playing.hpp"
#include "run/reading.hpp"
#include "run/what_happened.hpp"
#include "run/writer.hpp"

namespace smtpspec::run {
namespace {

using Clock = std::chrono::steady_clock;
using namespace play;

constexpr std::size_t most_waiting = 50;                 // connections of a client that makes them for ever
constexpr std::chrono::milliseconds longest_end{5'000};  // of a client that is killed
constexpr std::chrono::milliseconds last_moment{500};    // of one whose end may explain what it did

// What comes from outside while the player waits: connections, and the client's end. Shared, since the
// coroutines that fill it may outlive a case that is given up.
struct Arrivals {
  explicit Arrivals(asio::any_io_executor executor, const std::string& host)
      : listener(executor, {host, 0}), signal(executor, asio::steady_timer::time_point::max()) {}

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

// One case's client and its connections. A member function per kind of action.
class ClientConnection {
 public:
  ClientConnection(asio::any_io_executor executor, const ClientRoute& route, const ServerPlayer& player)
      : executor_(executor),
        route_(route),
        player_(player),
        arrivals_(std::make_shared<Arrivals>(executor, route.host)) {
    asio::co_spawn(executor_, accept_all(arrivals_), asio::detached);
  }

  asio::awaitable<What> operator()(Submit action) {
    arrivals_->client_runs = true;
    submitted_ = Clock::now();
    action.order.patience = route_.patience;
    auto running =
        run_client(arrivals_, route_.submit(std::move(action.order), arrivals_->listener.endpoint()));
    asio::co_spawn(executor_, std::move(running),
                   asio::bind_cancellation_slot(cancel_client_.slot(), asio::detached));
    co_return Done{};
  }

  asio::awaitable<What> operator()(Accept action) {
    co_await leave();
    const auto deadline = Clock::now() + action.within;
    for (;;) {
      if (!arrivals_->streams.empty()) {
        stream_ = std::make_shared<net::Stream>(std::move(arrivals_->streams.front()));
        arrivals_->streams.pop_front();
        if (!first_contact_) first_contact_ = Clock::now() - submitted_;
        writer_ = std::make_shared<Writer>(executor_, stream_, route_.cut);
        co_return Accepted{stream_->peer().str()};
      }
      if (!arrivals_->broken.empty()) co_return Broken{arrivals_->broken};
      if (arrivals_->ended) co_return *arrivals_->ended;
      if (Clock::now() >= deadline) co_return DeadlinePassed{};
      arrivals_->signal.expires_at(deadline);
      boost::system::error_code woken;
      co_await arrivals_->signal.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
  }

  asio::awaitable<What> operator()(Send action) {
    if (writer_) writer_->enqueue(std::move(action));
    co_return Done{};
  }

  asio::awaitable<What> operator()(Receive action) {
    if (!stream_) co_return PeerClosed{};
    net::ReadResult read = co_await stream_->read_some(most_octets_at_once, action.within);
    if (read.ok()) co_return Received{std::move(read.octets)};
    co_return what_of(read.status, read.message);
  }

  asio::awaitable<What> operator()(ServeTls action) {
    if (!stream_) co_return TlsFailed{"the connection is closed"};
    co_await writer_->until_idle();
    net::HandshakeOptions options{.versions = action.versions};
    const net::TlsReport report = co_await stream_->handshake_as_server(
        route_.identities->showing(action.presenting), action.within, std::move(options));
    if (report.established) co_return TlsEstablished{facts_of(report)};
    if (report.status == net::IoStatus::deadline) co_return DeadlinePassed{};
    if (report.status == net::IoStatus::failed) co_return Broken{report.reason};
    co_return TlsFailed{report.reason};
  }

  asio::awaitable<What> operator()(Pause action) {
    asio::steady_timer timer(executor_, action.duration);
    co_await timer.async_wait(asio::use_awaitable);
    if (!stream_) co_return Done{};
    constexpr std::chrono::milliseconds what_is_here{0};
    net::ReadResult read = co_await stream_->read_some(most_octets_at_once, what_is_here);
    if (read.ok()) co_return Received{std::move(read.octets)};
    co_return Done{};  // an end shows again where the client is waited for
  }

  asio::awaitable<What> operator()(HalfClose) {
    if (stream_) {
      co_await writer_->until_idle();
      stream_->shutdown_send();
    }
    co_return Done{};
  }

  asio::awaitable<What> operator()(Close) {
    co_await leave();
    co_return Done{};
  }

  asio::awaitable<What> operator()(Abort) {
    if (stream_) {
      co_await writer_->until_idle();
      stream_->reset();
      stream_.reset();
      writer_.reset();
    }
    co_return Done{};
  }

  asio::awaitable<void> end() {
    arrivals_->listener.close();
    if (writer_) writer_->give_up();
    if (stream_ && writer_ && !writer_->idle()) stream_->cancel();
    co_await leave();
    arrivals_->streams.clear();
    if (!player_.passed()) co_await until_client_is_gone(last_moment);
    cancel_client_.emit(asio::cancellation_type::terminal);
    // Its process and its files are gone when this case is over.
    co_await until_client_is_gone(longest_end);
  }

  // How long after its start the client came; nothing if it did not.
  std::optional<Clock::duration> first_contact() const { return first_contact_; }
  // How the client ended, by itself or by us; empty if there was none, or if it broke.
  std::optional<ClientEnded> take_clients_end() { return std::move(arrivals_->ended); }

 private:
  asio::awaitable<void> until_client_is_gone(std::chrono::milliseconds within) {
    const auto deadline = Clock::now() + within;
    while (arrivals_->client_runs && Clock::now() < deadline) {
      arrivals_->signal.expires_at(deadline);
      boost::system::error_code woken;
      co_await arrivals_->signal.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
  }

  // Whatever the client's end is, it is told; a reference client that is cancelled tells nobody.
  static asio::awaitable<void> run_client(std::shared_ptr<Arrivals> arrivals,
                                          asio::awaitable<ClientEnded> client) {
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

  asio::awaitable<void> leave() {
    if (!stream_) co_return;
    co_await writer_->until_idle();
    if (stream_->is_open()) co_await stream_->close(drain_time);
    stream_.reset();
    writer_.reset();
  }

  asio::any_io_executor executor_;
  const ClientRoute& route_;
  const ServerPlayer& player_;
  std::shared_ptr<Arrivals> arrivals_;
  asio::cancellation_signal cancel_client_;
  Clock::time_point submitted_;
  std::optional<Clock::duration> first_contact_;
  std::shared_ptr<net::Stream> stream_;
  std::shared_ptr<Writer> writer_;
};

}  // namespace

asio::awaitable<ClientPlay> drive(ServerPlayer& player, const ClientRoute& route) {
  const auto executor = co_await asio::this_coro::executor;
  ClientConnection connection(executor, route, player);
  ClientPlay play;
  play.waits = co_await play_to_the_end(player, connection);
  play.waits.first_contact = connection.first_contact();
  play.end = connection.take_clients_end();
  if (play.end) player.client_was_ended(*play.end);
  co_return play;
}

}  // namespace smtpspec::run
