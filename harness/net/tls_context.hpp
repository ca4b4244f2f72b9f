// TlsContext: what all TLS sessions of one side have in common. Safe to share between threads once made.
#pragma once

#include <memory>
#include <string_view>

#include "net/certificates.hpp"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace smtpspec::net {

// Old protocol versions and small keys are allowed on purpose: a target that knows no better must be reached
// to be judged. Verification is observed and reported, and never ends a handshake.
class TlsContext {
 public:
  // A client that trusts the certificates in `trusted` (PEM, any number, also none). Throws
  // std::runtime_error.
  static TlsContext client(std::string_view trusted = {});
  // A server that shows `identity`. Throws std::runtime_error.
  static TlsContext server(const Identity& identity);
  // A server that answers every ClientHello with the alert handshake_failure (RFC 8446 section 6.2). Throws
  // std::runtime_error.
  static TlsContext refusing();

  ssl_ctx_st* native() const { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  using Owned = std::unique_ptr<ssl_ctx_st, Free>;

  explicit TlsContext(Owned context) : context_(std::move(context)) {}

  Owned context_;
};

}  // namespace smtpspec::net
