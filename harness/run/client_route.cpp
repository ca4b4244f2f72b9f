#include "run/client_route.hpp"

namespace smtpspec::run {

ServerIdentities::ServerIdentities(const std::string& server_name) {
  const net::Authority authority;
  const net::Authority unknown("somebody else's authority");
  authority_ = authority.certificate();
  const net::CertificateRequest good{.names = {server_name, "localhost", "127.0.0.1", "::1"}};
  const net::CertificateRequest expired{.names = good.names, .validity = net::Validity::expired};
  const net::CertificateRequest other{.names = {"other.test"}};
  // In the order of scenario::Certificate.
  for (const net::Identity& identity :
       {authority.issue(good), authority.issue(expired), net::issue_self_signed(good), authority.issue(other),
        unknown.issue(good)})
    contexts_.push_back(net::TlsContext::server(identity));
  contexts_.push_back(net::TlsContext::refusing());
}

const net::TlsContext& ServerIdentities::showing(scenario::Certificate certificate) const {
  return contexts_.at(static_cast<std::size_t>(certificate));
}

}  // namespace smtpspec::run
