#include <algorithm>

#include "play/memory/memory_peer.hpp"
#include "play/memory/reference_peers.hpp"
#include "reference/client.hpp"

namespace smtpspec::play {
namespace {

reference::CertificateVerdict::Naming naming_of(scenario::Certificate certificate) {
  using scenario::Certificate;
  using enum reference::CertificateVerdict::Naming;
  switch (certificate) {
    case Certificate::second_name:
      return second_in_capitals;
    case Certificate::common_name:
      return common_name_only;
    case Certificate::uri:
      return uri_only;
    case Certificate::partial_wildcard:
      return partial_wildcard;
    case Certificate::wildcard_below:
      return wildcard_below;
    case Certificate::trailing_wildcard:
      return trailing_wildcard;
    default:
      return usual;
  }
}

// What a client finds out about a certificate.
reference::CertificateVerdict verdict_on(scenario::Certificate certificate) {
  using scenario::Certificate;
  using enum reference::CertificateVerdict::Naming;
  const auto naming = naming_of(certificate);
  return {.trusted = certificate != Certificate::self_signed && certificate != Certificate::unknown_authority,
          .name_matches =
              certificate != Certificate::wrong_name && (naming == usual || naming == second_in_capitals),
          .current = certificate != Certificate::expired,
          .naming = naming};
}

// The reference client at the other end of a server leg.
class MemoryClient : public MemoryPeer {
 public:
  using MemoryPeer::operator();

  MemoryClient(const reference::ClientBehaviour& behaviour, const DuetOptions& options)
      : MemoryPeer(options), behaviour_(behaviour) {}

  What operator()(const Submit& action) {
    client_.emplace(behaviour_for(action.order, behaviour_), submission_of(action.order));
    wants_connection_ = true;
    return Done{};
  }

  What operator()(Accept) {
    if (wants_connection_) {
      wants_connection_ = closed_ = wants_tls_ = false;
      connected_ = true;
      inbox_.clear();
      take(client_->connected());
      return Accepted{"memory"};
    }
    if (report_) return ClientEnded{told_by(*report_), "", in_words(*report_)};
    return DeadlinePassed{};
  }

  What operator()(const Handshake& action) {
    if (closed_) return TlsFailed{"the connection was closed"};
    if (!wants_tls_ || !inbox_.empty()) return TlsFailed{"the client began no handshake"};
    wants_tls_ = false;
    const std::string version = agreed_version(action.versions);
    if (action.presenting == scenario::Certificate::none || version.empty()) {
      take(client_->tls_failed());
      return TlsFailed{version.empty() ? "no TLS version in common" : "the server refuses the handshake"};
    }
    const sasl::ChannelBindings bindings = bindings_in_memory(version);
    take(client_->tls_established(verdict_on(action.presenting), bindings));
    return TlsEstablished{
        {.version = version, .cipher = "memory", .names = {}, .subject = {}, .bindings = bindings}};
  }

 private:
  // The highest version that both sides have; an empty offer is all of them.
  std::string agreed_version(const std::vector<std::string>& offered) const {
    std::string best;
    for (const std::string& version : behaviour_.tls_versions)
      if (offered.empty() || std::find(offered.begin(), offered.end(), version) != offered.end())
        best = std::max(best, version);
    return best;
  }

  // One that is about to shake hands reads what comes as TLS; what is in clear is no handshake.
  bool hear(std::string_view octets) override {
    take(client_->receive(octets));
    return true;
  }

  Done end() override {
    if (connected_ && !closed_) take(client_->connection_ended());
    connected_ = false;
    return {};
  }

  bool says_octet_by_octet() const override { return behaviour_.has(reference::ClientHabit::octet_by_octet); }

  // Its handshake is read as clear text where nobody begins one with it: the head of a TLS record (RFC 8446
  // 5.1).
  std::string instead_of_handshake() override {
    if (closed_ || !std::exchange(wants_tls_, false)) return {};
    return {"\x16\x03\x01\x02", 4};
  }

  void take(reference::ClientOutput output) {
    inbox_ += output.octets;
    wants_tls_ = wants_tls_ || output.start_tls;
    closed_ = closed_ || output.close;
    wants_connection_ = wants_connection_ || output.reconnect;
    if (output.report) report_ = std::move(output.report);
  }

  const reference::ClientBehaviour& behaviour_;
  std::optional<reference::Client> client_;
  std::optional<reference::Report> report_;
  bool wants_connection_ = false;
  bool connected_ = false;
};

}  // namespace

result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::ClientBehaviour& behaviour,
                                  Facts facts, const DuetOptions& options) {
  MemoryClient client(behaviour, options);
  Play play(std::move(scenario), std::move(facts));
  return play_to_the_end(play, client);
}

}  // namespace smtpspec::play
