// SubmissionRunner: the reference client on real connections. `smtpspec send` stands on it.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/tls_context.hpp"
#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

class SubmissionRunner {
 public:
  struct Options {
    net::Endpoint server;                  // numeric
    std::string server_name;               // for SNI and for the certificate's names
    const net::TlsContext* tls = nullptr;  // the client's, with what it trusts; not owned
    reference::ClientBehaviour behaviour;
    // The longest wait for a connection, a handshake, a reply and for its own octets to be taken.
    std::chrono::milliseconds within{60'000};
    // The whole submission, all its connections included.
    std::chrono::milliseconds altogether{600'000};
  };

  explicit SubmissionRunner(Options options);

  // To the end, which is always a report: a server that cannot be reached, hangs or breaks off defers the
  // mail. The runner outlives the coroutine.
  asio::awaitable<reference::Report> run(reference::Submission submission) const;

 private:
  Options options_;
};

// The same on an event loop of its own; blocks until the end.
reference::Report submit(SubmissionRunner::Options options, reference::Submission submission);

// Whether a certificate with these names is that of the host: the same name, or one with a wildcard as its
// leftmost label (RFC 6125 section 6.4).
bool names_host(const std::vector<std::string>& names, const std::string& host);

}  // namespace smtpspec::run
