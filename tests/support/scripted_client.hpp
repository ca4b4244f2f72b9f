// ScriptedClient: a client of a play in memory that says what a test tells it to, whatever it is answered.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "play/play.hpp"
#include "scenario/parser.hpp"

namespace smtpspec::support {

struct Leaves {};   // closes the connection
struct Returns {};  // … and makes another one
struct Handshakes {};
using Doing = std::variant<std::string, Leaves, Returns, Handshakes>;

class ScriptedClient {
 public:
  using What = play::Event::What;

  // One that does not connect only tells its end.
  ScriptedClient(std::deque<Doing> script, play::ClientEnded end, bool connects = true)
      : script_(std::move(script)), end_(std::move(end)), connects_(connects) {}

  result::CaseResult play(scenario::ScenarioPtr scenario, play::Facts facts) {
    play::Play play(std::move(scenario), std::move(facts));
    play::Action action = play.resume({play::Started{}});
    while (!play::is_over(action)) {
      What what = std::visit([this](auto& one) { return (*this)(std::move(one)); }, action.what);
      action = play.resume({std::move(what)});
    }
    return play.take_result();
  }

  // What the harness said, of all connections.
  const std::string& heard() const { return heard_; }
  int connections() const { return connections_; }

  What operator()(play::Submit) { return play::Done{}; }
  What operator()(play::Accept) {
    if ((connections_ == 0 && connects_) || returns_) {
      returns_ = false;
      ++connections_;
      return play::Accepted{"memory"};
    }
    return end_;
  }
  What operator()(play::Send send) {
    for (auto& segment : send.segments)
      for (auto& piece : segment.pieces)
        for (std::string more = piece->read(4096); !more.empty(); more = piece->read(4096)) heard_ += more;
    return play::Done{};
  }
  What operator()(play::Receive) {
    if (script_.empty()) return play::DeadlinePassed{};
    Doing next = std::move(script_.front());
    script_.pop_front();
    if (auto* octets = std::get_if<std::string>(&next)) return play::Received{std::move(*octets)};
    if (std::holds_alternative<Handshakes>(next)) return play::Broken{"a handshake where octets are read"};
    returns_ = std::holds_alternative<Returns>(next);
    return play::PeerClosed{};
  }
  What operator()(play::Handshake) {
    if (script_.empty() || !std::holds_alternative<Handshakes>(script_.front()))
      return play::TlsFailed{"the client began no handshake"};
    script_.pop_front();
    return play::TlsEstablished{{.version = "1.3", .cipher = "memory", .names = {}, .subject = {}}};
  }
  What operator()(play::Pause) { return play::Done{}; }
  What operator()(play::HalfClose) { return play::Done{}; }
  What operator()(play::Close) { return play::Done{}; }
  What operator()(play::Abort) { return play::Done{}; }
  What operator()(play::Finish) { return play::Done{}; }
  template <class Other>
  What operator()(Other) {
    return play::Broken{"nothing that a server leg wants"};
  }

 private:
  std::deque<Doing> script_;
  play::ClientEnded end_;
  bool connects_;
  std::string heard_;
  int connections_ = 0;
  bool returns_ = false;
};

}  // namespace smtpspec::support
