#include "play/client_duet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "play/segmentation.hpp"
#include "play/server_player.hpp"
#include "reference/client.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {
namespace {

using What = decltype(Event::what);
using Tls = scenario::Submission::Tls;

// What a client finds out about a certificate.
reference::CertificateVerdict verdict_on(scenario::Certificate certificate) {
  using scenario::Certificate;
  return {.trusted = certificate != Certificate::self_signed && certificate != Certificate::unknown_authority,
          .name_matches = certificate != Certificate::wrong_name,
          .current = certificate != Certificate::expired};
}

// Both ends in one place. A member function per kind of action; each answers with what happened.
class ClientInMemory {
 public:
  ClientInMemory(const reference::ClientBehaviour& behaviour, const DuetOptions& options)
      : behaviour_(behaviour), cut_(options.cut), random_(options.cut_seed) {}

  What operator()(const Submit& action) {
    client_.emplace(behaviour_for(action.order, behaviour_), submission_of(action.order));
    wants_connection_ = true;
    return Done{};
  }

  What operator()(const Accept&) {
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
    if (closed_) return PeerClosed{};
    // Its handshake is read as clear text where nobody begins one with it: the head of a TLS record (RFC
    // 8446 5.1).
    if (std::exchange(wants_tls_, false)) return Received{std::string("\x16\x03\x01\x02", 4)};
    return DeadlinePassed{};
  }

  What operator()(const ServeTls& action) {
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

  What operator()(Pause) {
    if (inbox_.empty()) return Done{};
    return Received{std::exchange(inbox_, {})};
  }
  What operator()(Close) { return end(); }
  What operator()(Abort) { return end(); }
  What operator()(HalfClose) { return end(); }
  What operator()(Finish) { return Done{}; }

 private:
  What end() {
    if (connected_ && !closed_) take(client_->connection_ended());
    connected_ = false;
    return Done{};
  }

  std::string next_octets() {
    if (!behaviour_.has(reference::ClientHabit::octet_by_octet)) return std::exchange(inbox_, {});
    std::string first = inbox_.substr(0, 1);
    inbox_.erase(0, 1);
    return first;
  }

  void write(std::string_view octets, Send::Cut cut) {
    while (!octets.empty() && !closed_ && !wants_tls_) {
      const std::size_t length = next_write(octets, cut, random_);
      take(client_->receive(octets.substr(0, length)));
      octets.remove_prefix(length);
    }
    // A client that is about to shake hands reads what comes as TLS; what is in clear is no handshake.
    if (wants_tls_ && !octets.empty()) take(client_->receive(octets));
  }

  void take(reference::ClientOutput output) {
    inbox_ += output.octets;
    wants_tls_ = wants_tls_ || output.start_tls;
    closed_ = closed_ || output.close;
    wants_connection_ = wants_connection_ || output.reconnect;
    if (output.report) report_ = std::move(output.report);
  }

  const reference::ClientBehaviour& behaviour_;
  std::optional<Send::Cut> cut_;
  std::mt19937_64 random_;
  std::optional<reference::Client> client_;
  std::optional<reference::Report> report_;
  std::string inbox_;  // what the client said and the player did not read yet
  bool wants_connection_ = false;
  bool connected_ = false;
  bool wants_tls_ = false;
  bool closed_ = false;  // by the client
};

}  // namespace

Facts facts_of_reference_client() {
  Facts facts;
  facts.variables = {{"client", "client.test"},
                     {"server", "mx.test"},
                     {"sender", "sender@client.test"},
                     {"recipient", "alice@mx.test"},
                     {"second-recipient", "bob@mx.test"},
                     {"unknown-recipient", "nosuch@mx.test"},
                     {"user", "alice"},
                     {"password", "secret"},
                     {"case", "c0123456789abcdefghi"}};
  facts.facts = {"client.starttls",
                 "client.tls-opportunistic",
                 "client.tls-required",
                 "client.tls-implicit",
                 "client.auth",
                 "client.smtputf8",
                 "client.8bit",
                 "client.dsn",
                 "client.pipelining",
                 "client.several-recipients",
                 "client.null-sender",
                 "client.queue",
                 "client.chunking",
                 "client.size",
                 "client.scram",
                 "client.certificates",
                 "client.certificate-names"};
  return facts;
}

reference::Submission submission_of(const SubmissionOrder& order) {
  reference::Submission submission;
  submission.reverse_path = order.sender;
  submission.forward_paths = order.recipients;
  submission.content = order.message;
  submission.body = order.eight_bit ? reference::BodyKind::eight_bit : reference::BodyKind::seven_bit;
  submission.needs_smtputf8 = order.smtputf8;
  submission.dsn.notify = order.notify;
  submission.dsn.ret = order.ret;
  submission.dsn.envid = order.envid;
  submission.retry = order.retry;
  if (!order.user.empty()) submission.credentials = reference::Credentials{order.user, order.password};
  return submission;
}

reference::ClientBehaviour behaviour_for(const SubmissionOrder& order, reference::ClientBehaviour behaviour) {
  using reference::TlsMode;
  // A client that gives another name than it should is wrong in that.
  if (behaviour.client_name == reference::ClientBehaviour().client_name)
    behaviour.client_name = order.client_name;
  behaviour.tls = order.tls == Tls::never           ? TlsMode::never
                  : order.tls == Tls::opportunistic ? TlsMode::opportunistic
                  : order.tls == Tls::required      ? TlsMode::required
                                                    : TlsMode::from_the_first_octet;
  behaviour.transfer = reference::ContentTransfer::chunks_where_offered;
  return behaviour;
}

scenario::Told told_by(const reference::Report& report) {
  switch (report.overall()) {
    case reference::Delivery::delivered:
      return scenario::Told::delivered;
    case reference::Delivery::refused:
      return scenario::Told::refused;
    case reference::Delivery::deferred:
      return scenario::Told::deferred;
  }
  return scenario::Told::failed;
}

std::string in_words(const reference::Report& report) {
  std::string words;
  for (const reference::RecipientReport& one : report.recipients)
    words += fmt::format("{}: {}\n", one.forward_path, one.reason);
  return words;
}

result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::ClientBehaviour& behaviour,
                                  Facts facts, const DuetOptions& options) {
  ClientInMemory client(behaviour, options);
  ServerPlayer player(std::move(scenario), std::move(facts));
  ServerAction action = player.resume(Event{Started{}});
  while (!std::holds_alternative<Finish>(action)) {
    What what = std::visit([&client](auto& one) { return client(std::move(one)); }, action);
    action = player.resume(Event{std::move(what)});
  }
  return player.take_result();
}

}  // namespace smtpspec::play
