// ServerPlayer: one play of one scenario that judges a client, without sockets and without a clock.
//
// The harness is the server. The driver starts the client, takes its connections and is told what to say:
//
//     ServerAction action = player.resume(Event{Started{}});
//     while (!std::holds_alternative<Finish>(action)) action = player.resume(perform(action));
//     result::CaseResult result = player.take_result();
//
// Lines of ours are collected and written in one go; each line of the client's is judged where an expectation
// waits. Behind `serve`, and when the steps are over, the reference server answers until the client has
// ended: what it tells its caller is judged by `finally`. The case ends at the first expectation that does
// not hold; the driver then sees to the client's end. Where to look next: host_session (the wire), serving
// (the reference server in the session), command_judgement (one expectation), client_duet (playing in
// memory).
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "play/case_book.hpp"
#include "play/command_judgement.hpp"
#include "play/cursor.hpp"
#include "play/delivered_content.hpp"
#include "play/doubt.hpp"
#include "play/event.hpp"
#include "play/facts.hpp"
#include "play/handshake_end.hpp"
#include "play/host_session.hpp"
#include "play/outbound.hpp"
#include "play/server_action.hpp"
#include "play/serving.hpp"
#include "play/values.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

class ServerPlayer {
 public:
  ServerPlayer(scenario::ScenarioPtr scenario, Facts facts);

  ServerAction resume(const Event& event);
  // After Finish: what a client wrote that had not ended by itself when its case was over.
  void client_was_ended(const ClientEnded& end) { ended_late_ = end; }
  // After Finish: whether the client did as the scenario says.
  bool passed() const { return book_.result().outcome == result::Outcome::pass; }
  // After Finish. Times of day are the runner's to fill in.
  result::CaseResult take_result();

 private:
  enum class Phase { given, body, farewell, over };
  enum class Waiting { start, connection, done, unit, handshake };

  // server_player.cpp: the flow
  ServerAction begin();
  ServerAction next();
  ServerAction act(const scenario::Step& step);
  std::optional<bool> enter_block(const scenario::Step& step);
  ServerAction perform(ServerAction action);
  ServerAction proceed();
  static bool expects_unit(const scenario::Step& step);
  ServerAction wait_for_unit(std::chrono::milliseconds within);
  ServerAction keep_waiting();
  ServerAction end_connection(const scenario::EndConnection& step);
  ServerAction finish(result::Outcome outcome, std::string note);

  // server_player_events.cpp: what happened where we waited
  ServerAction on_connection(const Event& event);
  ServerAction connected();
  ServerAction client_ended(const ClientEnded& end);
  ServerAction on_wire(const Event& event);
  ServerAction on_handshake(const Event& event);
  ServerAction judge_handshake(const HandshakeEnd& end);
  ServerAction falls_silent();
  std::optional<ServerAction> observe(const ClientObservation& observation);
  std::optional<ServerAction> settle(const scenario::Expect& expect, const ClientObservation& observation);
  std::optional<ServerAction> pass_over(const ClientObservation& observation);

  // server_player_serving.cpp: the reference server answers
  ServerAction begin_serving(const scenario::Serve* line);
  ServerAction serve_on();
  ServerAction stop_serving();
  std::optional<ServerAction> answer(const Serving::Answer& answer);
  std::optional<std::vector<std::string>> offered_lines(const scenario::Serve* line);

  // server_player_verdicts.cpp: what it means
  std::optional<ServerAction> forbidden(const Unit& unit);
  result::Finding finding_at(const Place& place, const std::string& got) const;
  ServerAction fails(const Place& place, const std::string& got, const std::string& why);
  std::optional<ServerAction> doubts(const result::Finding& finding);
  ServerAction blocked(const std::string& why);
  ServerAction not_applicable();
  std::optional<ServerAction> tolerate(const Place& place, const std::string& got, const std::string& remark);
  OctetSourcePtr submitted(const scenario::Received& received);
  bool is_of_another_form(const ContentDifference& difference, const std::optional<text::Clause>& by) const;
  std::string another_form_of(const scenario::Expect& expect, const ClientObservation& observation);
  bool gave_up_before_mail_data() const;
  std::optional<ServerAction> judge(const scenario::Received& received);
  std::optional<ServerAction> judge(const scenario::Finally& last);
  std::string told_in_words() const;

  scenario::ScenarioPtr scenario_;
  Facts facts_;
  Values values_;
  CaseBook book_;
  Cursor cursor_;
  HostSession session_;
  Outbound outbound_;
  SubmissionOrder order_;
  std::optional<Serving> serving_;
  std::vector<const scenario::Never*> never_;

  Phase phase_ = Phase::given;
  Waiting waiting_ = Waiting::start;
  bool serves_ = false;
  bool scripted_ = false;              // the client heard something of the scenario's own making
  std::optional<std::size_t> judged_;  // the entry of the command that is judged; empty: something else is
  std::vector<std::size_t> refused_;   // entries: what the reference server refused of its own accord
  bool implicit_handshake_ = false;    // the handshake under way is that of TLS from the first octet
  std::deque<ServerAction> pending_;   // to be done before anything else
  std::size_t connections_ = 0;
  std::size_t passed_over_ = 0;  // commands that no expectation was asked about
  std::optional<ClientEnded> ended_;
  std::optional<ClientEnded> ended_late_;  // behind the case's end: nothing is judged by it
  bool gave_up_ = false;                   // the client did not end in time
  std::chrono::microseconds now_{0};
  std::chrono::microseconds deadline_{0};
};

}  // namespace smtpspec::play
