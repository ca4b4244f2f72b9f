#include <chrono>
#include <future>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "run/line.hpp"
#include "run/route.hpp"

namespace smtpspec::run {
namespace {

using namespace play;

class OutgoingLine : public Line {
 public:
  OutgoingLine(asio::any_io_executor executor, const Route& route)
      : Line(std::move(executor), route.cut), route_(route) {}

 private:
  asio::awaitable<What> connect(Connect action) override {
    take_over(net::Stream(executor()));
    const net::IoResult made = co_await stream().connect(route_.endpoint, action.within);
    if (!made.ok()) co_return what_of(made.status, made.message);
    Connected connected{.address = route_.endpoint.str(), .tls = {}};
    if (route_.implicit_tls) {
      net::HandshakeOptions options;
      const net::TlsReport report =
          co_await stream().handshake_as_client(*route_.tls, std::move(options), action.within);
      if (!report.established) co_return TlsFailed{report.reason};
      connected.tls = facts_of(report);
    }
    co_return connected;
  }

  asio::awaitable<net::TlsReport> shake_hands(Handshake action) override {
    net::HandshakeOptions options{.sni = action.sni, .versions = action.versions};
    co_return co_await stream().handshake_as_client(*route_.tls, std::move(options), action.within);
  }

  // It takes a second or so, while the loop has other things to do.
  asio::awaitable<What> kill_target() override {
    if (!route_.kill) co_return Broken{"the target is not ours to kill"};
    co_await leave();
    auto killing = std::async(std::launch::async, route_.kill);
    asio::steady_timer timer(executor());
    while (killing.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      timer.expires_after(std::chrono::milliseconds(10));
      co_await timer.async_wait(asio::use_awaitable);
    }
    try {
      killing.get();
    } catch (const std::exception& trouble) {
      co_return Broken{trouble.what()};
    }
    co_return Done{};
  }

  asio::awaitable<What> ask_deliveries(AskDelivery action) override {
    if (!route_.deliveries) co_return DeliveryAnswer{};
    DeliveryAnswer answer = co_await route_.deliveries(std::move(action));
    co_return answer;
  }

  const Route& route_;
};

}  // namespace

std::unique_ptr<Line> outgoing_line(asio::any_io_executor executor, const Route& route) {
  return std::make_unique<OutgoingLine>(std::move(executor), route);
}

}  // namespace smtpspec::run
