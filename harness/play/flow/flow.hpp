// Flow: what a play does next, and what the things mean that happen in it, whoever it speaks with.
//
// One cursor walks through the steps of `given` and of the scenario. Lines that send are collected by the leg
// that they belong to, and written when the next step waits; where an expectation waits, what comes on its
// leg is judged. The play ends at the first expectation that does not hold, since the state of its sessions
// is unknown then. It never waits to see that nothing comes, never holds a generated content, and never
// throws for what a peer does. It knows neither how many legs there are nor of which kind.
//
// Where to look next: leg (what a conversation is), judging/ (why something was not accepted), wire/ (what is
// known of a session).
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "play/flow/cursor.hpp"
#include "play/judging/case_book.hpp"
#include "play/judging/doubt.hpp"
#include "play/judging/handshake.hpp"
#include "play/judging/judgement.hpp"
#include "play/material/facts.hpp"
#include "play/material/values.hpp"
#include "play/wire/action.hpp"
#include "play/wire/session.hpp"
#include "result/results.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::play {

class Leg;

class Flow {
 public:
  Flow(scenario::ScenarioPtr scenario, Facts facts);
  ~Flow();
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

  // Its legs, of which there is at least one, before the first event. Steps name them by number.
  void enter(std::vector<std::unique_ptr<Leg>> legs);
  Action resume(const Event& event);
  // After Finish. Times of day and the target's log are the runner's to fill in.
  result::CaseResult take_result();

  // --- for legs

  const scenario::Scenario& scenario() const { return *scenario_; }
  const Facts& facts() const { return facts_; }
  Values& values() { return values_; }
  CaseBook& book() { return book_; }
  const CaseBook& book() const { return book_; }
  // What the target offered in the sessions so far, those before the play included.
  Offers& offers() { return offers_; }
  Record& record() { return record_; }
  std::chrono::microseconds now() const { return record_.now; }
  // The state that `given` names is not reached yet: what goes wrong is no verdict on the scenario's rule.
  bool is_in_given() const { return phase_ == Phase::given; }
  // The step to be done; null behind the last.
  const scenario::Step* step() { return cursor_.step(); }
  void advance() { cursor_.advance(); }

  // Goes on from the cursor, or behind the step there.
  Action next();
  Action pass();
  // One thing happened on a leg where the step waits for it. Nothing: go on with next().
  std::optional<Action> observe(Leg& leg, const Observation& observation);
  std::optional<Action> settle(Leg& leg, const HandshakeEnd& end);
  // The legs take their leave, one after the other; then the play is over.
  Action close();

  // A wait without an alternative: the case is decided, unless it is in doubt whether the rule is to blame.
  Action fails(const Leg& leg, const Place& place, const std::string& got, const std::string& why,
               std::string_view watched = {});
  Action conclude(result::Finding finding, const Grounds& grounds);
  // Nothing: the case goes on.
  std::optional<Action> tolerate(const Leg& leg, const Place& place, const std::string& got,
                                 const std::string& remark);
  Action blocked(const std::string& why);
  Action not_applicable();
  Action finish(result::Outcome outcome, std::string note);
  result::Finding finding_at(const Leg& leg, const Place& place, const std::string& got) const;

 private:
  enum class Phase { given, body, closing, over };

  Leg* leg_to_begin() const;
  std::optional<Action> flush();
  std::optional<Action> begin_body();
  std::optional<Action> turn(std::size_t leg);
  std::optional<bool> enter_block(Leg& leg, const scenario::Step& step);
  std::optional<Action> observe_optional(Leg& leg, const scenario::Optionally& block,
                                         const Observation& observation);
  std::optional<Action> observe_choice(Leg& leg, const scenario::Either& either,
                                       const Observation& observation);
  std::optional<Action> settle_line(Leg& leg, const scenario::Expect& expect, const Observation& observation);

  scenario::ScenarioPtr scenario_;
  Facts facts_;
  Values values_;
  Offers offers_;
  Record record_;
  CaseBook book_;
  Cursor cursor_;
  std::vector<scenario::Step> given_steps_;
  std::vector<std::unique_ptr<Leg>> legs_;
  std::vector<std::unique_ptr<Leg>> turned_legs_;  // others speak in their place; they may be at work still
  Phase phase_ = Phase::given;
  std::size_t leaving_ = 0;  // legs that have taken their leave, or are about to
};

}  // namespace smtpspec::play
