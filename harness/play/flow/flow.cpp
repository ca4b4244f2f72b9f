#include "play/flow/flow.hpp"

#include <algorithm>
#include <utility>

#include "play/flow/leg.hpp"
#include "play/material/needs.hpp"
#include "scenario/states.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Outcome;

namespace {

// In TLS from the first octet there is nothing that STARTTLS could bring.
std::vector<Step> steps_without_starttls(Given given) {
  given.in_tls = false;
  return steps_to(given);
}

}  // namespace

Flow::Flow(ScenarioPtr scenario, Facts facts)
    : scenario_(std::move(scenario)),
      facts_(std::move(facts)),
      values_(*scenario_, facts_),
      offers_(facts_.offers),
      book_(*scenario_),
      given_steps_(facts_.implicit_tls ? steps_without_starttls(scenario_->given) : scenario_->given.steps) {}

Flow::~Flow() = default;

void Flow::enter(std::vector<std::unique_ptr<Leg>> legs) {
  legs_ = std::move(legs);
}

Action Flow::resume(const Event& event) {
  record_.now = std::max(record_.now, event.at);
  if (const auto* broken = std::get_if<Broken>(&event.what)) return finish(Outcome::error, broken->what);
  if (!std::holds_alternative<Started>(event.what)) return legs_.at(event.leg)->resume(event);
  cursor_.enter(given_steps_);
  return next();
}

// The next leg that begins although no step of it has come: those that the peer may use at any time, and the
// first one. Null if there is none.
Leg* Flow::leg_to_begin() const {
  for (const auto& leg : legs_)
    if (leg->begins_at_once() && !leg->has_begun()) return leg.get();
  return legs_.front()->has_begun() ? nullptr : legs_.front().get();
}

Action Flow::next() {
  if (Leg* leg = leg_to_begin()) return leg->begin();
  for (;;) {
    const Step* step = cursor_.step();
    if (!step) {
      if (auto action = flush()) return std::move(*action);
      if (phase_ != Phase::given) return close();
      if (auto action = begin_body()) return std::move(*action);
      continue;
    }
    Leg& leg = *legs_.at(step->leg);
    if (!leg.has_begun()) return leg.begin();
    if (!leg.is_due(*step)) {
      cursor_.advance();
      continue;
    }
    if (const auto collected = leg.collect(*step)) {
      if (!*collected) return not_applicable();
      cursor_.advance();
      continue;
    }
    if (const auto entered = enter_block(leg, *step)) {
      if (!*entered) return not_applicable();
      continue;
    }
    if (auto action = flush()) return std::move(*action);
    if (std::holds_alternative<Turn>(step->what)) {
      if (auto action = turn(step->leg)) return std::move(*action);
      continue;
    }
    if (!expects_observation(*step)) return leg.act(*step);
    // What is here already is judged in this loop: a group of thousands takes no stack.
    const auto observation = leg.take();
    if (!observation) return leg.wait();
    if (auto action = observe(leg, *observation)) return std::move(*action);
  }
}

Action Flow::pass() {
  cursor_.advance();
  return next();
}

// Whatever is said next, and on whichever leg, what was collected comes before it.
std::optional<Action> Flow::flush() {
  for (const auto& leg : legs_)
    if (auto action = leg->flush()) return action;
  return std::nullopt;
}

// Only now is it known what the peer offers.
std::optional<Action> Flow::begin_body() {
  if (auto why = unmet_need(*scenario_, offers_, facts_)) return finish(Outcome::not_applicable, *why);
  phase_ = Phase::body;
  cursor_.enter(scenario_->steps);
  return std::nullopt;
}

// Whoever drives the play sees nothing of it: the connection is the same.
std::optional<Action> Flow::turn(std::size_t leg) {
  auto other = legs_[leg]->turned();
  if (!other) return finish(Outcome::error, "the roles can't be turned on this leg");
  std::swap(legs_[leg], other);
  turned_legs_.push_back(std::move(other));
  cursor_.advance();
  return std::nullopt;
}

// repeat, named sequences, and lines that hold from here on. Nothing: it is another kind of step; false: a
// name has no value.
std::optional<bool> Flow::enter_block(Leg& leg, const Step& step) {
  if (const auto* repeat = std::get_if<Repeat>(&step.what)) {
    const auto times = values_.number(repeat->times);
    if (!times) return false;
    cursor_.advance();
    cursor_.enter(repeat->steps, *times);
    return true;
  }
  if (const auto* perform = std::get_if<Perform>(&step.what)) {
    book_.reached(perform);
    cursor_.advance();
    cursor_.enter(*perform->steps, 1, perform);
    return true;
  }
  if (!leg.keeps(step)) return std::nullopt;
  cursor_.advance();
  return true;
}

Action Flow::close() {
  phase_ = Phase::closing;
  while (leaving_ < legs_.size()) {
    Leg& leg = *legs_[leaving_++];
    if (leg.has_begun()) return leg.take_leave();
  }
  return finish(book_.outcome(), {});
}

Action Flow::finish(Outcome outcome, std::string note) {
  bool dismissed = false;
  for (const auto& leg : legs_) {
    if (leg->has_begun()) leg->drop();
    dismissed = dismissed || leg->is_dismissed();
  }
  phase_ = Phase::over;
  if (outcome == Outcome::pass && dismissed && book_.vacuous()) {
    outcome = Outcome::blocked;
    note = "the server ended the session before the line that the rule is about";
  }
  return {Finish{book_.close(outcome, std::move(note), now())}};
}

result::CaseResult Flow::take_result() {
  book_.result().transcript = std::move(record_.transcript);
  return std::move(book_.result());
}

}  // namespace smtpspec::play
