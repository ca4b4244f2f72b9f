// MemoryServer: the reference server at the other end of a client leg.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "play/memory/memory_peer.hpp"
#include "reference/server.hpp"

namespace smtpspec::play {

class MemoryServer : public MemoryPeer {
 public:
  using MemoryPeer::operator();

  MemoryServer(const reference::Behaviour& behaviour, bool implicit_tls, const DuetOptions& options)
      : MemoryPeer(options), behaviour_(behaviour), implicit_tls_(implicit_tls) {}

  What operator()(Connect) {
    const auto channel = implicit_tls_ ? reference::Channel::tls : reference::Channel::clear;
    server_.emplace(behaviour_, channel,
                    implicit_tls_ ? bindings_in_memory(agreed_version({})) : sasl::ChannelBindings());
    inbox_.clear();
    alert_.clear();
    wants_tls_ = closed_ = false;
    take(server_->greet());
    Connected connected{.address = "memory", .tls = {}};
    if (implicit_tls_) connected.tls = facts(agreed_version({}));
    return connected;
  }

  What operator()(const Handshake& action) {
    if (!inbox_.empty()) return TlsFailed{"octets in clear where the handshake should be"};
    if (closed_) return TlsFailed{alert_.empty() ? "the connection was closed" : "alert"};
    if (!wants_tls_) return TlsFailed{"the server began no handshake"};
    wants_tls_ = false;
    const std::string version = agreed_version(action.versions);
    take(version.empty() ? server_->tls_failed() : server_->tls_established(bindings_in_memory(version)));
    if (version.empty()) return TlsFailed{"no TLS version in common"};
    return TlsEstablished{facts(version)};
  }

  What operator()(const AskDelivery& action) {
    DeliveryAnswer answer{.available = true, .lf_line_ends = behaviour_.filing.bare_lf};
    for (const reference::Message& message : accepted_)
      if (message.content.find(action.token) != message.content.npos)
        answer.messages.push_back(message.content);
    return answer;
  }

 protected:
  // The server took responsibility for it just now.
  virtual void has_accepted(const reference::Message&) {}
  void lose_server() {
    server_.reset();
    closed_ = true;
  }

 private:
  // The highest version that both sides have; an empty offer is what OpenSSL offers.
  std::string agreed_version(const std::vector<std::string>& offered) const {
    std::string best;
    for (const std::string& version : behaviour_.handshake.versions) {
      const bool in_common = offered.empty()
                                 ? version >= "1.2"
                                 : std::find(offered.begin(), offered.end(), version) != offered.end();
      if (in_common) best = std::max(best, version);
    }
    return best;
  }

  TlsFacts facts(const std::string& version) const {
    const std::string& other_name = behaviour_.handshake.certificate_name;
    const std::string name = other_name.empty() ? behaviour_.server_name : other_name;
    return {.version = version,
            .cipher = "memory",
            .names = {name},
            .trusted = true,
            .current = !behaviour_.handshake.certificate_expired,
            .subject = "CN=" + name,
            .bindings = bindings_in_memory(version)};
  }

  // The server sees that nothing more comes; what it still says can be read behind a half-close.
  Done end() override {
    fail_handshake();
    if (server_ && !closed_) take(server_->connection_ended());
    closed_ = true;
    return {};
  }

  bool hear(std::string_view octets) override {
    if (fail_handshake()) return false;
    take(server_->receive(octets));
    return true;
  }

  // What comes in clear where the server reads a handshake, or its end, is none: OpenSSL says so in a record
  // of its own, and the server closes.
  bool fail_handshake() {
    if (!std::exchange(wants_tls_, false)) return false;
    alert_ = std::string("\x15\x03\x01\x00\x02\x02\x46", 7);  // RFC 8446 6: fatal, protocol version
    take(server_->tls_failed());
    return true;
  }

  bool says_octet_by_octet() const override { return behaviour_.reply_form.octet_by_octet; }
  std::string instead_of_handshake() override { return std::exchange(alert_, {}); }

  void take(reference::Output output) {
    inbox_ += output.octets;
    wants_tls_ = wants_tls_ || output.start_tls;
    closed_ = closed_ || output.close;
    for (reference::Message& message : output.accepted) {
      has_accepted(message);
      accepted_.push_back(std::move(message));
    }
  }

  const reference::Behaviour& behaviour_;
  bool implicit_tls_;
  std::optional<reference::Server> server_;
  std::vector<reference::Message> accepted_;
  std::string alert_;  // said in TLS
};

}  // namespace smtpspec::play
