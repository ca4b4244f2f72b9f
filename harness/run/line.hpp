// Line: the connection of one leg of a play, on real sockets. It performs the leg's actions and answers with
// what happened.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/stream.hpp"
#include "play/wire/action.hpp"
#include "play/wire/event.hpp"
#include "play/wire/segmentation.hpp"
#include "run/waits.hpp"
#include "run/writer.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

struct Route;
struct ClientRoute;

class Line {
 public:
  using What = play::Event::What;

  // `cut`: how everything that is sent is cut, whatever the scenario says.
  Line(asio::any_io_executor executor, std::optional<play::Cutting> cut)
      : executor_(std::move(executor)), cut_(cut) {}
  virtual ~Line() = default;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  // Any action but Finish. The line outlives the coroutine.
  asio::awaitable<What> perform(play::Action::What action);
  // How long the last wait for something to read was our own writing's.
  std::chrono::microseconds take_writing();
  // The play is over; `passed`: nothing more has to be learnt of its peer.
  virtual asio::awaitable<void> end(bool passed);
  // How a peer that was started has ended, by itself or by us; empty if there was none, or if it broke.
  virtual std::optional<play::ClientEnded> take_peers_end() { return std::nullopt; }
  // How long after its start it came; empty if it did not.
  virtual std::optional<Waits::Duration> first_contact() const { return std::nullopt; }

 protected:
  // What only one kind of line can do. Another kind that is asked for it breaks.
  virtual asio::awaitable<What> connect(play::Connect action);
  virtual asio::awaitable<What> submit(play::Submit action);
  virtual asio::awaitable<What> accept(play::Accept action);
  virtual asio::awaitable<What> ask_deliveries(play::AskDelivery action);
  virtual asio::awaitable<What> listen(play::Listen action);
  virtual asio::awaitable<What> await_news(play::AwaitNews action);
  virtual asio::awaitable<What> kill_target();
  virtual asio::awaitable<net::TlsReport> shake_hands(play::Handshake action) = 0;

  const asio::any_io_executor& executor() const { return executor_; }
  net::Stream& stream() { return *stream_; }
  void take_over(net::Stream stream);
  // Of a read or write that did not end with ok (and Done for one that did).
  static What what_of(net::IoStatus status, const std::string& message);
  static play::TlsFacts facts_of(const net::TlsReport& report);
  // Closes in good order: what was sent is on the wire first, and what is under way to us is read.
  asio::awaitable<void> leave();

 private:
  struct Perform;

  asio::awaitable<What> send(play::Send action);
  asio::awaitable<What> receive(play::Receive action);
  asio::awaitable<What> handshake(play::Handshake action);
  asio::awaitable<What> pause(play::Pause action);
  asio::awaitable<What> half_close();
  asio::awaitable<What> close();
  asio::awaitable<What> abort();
  static What what_was_read(net::ReadResult read);

  asio::any_io_executor executor_;
  std::optional<play::Cutting> cut_;
  std::shared_ptr<net::Stream> stream_;  // none between connections
  std::shared_ptr<Writer> writer_;
  std::chrono::microseconds writing_{0};
};

// The line of a client leg: connections that the harness makes. The route outlives it.
std::unique_ptr<Line> outgoing_line(asio::any_io_executor executor, const Route& route);

// The line of a server leg, which listens from now on: a client that is started, and its connections, taken
// one after the other. At the end a client whose case did not pass is given a moment for its own end, which
// may explain what it did; then its process and its files are gone. The route outlives it. Throws
// std::runtime_error where there can be no listener.
std::unique_ptr<Line> incoming_line(asio::any_io_executor executor, const ClientRoute& route);

}  // namespace smtpspec::run
