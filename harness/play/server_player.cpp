#include "play/server_player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Outcome;

ServerPlayer::ServerPlayer(ScenarioPtr scenario, Facts facts)
    : scenario_(std::move(scenario)),
      facts_(std::move(facts)),
      values_(*scenario_, facts_),
      book_(*scenario_) {}

ServerAction ServerPlayer::resume(const Event& event) {
  judged_.reset();
  now_ = event.at;
  session_.at(event.at);
  if (const auto* broken = std::get_if<Broken>(&event.what)) return finish(Outcome::error, broken->what);
  switch (waiting_) {
    case Waiting::start:
      return begin();
    case Waiting::connection:
      return on_connection(event);
    case Waiting::done:
      // What came while we paused came before what we say next.
      if (const auto* early = std::get_if<play::Received>(&event.what)) session_.received(early->octets);
      return proceed();
    case Waiting::unit:
      return on_wire(event);
    case Waiting::handshake:
      return on_handshake(event);
  }
  return finish(Outcome::error, "the player was resumed in no state");
}

ServerAction ServerPlayer::begin() {
  for (const Need& need : scenario_->needs) {
    const bool known = facts_.facts.contains(need.name) || facts_.variables.contains(need.name);
    if (need.kind == Need::Kind::fact && !known)
      return finish(Outcome::not_applicable,
                    fmt::format("the client's profile says nothing of '{}'", need.name));
  }
  if (const auto why = unmet_wish(scenario_->submission, facts_))
    return finish(Outcome::not_applicable, *why);
  const auto order = order_of(*scenario_, values_);
  if (!order) return not_applicable();
  order_ = *order;
  serving_.emplace(order_, values_);
  cursor_.enter(scenario_->given.steps);
  pending_.push_back(Accept{facts_.deadlines.client});
  return perform(Submit{order_});
}

// What is to be waited for follows from the action.
ServerAction ServerPlayer::perform(ServerAction action) {
  waiting_ = Waiting::done;
  if (std::holds_alternative<Accept>(action)) waiting_ = Waiting::connection;
  if (std::holds_alternative<Receive>(action)) waiting_ = Waiting::unit;
  if (std::holds_alternative<ServeTls>(action)) waiting_ = Waiting::handshake;
  return action;
}

ServerAction ServerPlayer::proceed() {
  if (!pending_.empty()) {
    ServerAction action = std::move(pending_.front());
    pending_.pop_front();
    return perform(std::move(action));
  }
  return serves_ ? serve_on() : next();
}

bool ServerPlayer::expects_unit(const Step& step) {
  if (std::holds_alternative<Expect>(step.what) || std::holds_alternative<Optionally>(step.what)) return true;
  const auto* either = std::get_if<Either>(&step.what);
  return either && std::holds_alternative<Expect>(either->branches.front().steps.front().what);
}

ServerAction ServerPlayer::wait_for_unit(std::chrono::milliseconds within) {
  deadline_ = now_ + within;
  return perform(Receive{within});
}

// Something came, but not enough: the deadline is that of the whole wait.
ServerAction ServerPlayer::keep_waiting() {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - now_);
  return perform(Receive{std::max(left, std::chrono::milliseconds(0))});
}

ServerAction ServerPlayer::next() {
  for (;;) {
    const Step* step = cursor_.step();
    if (!step && outbound_.empty()) {
      if (phase_ != Phase::given) return begin_serving(nullptr);
      phase_ = Phase::body;
      cursor_.enter(scenario_->steps);
      continue;
    }
    if (step) {
      if (const auto collected = outbound_.add(*step, values_)) {
        if (!*collected) return not_applicable();
        scripted_ = scripted_ || phase_ == Phase::body;
        cursor_.advance();
        continue;
      }
      if (const auto entered = enter_block(*step)) {
        if (!*entered) return not_applicable();
        continue;
      }
    }
    if (!outbound_.empty()) {
      Send send = outbound_.flush(session_);
      if (session_.open()) return perform(std::move(send));
      continue;  // a client that has gone hears nothing
    }
    if (!expects_unit(*step)) return act(*step);
    if (!session_.open()) {
      if (auto action = observe(Ending::closed)) return std::move(*action);
      continue;
    }
    auto unit = session_.take_unit();
    if (!unit) return wait_for_unit(facts_.deadlines.reply);
    if (auto action = forbidden(*unit)) return std::move(*action);
    if (auto action = observe(*unit)) return std::move(*action);
  }
}

// repeat, and lines that hold from here on. Nothing: it is another kind of step; false: a name has no value.
std::optional<bool> ServerPlayer::enter_block(const Step& step) {
  if (const auto* repeat = std::get_if<Repeat>(&step.what)) {
    const auto times = values_.number(repeat->times);
    if (!times) return false;
    cursor_.advance();
    cursor_.enter(repeat->steps, *times);
    return true;
  }
  if (const auto* never = std::get_if<Never>(&step.what)) {
    never_.push_back(never);
    cursor_.advance();
    return true;
  }
  if (const auto* one = std::get_if<Override>(&step.what)) {
    serving_->change(*one);
    cursor_.advance();
    return true;
  }
  return std::nullopt;
}

ServerAction ServerPlayer::act(const Step& step) {
  if (const auto* serve = std::get_if<Serve>(&step.what)) {
    cursor_.advance();
    return begin_serving(serve);
  }
  if (const auto* tls = std::get_if<ExpectTls>(&step.what)) {
    ServeTls serve{.within = facts_.deadlines.handshake, .presenting = tls->presenting, .versions = {}};
    for (const auto version : tls->offering) serve.versions.push_back(version_number(version));
    return perform(std::move(serve));
  }
  if (const auto* either = std::get_if<Either>(&step.what))
    return act(either->branches.front().steps.front());
  if (std::holds_alternative<NextConnection>(step.what)) return perform(Accept{facts_.deadlines.client});
  if (const auto* received = std::get_if<scenario::Received>(&step.what)) {
    if (auto action = judge(*received)) return std::move(*action);
    cursor_.advance();
    return next();
  }
  if (const auto* last = std::get_if<Finally>(&step.what)) {
    if (!ended_ && !gave_up_) return begin_serving(nullptr);
    if (auto action = judge(*last)) return std::move(*action);
    cursor_.advance();
    return next();
  }
  if (const auto* end = std::get_if<EndConnection>(&step.what)) return end_connection(*end);
  cursor_.advance();
  return perform(Pause{std::get<scenario::Pause>(step.what).duration});
}

ServerAction ServerPlayer::end_connection(const EndConnection& step) {
  cursor_.advance();
  if (!session_.open()) return next();
  using How = EndConnection::How;
  session_.ended(step.how == How::half_close ? "half-close" : step.how == How::abort ? "abort" : "close");
  if (step.how == How::half_close) return perform(HalfClose{});
  if (step.how == How::abort) return perform(Abort{});
  return perform(Close{});
}

ServerAction ServerPlayer::finish(Outcome outcome, std::string note) {
  if (session_.open()) session_.ended("close");
  phase_ = Phase::over;
  return Finish{book_.close(outcome, std::move(note), now_)};
}

result::CaseResult ServerPlayer::take_result() {
  book_.result().transcript = session_.transcript();
  if (const auto& end = ended_ ? ended_ : ended_late_) book_.result().target_log = end->output;
  return std::move(book_.result());
}

}  // namespace smtpspec::play
