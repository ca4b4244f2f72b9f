// Player: one play of one scenario, without sockets and without a clock.
//
// The driver tells it what happened and gets what it wants next:
//
//     Action action = player.resume(Event{Started{}});
//     while (!std::holds_alternative<Finish>(action)) action = player.resume(perform(action));
//     result::CaseResult result = player.take_result();
//
// The player walks a cursor through the steps of `given` and of the scenario, collects what our side says
// into command groups, and judges what comes back where an expectation waits. It ends at the first
// expectation that does not hold, since the session's state is unknown then. When the steps are done it
// closes with QUIT (RFC 5321 4.1.1.10) and counts what still arrives. Time enters only as a duration in an
// action and as `Event::at`.
//
// It never waits to see that nothing comes, never holds a generated content, and never throws for what a
// target does. Where to look next: session (the wire), judgement (one expectation), values (insertions), duet
// (playing in memory).
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "play/action.hpp"
#include "play/case_book.hpp"
#include "play/cursor.hpp"
#include "play/doubt.hpp"
#include "play/event.hpp"
#include "play/facts.hpp"
#include "play/handshake_end.hpp"
#include "play/judgement.hpp"
#include "play/leeway.hpp"
#include "play/needs.hpp"
#include "play/outbound.hpp"
#include "play/session.hpp"
#include "play/values.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

class Player {
 public:
  Player(scenario::ScenarioPtr scenario, Facts facts);

  Action resume(const Event& event);
  // What the target offered in the sessions so far; what is known from earlier sessions may be told before
  // the first event.
  const Offers& offers() const { return offers_; }
  void know(Offers offers) { offers_ = std::move(offers); }
  // After Finish. Times of day and the target's log are the runner's to fill in.
  result::CaseResult take_result();

 private:
  enum class Phase { given, body, closing, over };
  enum class Waiting { start, connection, done, reply, pause, fence, handshake, delivery, quit };

  // player.cpp: the flow
  Action next();
  Action act(const scenario::Step& step);
  bool is_due(const scenario::Step& step) const;
  std::optional<bool> enter_block(const scenario::Step& step);
  Action begin_connection();
  Action connected(const Event& event);
  Action wait_for(Waiting waiting);
  Action wait(Waiting waiting, std::chrono::milliseconds within);
  Action keep_waiting();
  Action flush();
  Action flush_and_wait(Waiting waiting);
  Action begin_closing();
  Action finish(result::Outcome outcome, std::string note);

  // player_events.cpp: what happened where we waited
  Action while_waiting_for_reply(const Event& event);
  Action while_pausing(const Event& event);
  std::optional<Action> answers_early(const scenario::Pause& pause);
  Action while_fencing(const Event& event);
  Action while_closing(const Event& event);
  Action falls_silent();
  std::string waited() const;
  void write_down(const Event& event, Ending ending);
  Action begin_fence(const scenario::ExpectNothing& nothing);
  Action end_connection(const scenario::EndConnection& step);
  std::optional<Action> observe(const Observation& observation);
  std::optional<Action> settle(const scenario::Expect& expect, const Observation& observation);
  std::optional<Action> excuse(Lines lines, const Observation& observation);
  void remember(const smtp::Reply& reply, const scenario::Alternative& alternative);

  // player_tls.cpp: handshakes
  Action begin_handshake(const scenario::ExpectTls& expect);
  Action while_shaking_hands(const Event& event);

  // player_verdicts.cpp: what it means
  Action fails(const Place& place, const std::string& got, const std::string& why,
               const Grounds& grounds = {});
  Action breaks_off(const Place& place, const std::string& got, text::Clause clause);
  Action conclude(result::Finding finding, const Grounds& grounds = {});
  Action blocked(const std::string& why);
  Action not_applicable();
  Action ask_delivery(const scenario::Delivered& step);
  Action delivered(const Event& event);
  Action judge_content(const scenario::Delivered& step, const DeliveryAnswer& answer);
  std::optional<Action> tolerate(const Place& place, const std::string& got, const std::string& remark);
  result::Finding finding_at(const Place& place, const std::string& got) const;
  bool with_enhanced() const { return session_.extensions().offers("ENHANCEDSTATUSCODES"); }

  scenario::ScenarioPtr scenario_;
  Facts facts_;
  Values values_;
  Cursor cursor_;
  Session session_;
  Outbound outbound_;
  Offers offers_;
  std::vector<scenario::Step> given_steps_;

  Phase phase_ = Phase::given;
  Waiting waiting_ = Waiting::start;
  std::optional<Waiting>
      after_flush_;  // what to wait for when the group is written; nothing: go on with the steps
  std::chrono::microseconds now_{0};
  std::chrono::microseconds waiting_since_{0}, deadline_{0};  // of the wait that is under way
  const scenario::ExpectNothing* last_fence_ = nullptr;
  bool saw_221_ = false;
  std::optional<Event> held_ending_;  // the connection ended during a pause: for whoever waits next
  bool dismissed_ = false;            // the server ended the session where it may, by 421 or by closing
  CaseBook book_;
};

}  // namespace smtpspec::play
