#include "play/duet.hpp"

#include <algorithm>
#include <iterator>
#include <random>
#include <utility>

#include "play/segmentation.hpp"
#include "reference/server.hpp"

namespace smtpspec::play {
namespace {

using What = decltype(Event::what);

// The reference server's end of a connection that is only memory. A member function per kind of action.
class MemoryConnection {
 public:
  MemoryConnection(const reference::Behaviour& behaviour, bool implicit_tls, const DuetOptions& options)
      : behaviour_(behaviour), implicit_tls_(implicit_tls), cut_(options.cut), random_(options.cut_seed) {}

  What operator()(Connect) {
    server_.emplace(behaviour_, implicit_tls_ ? reference::Channel::tls : reference::Channel::clear);
    inbox_.clear();
    alert_.clear();
    wants_tls_ = closed_ = false;
    take(server_->greet());
    Connected connected{.address = "memory"};
    if (implicit_tls_) connected.tls = facts(agreed_version({}));
    return connected;
  }

  What operator()(Send action) {
    const Send::Cut cut = cut_.value_or(action.cut);
    for (auto& segment : action.segments) {
      std::string octets;
      for (auto& piece : segment.pieces) octets += all_of(*piece);
      write(octets, cut);
    }
    return Done{};
  }

  What operator()(Receive) {
    if (!inbox_.empty()) return Received{next_octets()};
    if (!alert_.empty()) return Received{std::exchange(alert_, {})};
    if (closed_) return PeerClosed{};
    return DeadlinePassed{};
  }

  What operator()(const StartTls& action) {
    if (!inbox_.empty()) return TlsFailed{"octets in clear where the handshake should be"};
    if (closed_) return TlsFailed{alert_.empty() ? "the connection was closed" : "alert"};
    if (!wants_tls_) return TlsFailed{"the server began no handshake"};
    wants_tls_ = false;
    const std::string version = agreed_version(action.versions);
    take(version.empty() ? server_->tls_failed() : server_->tls_established());
    if (version.empty()) return TlsFailed{"no TLS version in common"};
    return TlsEstablished{facts(version)};
  }

  What operator()(Pause) {
    if (!inbox_.empty()) return Received{std::exchange(inbox_, {})};
    if (closed_) return PeerClosed{};
    return Done{};
  }
  What operator()(Close) { return end(); }
  What operator()(Abort) { return end(); }
  What operator()(HalfClose) { return end(); }

  What operator()(const AskDelivery& action) {
    DeliveryAnswer answer{.available = true, .lf_line_ends = behaviour_.filing.bare_lf};
    for (const reference::Message& message : accepted_)
      if (message.content.find(action.token) != message.content.npos)
        answer.messages.push_back(message.content);
    return answer;
  }

  What operator()(Finish) { return Done{}; }

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
            .current = true,
            .subject = "CN=" + name};
  }

  // The server sees that nothing more comes; what it still says can be read behind a half-close.
  What end() {
    fail_handshake();
    if (server_ && !closed_) take(server_->connection_ended());
    closed_ = true;
    return Done{};
  }

  std::string next_octets() {
    if (!behaviour_.reply_form.octet_by_octet) return std::exchange(inbox_, {});
    std::string first = inbox_.substr(0, 1);
    inbox_.erase(0, 1);
    return first;
  }

  void write(std::string_view octets, Send::Cut cut) {
    while (!octets.empty() && !closed_) {
      if (wants_tls_) return fail_handshake();
      const std::size_t length = next_write(octets, cut, random_);
      take(server_->receive(octets.substr(0, length)));
      octets.remove_prefix(length);
    }
  }

  // What comes in clear where the server reads a handshake, or its end, is none: OpenSSL says so in a record
  // of its own, and the server closes.
  void fail_handshake() {
    if (!std::exchange(wants_tls_, false)) return;
    alert_ = std::string("\x15\x03\x01\x00\x02\x02\x46", 7);  // RFC 8446 6: fatal, protocol version
    take(server_->tls_failed());
  }

  void take(reference::Output output) {
    inbox_ += output.octets;
    wants_tls_ = wants_tls_ || output.start_tls;
    closed_ = closed_ || output.close;
    std::move(output.accepted.begin(), output.accepted.end(), std::back_inserter(accepted_));
  }

  const reference::Behaviour& behaviour_;
  bool implicit_tls_;
  std::optional<Send::Cut> cut_;
  std::mt19937_64 random_;
  std::optional<reference::Server> server_;
  std::vector<reference::Message> accepted_;
  std::string inbox_;  // what the server said and the player did not read yet
  std::string alert_;  // the same in TLS; it comes by itself
  bool wants_tls_ = false;
  bool closed_ = false;
};

}  // namespace

Facts facts_of(const reference::Behaviour& behaviour) {
  const std::string domain =
      behaviour.local_domains.empty() ? behaviour.server_name : behaviour.local_domains.front();
  Facts facts;
  facts.variables = {{"client", "client.test"},
                     {"server", behaviour.server_name},
                     {"sender", "sender@client.test"},
                     {"recipient", "alice@" + domain},
                     {"second-recipient", "bob@" + domain},
                     {"unknown-recipient", "nosuch@" + domain},
                     {"case", "c0123456789abcdefghi"}};
  if (!behaviour.accounts.empty()) {
    facts.variables["user"] = behaviour.accounts.front().user;
    facts.variables["password"] = behaviour.accounts.front().password;
  }
  facts.facts = {"delivery"};
  return facts;
}

result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::Behaviour& behaviour,
                                  Facts facts, const DuetOptions& options) {
  MemoryConnection connection(behaviour, facts.implicit_tls, options);
  Player player(std::move(scenario), std::move(facts));
  Action action = player.resume(Event{Started{}});
  while (!std::holds_alternative<Finish>(action)) {
    What what = std::visit([&connection](auto& one) { return connection(std::move(one)); }, action);
    action = player.resume(Event{std::move(what)});
  }
  return player.take_result();
}

}  // namespace smtpspec::play
