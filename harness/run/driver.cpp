#include "run/driver.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "run/playing.hpp"
#include "run/reading.hpp"
#include "run/what_happened.hpp"
#include "run/writer.hpp"

namespace smtpspec::run {
namespace {

using Clock = std::chrono::steady_clock;
using namespace play;

// After the verdict: what still comes is read and dropped for so long, so that the target sees FIN and not
// RST.

// One case's connections. A member function per kind of action.
class Connection {
 public:
  Connection(asio::any_io_executor executor, const Route& route) : executor_(executor), route_(route) {}

  asio::awaitable<What> operator()(Connect action) {
    stream_ = std::make_shared<net::Stream>(executor_);
    writer_ = std::make_shared<Writer>(executor_, stream_, route_.cut);
    const net::IoResult made = co_await stream_->connect(route_.endpoint, action.within);
    if (!made.ok()) co_return what_of(made.status, made.message);
    Connected connected{.address = route_.endpoint.str()};
    if (route_.implicit_tls) {
      net::HandshakeOptions options;
      const net::TlsReport report =
          co_await stream_->handshake_as_client(*route_.tls, std::move(options), action.within);
      if (!report.established) co_return TlsFailed{report.reason};
      connected.tls = facts_of(report);
    }
    co_return connected;
  }

  asio::awaitable<What> operator()(Send action) {
    writer_->enqueue(std::move(action));
    co_return Done{};
  }

  // While our own octets are still being taken, the target owes us nothing: the deadline begins when they
  // stand still.
  asio::awaitable<What> operator()(Receive action) {
    const Clock::time_point began = Clock::now();
    for (std::chrono::milliseconds within = action.within;;) {
      net::ReadResult read = co_await stream_->read_some(most_octets_at_once, within);
      writing_ = std::chrono::duration_cast<std::chrono::microseconds>(
          std::max(writer_->last_progress(), began) - began);
      if (read.ok()) co_return Received{std::move(read.octets)};
      within = std::chrono::ceil<std::chrono::milliseconds>(std::max(writer_->last_progress(), began) +
                                                            action.within - Clock::now());
      if (read.status != net::IoStatus::deadline || within <= std::chrono::milliseconds(0))
        co_return what_of(read.status, read.message);
    }
  }

  asio::awaitable<What> operator()(StartTls action) {
    co_await writer_->until_idle();
    net::HandshakeOptions options{.sni = action.sni, .versions = action.versions};
    const net::TlsReport report =
        co_await stream_->handshake_as_client(*route_.tls, std::move(options), action.within);
    if (report.established) co_return TlsEstablished{facts_of(report)};
    if (report.status == net::IoStatus::deadline) co_return DeadlinePassed{};
    if (report.status == net::IoStatus::failed) co_return Broken{report.reason};
    co_return TlsFailed{report.reason};
  }

  asio::awaitable<What> operator()(Pause action) {
    net::ReadResult read = co_await stream_->read_some(most_octets_at_once, action.duration);
    if (read.ok()) co_return Received{std::move(read.octets)};
    if (read.status == net::IoStatus::deadline) co_return Done{};
    co_return what_of(read.status, read.message);
  }

  asio::awaitable<What> operator()(HalfClose) {
    co_await writer_->until_idle();
    stream_->shutdown_send();
    co_return Done{};
  }

  asio::awaitable<What> operator()(Close) {
    co_await writer_->until_idle();
    co_await stream_->close(drain_time);
    co_return Done{};
  }

  asio::awaitable<What> operator()(Abort) {
    co_await writer_->until_idle();
    stream_->reset();
    co_return Done{};
  }

  asio::awaitable<What> operator()(AskDelivery action) {
    if (!route_.deliveries) co_return DeliveryAnswer{};
    DeliveryAnswer answer = co_await route_.deliveries(std::move(action));
    co_return answer;
  }

  asio::awaitable<void> end() {
    if (!stream_) co_return;
    writer_->give_up();
    if (!writer_->idle()) stream_->cancel();
    co_await writer_->until_idle();
    if (stream_->is_open()) co_await stream_->close(drain_time);
  }

  // How long the last Receive waited for our own writing.
  std::chrono::microseconds take_writing() { return std::exchange(writing_, std::chrono::microseconds{0}); }

 private:
  asio::any_io_executor executor_;
  const Route& route_;
  std::shared_ptr<net::Stream> stream_;
  std::shared_ptr<Writer> writer_;
  std::chrono::microseconds writing_{0};
};

}  // namespace

asio::awaitable<Waits> drive(Player& player, const Route& route) {
  const auto executor = co_await asio::this_coro::executor;
  Connection connection(executor, route);
  co_return co_await play_to_the_end(player, connection);
}

}  // namespace smtpspec::run
