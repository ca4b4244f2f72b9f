#include <utility>

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
