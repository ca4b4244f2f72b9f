#include "run/hop_line.hpp"

#include <list>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/listener.hpp"
#include "play/legs/hop.hpp"
#include "run/reading.hpp"

namespace smtpspec::run {
namespace {

using namespace play;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds hop_idle_time{5 * 60'000};  // RFC 5321 4.5.3.2.7: at least five minutes
constexpr milliseconds hop_write_time{60'000};
constexpr milliseconds hop_handshake_time{60'000};
constexpr std::size_t most_connections = 50;  // at the same time; further ones are closed at once

// Shared with the coroutines of the connections, which may outlive the line: where `hop` is null all is over.
struct Reception {
  Reception(const asio::any_io_executor& executor, const net::Endpoint& where, Hop& answers)
      : listener(executor, where), hop(&answers) {}

  net::Listener listener;
  Hop* hop;
  std::list<std::shared_ptr<net::Stream>> streams;
};

class HopLine : public Line {
 public:
  HopLine(asio::any_io_executor executor, net::Endpoint where, const ServerIdentities& identities,
          std::shared_ptr<Bell> bell)
      : Line(std::move(executor), std::nullopt),
        where_(std::move(where)),
        identities_(identities),
        bell_(std::move(bell)) {}

  asio::awaitable<void> end(bool) override {
    if (reception_) {
      reception_->hop = nullptr;
      reception_->listener.close();
      for (const auto& stream : reception_->streams) stream->reset();
    }
    co_return;
  }

 private:
  asio::awaitable<What> listen(Listen action) override {
    Hop& hop = *action.hop;
    reception_ = std::make_shared<Reception>(executor(), where_, hop);
    const Clock::time_point began = Clock::now();
    hop.clock(
        [began] { return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began); });
    hop.when_news([bell = bell_] { bell->cancel(); });
    asio::co_spawn(executor(), accept_all(executor(), reception_, identities_), asio::detached);
    co_return Done{};
  }

  asio::awaitable<What> await_news(AwaitNews action) override {
    bell_->expires_after(action.within);
    boost::system::error_code rung;
    co_await bell_->async_wait(asio::redirect_error(asio::use_awaitable, rung));
    if (rung) co_return News{};
    co_return DeadlinePassed{};
  }

  asio::awaitable<net::TlsReport> shake_hands(Handshake) override { co_return net::TlsReport{}; }

  static asio::awaitable<void> accept_all(asio::any_io_executor executor, std::shared_ptr<Reception> at,
                                          const ServerIdentities& identities) {
    for (;;) {
      auto stream = co_await at->listener.accept();
      if (!stream || !at->hop) co_return;
      if (at->streams.size() >= most_connections) continue;
      auto shared = std::make_shared<net::Stream>(std::move(*stream));
      at->streams.push_back(shared);
      asio::co_spawn(executor, serve(at, shared, identities.showing(scenario::Certificate::good)),
                     asio::detached);
    }
  }

  static asio::awaitable<void> serve(std::shared_ptr<Reception> at, std::shared_ptr<net::Stream> stream,
                                     const net::TlsContext& tls) {
    auto conversing = converse(*at, *stream, tls);
    co_await std::move(conversing);
    at->streams.remove(stream);
  }

  // Until one of the two ends it, or the play does.
  static asio::awaitable<void> converse(Reception& at, net::Stream& stream, const net::TlsContext& tls) {
    const std::size_t number = at.hop->connected(stream.peer().str());
    Hop::Answer answer = at.hop->greet(number);
    for (;;) {
      if (!answer.octets.empty()) co_await stream.write(answer.octets, hop_write_time);
      if (!at.hop) co_return;
      if (answer.end == Hop::Answer::End::reset) co_return stream.reset();
      if (answer.end == Hop::Answer::End::close) {
        co_await stream.close(drain_time);
        co_return;
      }
      if (std::exchange(answer.start_tls, false)) {
        net::HandshakeOptions options;
        const net::TlsReport report =
            co_await stream.handshake_as_server(tls, hop_handshake_time, std::move(options));
        if (!at.hop) co_return;
        if (!report.established) {
          at.hop->tls_failed(number, report.reason);
          co_return stream.reset();
        }
        answer = at.hop->tls_established(number, facts_of(report));
        continue;
      }
      const net::ReadResult read = co_await stream.read_some(most_octets_at_once, hop_idle_time);
      if (!at.hop) co_return;
      if (!read.ok()) {
        at.hop->closed(number, read.status == net::IoStatus::closed ? Ending::closed : Ending::reset);
        co_await stream.close(drain_time);
        co_return;
      }
      answer = at.hop->receive(number, read.octets);
    }
  }

  net::Endpoint where_;
  const ServerIdentities& identities_;
  std::shared_ptr<Bell> bell_;
  std::shared_ptr<Reception> reception_;
};

}  // namespace

std::unique_ptr<Line> hop_line(asio::any_io_executor executor, net::Endpoint where,
                               const ServerIdentities& identities, std::shared_ptr<Bell> bell) {
  return std::make_unique<HopLine>(std::move(executor), std::move(where), identities, std::move(bell));
}

}  // namespace smtpspec::run
