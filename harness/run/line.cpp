#include "run/line.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "run/bindings.hpp"
#include "run/reading.hpp"

namespace smtpspec::run {

using namespace play;
using Clock = std::chrono::steady_clock;

struct Line::Perform {
  Line& line;
  asio::awaitable<What> operator()(Connect& action) const { return line.connect(action); }
  asio::awaitable<What> operator()(Submit& action) const { return line.submit(std::move(action)); }
  asio::awaitable<What> operator()(Accept& action) const { return line.accept(action); }
  asio::awaitable<What> operator()(Send& action) const { return line.send(std::move(action)); }
  asio::awaitable<What> operator()(Receive& action) const { return line.receive(action); }
  asio::awaitable<What> operator()(Handshake& action) const { return line.handshake(std::move(action)); }
  asio::awaitable<What> operator()(Pause& action) const { return line.pause(action); }
  asio::awaitable<What> operator()(HalfClose&) const { return line.half_close(); }
  asio::awaitable<What> operator()(Close&) const { return line.close(); }
  asio::awaitable<What> operator()(Abort&) const { return line.abort(); }
  asio::awaitable<What> operator()(AskDelivery& action) const {
    return line.ask_deliveries(std::move(action));
  }
  asio::awaitable<What> operator()(Listen& action) const { return line.listen(action); }
  asio::awaitable<What> operator()(AwaitNews& action) const { return line.await_news(action); }
  asio::awaitable<What> operator()(KillTarget&) const { return line.kill_target(); }
  asio::awaitable<What> operator()(Finish&) const { throw std::logic_error("Finish is not performed"); }
};

asio::awaitable<Line::What> Line::perform(Action::What action) {
  // g++ 12 miscompiles a visit inside co_await: the awaitable gets a name first.
  auto performing = std::visit(Perform{*this}, action);
  What what = co_await std::move(performing);
  co_return what;
}

asio::awaitable<Line::What> Line::connect(Connect) {
  co_return Broken{"this leg waits to be connected to"};
}

asio::awaitable<Line::What> Line::submit(Submit) {
  co_return Broken{"this leg has nobody who submits"};
}

asio::awaitable<Line::What> Line::accept(Accept) {
  co_return Broken{"nobody connects to this leg"};
}

asio::awaitable<Line::What> Line::ask_deliveries(AskDelivery) {
  co_return DeliveryAnswer{};
}

asio::awaitable<Line::What> Line::listen(Listen) {
  co_return Broken{"no mail arrives on this leg"};
}

asio::awaitable<Line::What> Line::await_news(AwaitNews) {
  co_return Broken{"no mail arrives on this leg"};
}

asio::awaitable<Line::What> Line::kill_target() {
  co_return Broken{"the target is not ours to kill"};
}

void Line::take_over(net::Stream stream) {
  stream_ = std::make_shared<net::Stream>(std::move(stream));
  writer_ = std::make_shared<Writer>(executor_, stream_, cut_);
}

std::chrono::microseconds Line::take_writing() {
  return std::exchange(writing_, std::chrono::microseconds{0});
}

asio::awaitable<Line::What> Line::send(Send action) {
  if (writer_) writer_->enqueue(std::move(action));
  co_return Done{};
}

TlsFacts Line::facts_of(const net::TlsReport& report) {
  return {.version = report.version,
          .cipher = report.cipher,
          .names = report.names,
          .trusted = report.trusted,
          .current = report.current,
          .subject = report.subject,
          .bindings = bindings_of(report)};
}

Line::What Line::what_of(net::IoStatus status, const std::string& message) {
  switch (status) {
    case net::IoStatus::ok:
      return Done{};
    case net::IoStatus::closed:
      return PeerClosed{};
    case net::IoStatus::reset:
      return PeerReset{};
    case net::IoStatus::deadline:
      return DeadlinePassed{};
    case net::IoStatus::tls_broken:
      return TlsBroken{message};
    case net::IoStatus::failed:
      break;
  }
  return Broken{message};
}

Line::What Line::what_was_read(net::ReadResult read) {
  if (read.ok()) return play::Received{std::move(read.octets)};
  return what_of(read.status, read.message);
}

// While our own octets are still being taken, the peer owes us nothing: the deadline begins when they stand
// still.
asio::awaitable<Line::What> Line::receive(Receive action) {
  if (!stream_) co_return PeerClosed{};
  const Clock::time_point began = Clock::now();
  for (std::chrono::milliseconds within = action.within;;) {
    net::ReadResult read = co_await stream_->read_some(most_octets_at_once, within);
    const Clock::time_point stood_still = std::max(writer_->last_progress(), began);
    writing_ = std::chrono::duration_cast<std::chrono::microseconds>(stood_still - began);
    within = std::chrono::ceil<std::chrono::milliseconds>(stood_still + action.within - Clock::now());
    if (read.ok() || read.status != net::IoStatus::deadline || within <= std::chrono::milliseconds(0))
      co_return what_was_read(std::move(read));
  }
}

asio::awaitable<Line::What> Line::handshake(Handshake action) {
  if (!stream_) co_return TlsFailed{"the connection is closed"};
  co_await writer_->until_idle();
  const net::TlsReport report = co_await shake_hands(std::move(action));
  if (report.established) co_return TlsEstablished{facts_of(report)};
  if (report.status == net::IoStatus::deadline) co_return DeadlinePassed{};
  if (report.status == net::IoStatus::failed) co_return Broken{report.reason};
  co_return TlsFailed{report.reason};
}

asio::awaitable<Line::What> Line::pause(Pause action) {
  std::chrono::milliseconds what_is_here{0};
  if (!action.ends_early) {
    asio::steady_timer timer(executor_, action.duration);
    co_await timer.async_wait(asio::use_awaitable);
  }
  if (!stream_) co_return Done{};
  net::ReadResult read =
      co_await stream_->read_some(most_octets_at_once, action.ends_early ? action.duration : what_is_here);
  if (read.status == net::IoStatus::deadline) co_return Done{};
  // Where we only made the peer wait, its end shows again where it is waited for.
  if (!read.ok() && !action.ends_early) co_return Done{};
  co_return what_was_read(std::move(read));
}

asio::awaitable<Line::What> Line::half_close() {
  if (!stream_) co_return Done{};
  co_await writer_->until_idle();
  stream_->shutdown_send();
  co_return Done{};
}

asio::awaitable<Line::What> Line::close() {
  co_await leave();
  co_return Done{};
}

asio::awaitable<Line::What> Line::abort() {
  if (!stream_) co_return Done{};
  co_await writer_->until_idle();
  stream_->reset();
  stream_.reset();
  writer_.reset();
  co_return Done{};
}

asio::awaitable<void> Line::leave() {
  if (!stream_) co_return;
  co_await writer_->until_idle();
  if (stream_->is_open()) co_await stream_->close(drain_time);
  stream_.reset();
  writer_.reset();
}

asio::awaitable<void> Line::end(bool) {
  if (writer_) writer_->give_up();
  if (writer_ && !writer_->idle()) stream_->cancel();
  co_await leave();
}

}  // namespace smtpspec::run
