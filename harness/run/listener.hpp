// ReferenceListener: the reference server on real sockets, on a thread of its own. `smtpspec serve` and a run
// without a target stand on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/endpoint.hpp"
#include "net/tls_context.hpp"
#include "reference/behaviour.hpp"
#include "reference/server.hpp"

namespace smtpspec::run {

class ReferenceListener {
 public:
  struct Options {
    net::Endpoint clear;                        // numeric; port 0: a free one
    std::optional<net::Endpoint> implicit_tls;  // TLS from the first octet (RFC 8314)
    reference::Behaviour behaviour;
    std::function<void(const reference::Message&)> accepted;  // called on the listener's thread; may be empty
    std::size_t most_sessions = 400;                          // at the same time; further ones hear 421
  };

  // The certificate of a server with this behaviour; `host` is its address.
  static net::CertificateRequest certificate_of(const reference::Behaviour& behaviour,
                                                const std::string& host);

  // Listens and serves from now on. `tls` is the server's context and outlives the listener. Throws
  // std::runtime_error where an address can't be had.
  ReferenceListener(Options options, const net::TlsContext& tls);
  // Ends every session and the thread.
  ~ReferenceListener();
  ReferenceListener(const ReferenceListener&) = delete;
  ReferenceListener& operator=(const ReferenceListener&) = delete;

  net::Endpoint clear_endpoint() const;
  std::optional<net::Endpoint> tls_endpoint() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::run
