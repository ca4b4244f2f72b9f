#include <array>
#include <utility>

#include "play/legs/hop.hpp"
#include "play/memory/memory_server.hpp"
#include "reference/client.hpp"
#include "reference/relay.hpp"

namespace smtpspec::play {
namespace {

constexpr int most_turns = 20'000;  // of a session; one that goes on for ever is a mistake of ours

// A session of the relay with one of our hops.
class OutwardSession {
 public:
  OutwardSession(Hop& hop, reference::Client client) : hop_(hop), client_(std::move(client)) {}

  reference::Report run() {
    begin();
    for (int turn = 0; turn < most_turns && is_going_on(); ++turn) {
      if (output_.report) report_ = std::exchange(output_.report, {});
      if (!output_.octets.empty() && !closed_) take(hop_.receive(number_, std::exchange(output_.octets, {})));
      if (std::exchange(output_.start_tls, false))
        output_ = shake_hands();
      else if (output_.close)
        leave();
      else if (!inbox_.empty())
        output_ = client_.receive(std::exchange(inbox_, {}));
      else
        lose();
    }
    return std::move(report_).value_or(reference::Report{});
  }

  std::size_t number() const { return number_; }

 private:
  bool is_going_on() const { return !left_; }

  void begin() {
    number_ = hop_.connected("memory");
    closed_ = ended_ = offers_tls_ = false;
    inbox_.clear();
    take(hop_.greet(number_));
    output_ = client_.connected();
  }

  void take(const Hop::Answer& answer) {
    inbox_ += answer.octets;
    offers_tls_ = answer.start_tls;
    closed_ = closed_ || answer.end != Hop::Answer::End::no;
  }

  reference::ClientOutput shake_hands() {
    if (!std::exchange(offers_tls_, false) || closed_) return client_.tls_failed();
    const sasl::ChannelBindings bindings = bindings_in_memory("1.3");
    take(hop_.tls_established(
        number_, {.version = "1.3", .cipher = "memory", .names = {}, .subject = {}, .bindings = bindings}));
    return client_.tls_established({}, bindings);
  }

  // Behind its last octets.
  void leave() {
    if (!closed_) hop_.closed(number_, Ending::closed);
    left_ = !output_.reconnect || report_;
    if (!left_) begin();
  }

  // Nothing is said any more, or nobody is there.
  void lose() {
    left_ = std::exchange(ended_, true);
    if (left_) return;
    output_ = client_.connection_ended(closed_ ? "the connection ended" : "no reply in time");
    output_.close = true;
  }

  Hop& hop_;
  reference::Client client_;
  reference::ClientOutput output_;
  std::optional<reference::Report> report_;
  std::string inbox_;
  std::size_t number_ = 0;
  bool closed_ = false;  // by the hop
  bool offers_tls_ = false;
  bool ended_ = false;  // the client knows that nothing comes
  bool left_ = false;
};

// The reference relay between a client leg and two hops.
class MemoryRelay : public MemoryServer {
 public:
  using MemoryServer::operator();

  MemoryRelay(const reference::RelayBehaviour& behaviour, const DuetOptions& options, const Facts& facts)
      : MemoryServer(behaviour.server, facts.implicit_tls, options),
        relay_(behaviour),
        sender_host_(facts.variables.at("sender-host")) {}

  What operator()(const Listen& action) {
    hops_[listening_++] = action.hop;
    return Done{};
  }

  // Time goes by as far as something arrives.
  What operator()(AwaitNews) {
    const std::size_t before = said();
    do {
      while (auto errand = relay_.next()) {
        send(*errand);
        if (said() != before) return News{};
      }
    } while (relay_.next_round());
    return DeadlinePassed{};
  }

  What operator()(KillTarget) {
    relay_.killed();
    lose_server();
    return Done{};
  }

 private:
  void has_accepted(const reference::Message& message) override { relay_.accept(message); }

  std::size_t said() const { return hops_[0]->said().size() + hops_[1]->said().size(); }

  void send(const reference::Relay::Errand& errand) {
    Hop& hop = *hops_[errand.domain == sender_host_ ? 1 : 0];
    OutwardSession session(hop, {relay_.client_behaviour(errand), errand.submission});
    const reference::Report report = session.run();
    relay_.ended(errand, report, hop.offered(session.number()));
  }

  reference::Relay relay_;
  std::string sender_host_;
  std::array<Hop*, 2> hops_{};  // the next hop, and where the sender's mail goes
  std::size_t listening_ = 0;
};

}  // namespace

result::CaseResult play_in_memory(scenario::ScenarioPtr scenario, const reference::RelayBehaviour& behaviour,
                                  Facts facts, const DuetOptions& options) {
  MemoryRelay relay(behaviour, options, facts);
  Play play(std::move(scenario), std::move(facts));
  return play_to_the_end(play, relay);
}

}  // namespace smtpspec::play
