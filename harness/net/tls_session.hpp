// TlsSession: one TLS session without a socket. It is fed what came and asked for what must be sent; who does
// the reading, writing and waiting is Stream's business (or a test's, in memory).
//
//   while ((step = session.handshake()) == TlsStep::needs_octets) { send(session.take_output());
//   session.feed(receive()); }
//
// Whatever a call returns, take_output() afterwards holds the octets that are due on the wire: an alert, too.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "net/io_result.hpp"
#include "net/tls_context.hpp"

namespace smtpspec::net {

enum class TlsRole { client, server };

enum class TlsStep {
  done,
  needs_octets,  // nothing to be done before more was fed
  closed,        // the peer's close_notify came
  broken,        // an alert, or octets that are no TLS; reason() says which
};

class TlsSession {
 public:
  // The context must outlive the session. Throws std::runtime_error for a version that OpenSSL doesn't know.
  TlsSession(const TlsContext& context, TlsRole role, const HandshakeOptions& options = {});
  ~TlsSession();
  TlsSession(TlsSession&&) noexcept;

  TlsStep handshake();
  // At most `most` octets of what the peer said, put behind `octets`.
  TlsStep read(std::size_t most, std::string& octets);
  // The same, to the front of `room`; `count` says how many.
  TlsStep read(std::span<char> room, std::size_t& count);
  // In records of 16 KiB (RFC 8446 section 5.1), the last one smaller.
  TlsStep write(std::string_view octets);
  // Says that nothing more will be written.
  void close_notify();

  void feed(std::string_view octets);
  // Feeding without a copy: where so many octets may be put, and how many of them were.
  std::span<char> room(std::size_t least);
  void fed(std::size_t count);
  std::string take_output();
  // The same without a copy: `octets` gets what is due, and its memory serves for what comes next.
  void swap_output(std::string& octets);

  const std::string& reason() const { return reason_; }
  // Of an established session.
  TlsReport report() const;

 private:
  struct State;

  TlsStep judge(int returned);

  std::unique_ptr<State> state_;
  std::string reason_;
};

}  // namespace smtpspec::net
