// ScriptedPeer: plays a scenario against a target that is a list of utterances: each is what the target does
// the next time the play waits. A play's tests become dialogues.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <variant>
#include <vector>

#include "play/play.hpp"
#include "scenario/parser.hpp"

namespace smtpspec::support {

inline scenario::ScenarioPtr scenario_of(const std::string& text, const std::string& id = "test/scenario") {
  auto source = std::make_shared<text::Source>(id + ".smtp", text);
  scenario::Reading reading = scenario::parse(std::move(source), id);
  EXPECT_TRUE(reading.scenario) << text::render(reading.diagnostics);
  if (!reading.scenario) throw std::runtime_error("the test's scenario is none");
  return std::make_shared<const scenario::Scenario>(std::move(*reading.scenario));
}

struct Closes {};
struct Resets {};
struct StaysSilent {};
struct HandshakeFails {};
// While the play pauses: what the target says, or that it closes where that is empty.
struct Meanwhile {
  std::string says;
};
// A text is what the target says; it comes in one piece.
using Utterance = std::variant<std::string, Closes, Resets, StaysSilent, HandshakeFails, Meanwhile>;

class ScriptedPeer {
 public:
  explicit ScriptedPeer(std::deque<Utterance> script) : script_(std::move(script)) {}

  result::CaseResult play(scenario::ScenarioPtr scenario, play::Facts facts) {
    play::Play play(std::move(scenario), std::move(facts));
    play::Action action = play.resume({play::Started{}});
    while (!play::is_over(action)) {
      auto what = std::visit([this](auto& one) { return perform(one); }, action.what);
      action = play.resume({std::move(what), now_ += std::chrono::microseconds(1000)});
    }
    return play.take_result();
  }

  // What its deliveries hold, when they are asked for; nothing: they can't be read.
  void files(std::vector<std::string> messages) {
    deliveries_ = {.available = true, .messages = std::move(messages)};
  }

  // Everything the harness sent; writes are separated in `writes`.
  const std::string& sent() const { return sent_; }
  const std::vector<std::string>& writes() const { return writes_; }
  bool script_is_over() const { return script_.empty(); }

 private:
  using What = play::Event::What;

  What perform(play::Connect&) { return play::Connected{"peer", {}}; }
  What perform(play::Send& send) {
    for (auto& segment : send.segments) {
      std::string octets;
      for (auto& piece : segment.pieces)
        for (std::string more = piece->read(1000); !more.empty(); more = piece->read(1000)) octets += more;
      sent_ += octets;
      writes_.push_back(octets);
    }
    return play::Done{};
  }
  What perform(play::Receive&) {
    if (script_.empty()) return play::PeerClosed{};
    const Utterance next = script_.front();
    script_.pop_front();
    if (const auto* says = std::get_if<std::string>(&next)) return play::Received{*says};
    if (std::holds_alternative<Resets>(next)) return play::PeerReset{};
    if (std::holds_alternative<StaysSilent>(next)) return play::DeadlinePassed{};
    return play::PeerClosed{};
  }
  What perform(play::Handshake&) {
    if (!script_.empty() && std::holds_alternative<HandshakeFails>(script_.front())) {
      script_.pop_front();
      return play::TlsFailed{"alert"};
    }
    return play::TlsEstablished{
        {.version = "1.3", .cipher = "test", .names = {"mx.test"}, .trusted = true, .current = true}};
  }
  What perform(play::Pause& pause) {
    if (script_.empty() || !std::holds_alternative<Meanwhile>(script_.front())) {
      now_ += pause.duration;
      return play::Done{};
    }
    const Meanwhile meanwhile = std::get<Meanwhile>(script_.front());
    script_.pop_front();
    if (meanwhile.says.empty()) return play::PeerClosed{};
    return play::Received{meanwhile.says};
  }
  What perform(play::AskDelivery&) { return deliveries_; }
  template <typename Other>
  What perform(Other&) {
    return play::Done{};
  }

  std::deque<Utterance> script_;
  play::DeliveryAnswer deliveries_;
  std::string sent_;
  std::vector<std::string> writes_;
  std::chrono::microseconds now_{0};
};

}  // namespace smtpspec::support
