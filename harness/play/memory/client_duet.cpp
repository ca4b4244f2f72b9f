#include "play/memory/memory_peer.hpp"
#include "play/memory/reference_peers.hpp"
#include "reference/client.hpp"

namespace smtpspec::play {
namespace {

// What a client finds out about a certificate.
reference::CertificateVerdict verdict_on(scenario::Certificate certificate) {
  using scenario::Certificate;
  return {.trusted = certificate != Certificate::self_signed && certificate != Certificate::unknown_authority,
          .name_matches = certificate != Certificate::wrong_name,
          .current = certificate != Certificate::expired};
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
    // Without versions in common there is no handshake either, but real clients take what is old, too.
    if (action.presenting == scenario::Certificate::none) {
      take(client_->tls_failed());
      return TlsFailed{"the server refuses the handshake"};
    }
    take(client_->tls_established(verdict_on(action.presenting)));
    return TlsEstablished{{.version = "1.3", .cipher = "memory", .names = {}, .subject = {}}};
  }

 private:
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
