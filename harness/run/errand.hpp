// Errand: a plain SMTP client for a few commands, for what is not a scenario: it wants to know how a server
// answers, and judges nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/stream.hpp"
#include "run/route.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

namespace smtpspec::run {

// A reply, or what came instead of one.
struct Heard {
  std::optional<smtp::Reply> reply;
  net::IoStatus status = net::IoStatus::ok;  // why there is none
  std::string why;                           // in words
  std::string octets;                        // what came that was no whole reply

  int code() const { return reply ? reply->code() : 0; }
  bool is_permanent() const { return reply && reply->permanent_negative(); }
  bool is_transient() const { return reply && reply->transient_negative(); }
  // The reply in one line, as text/visible shows it, or what came instead.
  std::string words() const;
};

class Errand {
 public:
  // The route outlives it.
  Errand(asio::any_io_executor executor, const Route& route, std::chrono::milliseconds within)
      : stream_(executor), route_(route), within_(within) {}

  // Ok, or how it failed.
  asio::awaitable<net::IoResult> connect();
  // The handshake, in place.
  asio::awaitable<net::IoResult> secure();
  asio::awaitable<Heard> hear();
  // A command without its line end, and the reply to it.
  asio::awaitable<Heard> ask(std::string command);
  // EHLO; where it is not known, HELO. What it offers is kept.
  asio::awaitable<Heard> greet(std::string client);
  // STARTTLS and the handshake; the reply to the command, or how the handshake failed.
  asio::awaitable<Heard> start_tls();
  // QUIT, and the end.
  asio::awaitable<void> leave();

  bool in_tls() const { return stream_.in_tls(); }
  const smtp::Extensions& offers() const { return offers_; }

 private:
  net::Stream stream_;
  smtp::ReplyReader replies_;
  smtp::Extensions offers_;
  const Route& route_;
  std::chrono::milliseconds within_;
};

}  // namespace smtpspec::run
