// ServerLeg: ours speaks as a server. A client is started and its connections are taken; what it sends is
// judged.
//
// Behind `serve`, and when the steps are over, the reference server answers until the client has ended: what
// it tells its caller is judged by `finally`. Where ATRN turned the roles the peer is the server that is
// judged: then there is one connection, and nobody who submitted anything. The driver sees to the end of a
// client that has not ended by itself. Where to look next: serving (the reference server in the session),
// wire/server_session.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "play/flow/leg.hpp"
#include "play/judging/delivered_content.hpp"
#include "play/legs/serving.hpp"
#include "play/material/submission_order.hpp"
#include "play/wire/server_session.hpp"
#include "sasl/talk.hpp"

namespace smtpspec::play {

class ServerLeg : public Leg {
 public:
  ServerLeg(Flow& flow, std::size_t number) : Leg(flow, number, session_), session_(flow.record()) {}

  // The server that is judged has become the client, on the connection that it was the server on.
  ServerLeg(Flow& flow, std::size_t number, const TurnedWire& wire);

  std::optional<bool> collect(const scenario::Step& step) override;
  bool keeps(const scenario::Step& step) override;
  std::optional<Observation> take() override;
  Action wait() override;
  Action act(const scenario::Step& step) override;
  Action take_leave() override;
  std::optional<Action> objects_to(const Observation& observation) override;
  std::optional<Action> passes_over(const Observation& observation) override;
  Action misses(const scenario::Expect& line, const Place& place, const Judgement& judgement,
                const Observation& observation) override;
  void put_back() override { session_.put_back_latest(); }
  std::size_t entry_of_finding() const override { return judged_ ? *judged_ : session_.last_entry(); }
  // What the reference server refused of its own accord.
  Grounds grounds() const override { return {.entries = refused_}; }

 private:
  // server_leg.cpp: how the conversation comes about, goes on and ends
  Action open() override;
  Action on_connection(const Event& event) override;
  Action on_wire(const Event& event) override;
  Action on_handshake(const Event& event) override;
  Action on_pause(const Event& event) override;
  Action go_on() override;
  Action begin_turned();
  Action accepted(const Accepted& connection);
  bool begins_with_tls() const;
  Action connected();
  Action client_ended(const ClientEnded& end);
  Action ended_on_wire(const Event& event);

  // server_leg_waiting.cpp: what came, or did not come, where a line waits
  Action falls_silent();
  std::string another_form_of(const scenario::Expect& expect, const Observation& observation);

  // server_leg_exchange.cpp: an exchange of AUTH, of which we are the server
  Action host_exchange(const scenario::Exchange& exchange);
  Action answer_in_exchange(const scenario::Exchange& exchange, const Unit& unit);
  bool begins_exchange(const scenario::Exchange& exchange, const Unit& unit) const;
  Action say_and_go_on();
  const scenario::Exchange* exchange_under_way();
  Action misses_exchange(const scenario::Exchange& exchange, const Observation& observation);

  // server_leg_serving.cpp: the reference server answers
  Action begin_serving(const scenario::Serve* line);
  Action serve_on();
  Action goes_on_as_server();
  Action stop_serving();
  std::optional<Action> answer(const Serving::Answer& answer);
  std::optional<std::vector<std::string>> offered_lines(const scenario::Serve* line);

  // server_leg_submission.cpp: what became of the submission
  bool is_about_conversion(const std::optional<text::Clause>& by) const;
  bool is_of_another_form(const ContentDifference& difference, const std::optional<text::Clause>& by) const;
  bool gave_up_before_mail_data() const;
  std::vector<std::string_view> accepted_for(const scenario::Received& received);
  OctetSourcePtr submitted(const scenario::Received& received);
  std::optional<Action> judge(const scenario::Received& received);
  std::optional<Action> judge(const scenario::Finally& last);
  std::string told_in_words() const;

  ServerSession session_;
  SubmissionOrder order_;
  std::optional<Serving> serving_;
  std::vector<const scenario::Never*> never_;
  std::optional<sasl::ServerTalk> talk_;  // of the exchange that is under way
  bool is_turned_ = false;                // nobody was started: the connection is all there is
  bool serves_ = false;
  bool scripted_ = false;              // the client heard something of the scenario's own making
  std::optional<std::size_t> judged_;  // the entry of the command that is judged; empty: something else is
  std::vector<std::size_t> refused_;   // entries
  bool implicit_handshake_ = false;    // the handshake under way is that of TLS from the first octet
  std::deque<Action::What> pending_;   // to be done before anything else
  std::size_t connections_ = 0;
  std::size_t passed_over_ = 0;  // commands that no expectation was asked about
  std::optional<ClientEnded> ended_;
  bool gave_up_ = false;  // the client did not end in time
};

}  // namespace smtpspec::play
