// ClientLeg: ours speaks as a client. Commands go out, replies are judged.
//
// Absence ("S: nothing") is proven by a fence: a NOOP and its one reply. When the steps are over it says QUIT
// (RFC 5321 4.1.1.10) and counts what still arrives.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "play/flow/leg.hpp"
#include "play/wire/client_session.hpp"
#include "sasl/talk.hpp"

namespace smtpspec::play {

class ClientLeg : public Leg {
 public:
  ClientLeg(Flow& flow, std::size_t number) : Leg(flow, number, session_), session_(flow.record()) {
    if (flow.scenario().judges == scenario::Judges::relay) session_.call("in");
  }

  bool is_due(const scenario::Step& step) const override;
  std::optional<Observation> take() override;
  Action wait() override;
  Action act(const scenario::Step& step) override;
  Action take_leave() override;
  std::unique_ptr<Leg> turned() override;
  void drop() override;
  std::optional<Action> excuses(Lines lines, const Observation& observation) override;
  Action misses(const scenario::Expect& line, const Place& place, const Judgement& judgement,
                const Observation& observation) override;
  void took(const scenario::Alternative& alternative, const Observation& observation) override;
  bool is_dismissed() const override { return dismissed_; }

 private:
  enum class ReadingFor { reply, fence, quit, exchange };

  Action open() override;
  Action on_connection(const Event& event) override;
  Action on_wire(const Event& event) override;
  Action on_handshake(const Event& event) override;
  Action on_pause(const Event& event) override;
  Action on_delivery(const DeliveryAnswer& answer) override;
  Action go_on() override;
  bool with_enhanced() const override { return session_.extensions().offers("ENHANCEDSTATUSCODES"); }

  // client_leg_waiting.cpp
  Action read_for(ReadingFor what, std::chrono::milliseconds within);
  Action send_and_read_for(std::string octets, ReadingFor what);
  Action while_waiting_for_reply(const Event& event);
  Action while_fencing(const Event& event);
  Action while_leaving(const Event& event);
  Action observed(const Observation& observation);
  std::optional<Action> answers_early(const scenario::Pause& pause);
  Action falls_silent();
  std::string waited_in_words() const;
  void write_end_down(const Event& event, Ending ending);
  Action begin_fence(const scenario::ExpectNothing& nothing);
  Action breaks_off(const Place& place, const std::string& got, text::Clause clause);

  Action begin_handshake(const scenario::ExpectTls& expect);
  void remember(const smtp::Reply& reply, const scenario::Alternative& alternative);

  // client_leg_exchange.cpp
  Action begin_exchange(const scenario::Exchange& exchange);
  std::optional<sasl::Mechanism> mechanism_for(const scenario::Exchange& exchange,
                                               const sasl::Credentials& who) const;
  Action while_exchanging(const Event& event);
  Action follow_exchange(const scenario::Exchange& exchange);
  Action end_exchange(const scenario::Exchange& exchange, const smtp::Reply& reply);

  // client_leg_delivery.cpp
  Action ask_delivery(const scenario::Delivered& step);
  Action judge_content(const scenario::Delivered& step, const DeliveryAnswer& answer);

  ClientSession session_;
  ReadingFor reading_for_ = ReadingFor::reply;
  std::optional<ReadingFor> after_sending_;  // nothing: the flow goes on when what was sent is written
  const scenario::ExpectNothing* last_fence_ = nullptr;
  std::optional<Event> held_ending_;      // the connection ended during a pause: for whoever waits next
  std::optional<sasl::ClientTalk> talk_;  // of the exchange that is under way
  bool saw_221_ = false;
  bool dismissed_ = false;  // the server ended the session where it may, by 421 or by closing
};

}  // namespace smtpspec::play
