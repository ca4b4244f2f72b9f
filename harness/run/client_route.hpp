// ClientRoute: how a client is asked for a submission, and how its connections are taken.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "net/endpoint.hpp"
#include "net/tls_context.hpp"
#include "play/material/submission_order.hpp"
#include "play/wire/action.hpp"
#include "play/wire/event.hpp"
#include "play/wire/segmentation.hpp"
#include "scenario/expectation.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// What the harness shows as a server: a certificate that is as it should be, and the ones that nobody should
// accept. Safe to share between threads.
class ServerIdentities {
 public:
  // `server_name` is what the good certificate names, beside the addresses of this machine.
  explicit ServerIdentities(const std::string& server_name);

  const net::TlsContext& showing(scenario::Certificate certificate) const;
  // PEM: what clients are told to trust.
  const std::string& authority() const { return authority_; }

 private:
  std::string authority_;
  std::vector<net::TlsContext> contexts_;  // in the order of scenario::Certificate
};

struct ClientRoute {
  std::string host = "127.0.0.1";  // where each case listens, on a port of its own
  std::shared_ptr<const ServerIdentities> identities;
  // Runs one client to its end and says what it told. Ends the client when the coroutine is destroyed.
  std::function<asio::awaitable<play::ClientEnded>(play::SubmissionOrder, net::Endpoint)> submit;
  unsigned patience = 1;  // times the usual that a submission may take
  // How everything that is sent is cut, whatever the scenario says; nothing: as the scenario says.
  std::optional<play::Cutting> cut;
};

}  // namespace smtpspec::run
