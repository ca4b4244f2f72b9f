#include "run/client_route.hpp"

#include "smtp/command.hpp"

namespace smtpspec::run {

ServerIdentities::ServerIdentities(const std::string& server_name) {
  const net::Authority authority;
  const net::Authority unknown("somebody else's authority");
  authority_ = authority.certificate();
  const net::CertificateRequest good{.names = {server_name, "localhost", "127.0.0.1", "::1"}};
  const net::CertificateRequest expired{.names = good.names, .validity = net::Validity::expired};
  const net::CertificateRequest other{.names = {"other.test"}};
  net::CertificateRequest second{.names = {"other.test", "LOCALHOST", "127.0.0.1", "::1"}};
  second.names.push_back(smtp::upper(server_name));
  net::CertificateRequest common_name = other;
  common_name.common_name = server_name;
  net::CertificateRequest uri{.names = {}};
  uri.common_name = "other.test";
  uri.uris = {"smtp://" + server_name};
  const std::size_t dot = server_name.find('.');
  const std::string domain = dot == server_name.npos ? "" : server_name.substr(dot);
  const net::CertificateRequest partial{.names = {server_name.substr(0, 1) + "*" + domain}};
  const net::CertificateRequest below{.names = {"*." + server_name}};
  const net::CertificateRequest trailing{.names = {server_name.substr(0, dot) + ".*"}};
  // In the order of scenario::Certificate.
  for (const net::Identity& identity :
       {authority.issue(good), authority.issue(expired), net::issue_self_signed(good), authority.issue(other),
        unknown.issue(good), authority.issue(second), authority.issue(common_name), authority.issue(uri),
        authority.issue(partial), authority.issue(below), authority.issue(trailing)})
    contexts_.push_back(net::TlsContext::server(identity));
  contexts_.push_back(net::TlsContext::refusing());
}

const net::TlsContext& ServerIdentities::showing(scenario::Certificate certificate) const {
  return contexts_.at(static_cast<std::size_t>(certificate));
}

}  // namespace smtpspec::run
