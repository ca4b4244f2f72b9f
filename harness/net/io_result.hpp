// What became of one operation on a connection. A peer that closes, resets or stays silent is an outcome,
// never an exception: it is what a conformance harness is there to see.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::net {

enum class IoStatus {
  ok,
  closed,      // FIN, or the end of TLS with or without its close_notify
  reset,       // RST; a connection that is refused; writing to a peer that has gone
  deadline,    // the operation's own time is up
  tls_broken,  // what the peer sent is no TLS, or it ended TLS with an alert
  failed,      // the harness's own surroundings: no descriptors, no route, cancelled
};

std::string_view name_of(IoStatus status);  // "closed by the peer"

struct IoResult {
  IoStatus status = IoStatus::ok;
  std::string message;  // why, unless ok

  bool ok() const { return status == IoStatus::ok; }
};

struct ReadResult {
  IoStatus status = IoStatus::ok;
  std::string octets;   // at least one if ok, otherwise none
  std::string message;  // why, unless ok

  bool ok() const { return status == IoStatus::ok; }
};

// The same of a read into the caller's own memory.
struct ReadCount {
  IoStatus status = IoStatus::ok;
  std::size_t count = 0;  // at least one if ok, otherwise none
  std::string message;    // why, unless ok

  bool ok() const { return status == IoStatus::ok; }
};

// How a TLS handshake ended, and what the peer showed in it. Certificates are observed, never enforced.
struct TlsReport {
  bool established = false;
  IoStatus status = IoStatus::failed;  // ok if established, otherwise how it ended
  std::string reason;                  // why it was not established
  std::string version;                 // "1.3"
  std::string cipher;                  // OpenSSL's name
  std::vector<std::string> names;  // the certificate's DNS names and addresses; its common name without any
  std::string subject;             // "CN=mx.test"; empty if the peer showed no certificate
  bool trusted = false;  // the certificate's chain ends in what the TlsContext trusts, whatever the date
  bool current = false;  // within the certificate's notBefore and notAfter
  // What binds to this channel, in octets: tls-unique (RFC 5929 section 3; empty in TLS 1.3) and tls-exporter
  // (RFC 9266; empty where the session's secret is no safe one, section 4.2).
  std::string tls_unique, tls_exporter;
};

struct HandshakeOptions {
  std::string sni;                    // RFC 6066 section 3; empty: none
  std::vector<std::string> versions;  // "1.0" to "1.3": what is offered; empty: what OpenSSL does
};

}  // namespace smtpspec::net
