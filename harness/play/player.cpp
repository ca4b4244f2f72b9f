#include "play/player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/matcher.hpp"
#include "scenario/states.hpp"

namespace smtpspec::play {
namespace {

// How long the reply to the QUIT behind the steps is waited for: a courtesy, no verdict hangs on it.
constexpr std::chrono::milliseconds longest_farewell{2000};

using namespace scenario;
using result::Outcome;

bool needs_session(const Step& step) {
  return !std::holds_alternative<Delivered>(step.what);
}

// In TLS from the first octet there is nothing that STARTTLS could bring.
std::vector<Step> steps_without_starttls(Given given) {
  given.in_tls = false;
  return steps_to(given);
}

// A single expectation, or branches that begin with one.
bool expects_reply(const Step& step) {
  if (std::holds_alternative<Expect>(step.what)) return true;
  const auto* either = std::get_if<Either>(&step.what);
  return either && std::holds_alternative<Expect>(either->branches.front().steps.front().what);
}

}  // namespace

Player::Player(ScenarioPtr scenario, Facts facts)
    : scenario_(std::move(scenario)),
      facts_(std::move(facts)),
      values_(*scenario_, facts_),
      book_(*scenario_) {
  given_steps_ = facts_.implicit_tls ? steps_without_starttls(scenario_->given) : scenario_->given.steps;
}

Action Player::resume(const Event& event) {
  now_ = event.at;
  session_.at(event.at);
  deadline_ += event.writing;
  if (const auto* broken = std::get_if<Broken>(&event.what)) return finish(Outcome::error, broken->what);
  switch (waiting_) {
    case Waiting::start:
      return begin_connection();
    case Waiting::connection:
      return connected(event);
    case Waiting::done:
      return after_flush_ ? wait_for(*std::exchange(after_flush_, std::nullopt)) : next();
    case Waiting::reply:
      return while_waiting_for_reply(event);
    case Waiting::fence:
      return while_fencing(event);
    case Waiting::handshake:
      return while_shaking_hands(event);
    case Waiting::delivery:
      return delivered(event);
    case Waiting::quit:
      return while_closing(event);
  }
  return finish(Outcome::error, "the player was resumed in no state");
}

Action Player::begin_connection() {
  waiting_ = Waiting::connection;
  return Connect{facts_.deadlines.connect};
}

Action Player::connected(const Event& event) {
  if (const auto* connected = std::get_if<Connected>(&event.what)) {
    session_.connected(*connected);
    cursor_.enter(given_steps_);
    return next();
  }
  if (const auto* failed = std::get_if<TlsFailed>(&event.what))
    return blocked(fmt::format("no TLS session from the first octet: {}", failed->reason));
  const bool late = std::holds_alternative<DeadlinePassed>(event.what);
  return finish(Outcome::error, late ? "the connection was not made in time" : "the connection was refused");
}

Action Player::wait_for(Waiting waiting) {
  const auto within = facts_.deadlines.reply;
  return wait(waiting, waiting == Waiting::quit ? std::min(within, longest_farewell) : within);
}

Action Player::wait(Waiting waiting, std::chrono::milliseconds within) {
  waiting_ = waiting;
  waiting_since_ = now_;
  deadline_ = now_ + within;
  return Receive{within};
}

// Something came, but not enough: the deadline is that of the whole wait.
Action Player::keep_waiting() {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - now_);
  return Receive{std::max(left, std::chrono::milliseconds(0))};
}

Action Player::flush() {
  waiting_ = Waiting::done;
  return outbound_.flush(session_);
}

Action Player::flush_and_wait(Waiting waiting) {
  after_flush_ = waiting;
  return flush();
}

Action Player::next() {
  for (;;) {
    const Step* step = cursor_.step();
    if (!step) {
      if (!outbound_.empty()) return flush();
      if (phase_ == Phase::given) {
        if (auto why = unmet_need(*scenario_, offers_, facts_)) return finish(Outcome::not_applicable, *why);
        phase_ = Phase::body;
        cursor_.enter(scenario_->steps);
        continue;
      }
      return begin_closing();
    }
    // A legal alternative ended the connection: what would need it is not played.
    if (!session_.open() && needs_session(*step)) {
      cursor_.advance();
      continue;
    }
    if (const auto collected = outbound_.add(*step, values_)) {
      if (!*collected) return not_applicable();
      cursor_.advance();
      continue;
    }
    if (const auto entered = enter_block(*step)) {
      if (!*entered) return not_applicable();
      continue;
    }
    if (!outbound_.empty()) return flush();
    // Replies that are here already are judged in this loop: a group of thousands takes no stack.
    if (expects_reply(*step)) {
      const auto reply = session_.take_reply();
      if (!reply) return wait(Waiting::reply, facts_.deadlines.reply);
      if (auto action = observe(*reply)) return std::move(*action);
      continue;
    }
    return act(*step);
  }
}

// repeat and named sequences. Nothing: it is another kind of step; false: a name has no value.
std::optional<bool> Player::enter_block(const Step& step) {
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
  return std::nullopt;
}

Action Player::act(const Step& step) {
  if (const auto* nothing = std::get_if<ExpectNothing>(&step.what)) return begin_fence(*nothing);
  if (const auto* tls = std::get_if<ExpectTls>(&step.what)) return begin_handshake(*tls);
  if (const auto* either = std::get_if<Either>(&step.what))
    return begin_handshake(std::get<ExpectTls>(either->branches.front().steps.front().what));
  if (const auto* end = std::get_if<EndConnection>(&step.what)) return end_connection(*end);
  if (const auto* content = std::get_if<Delivered>(&step.what)) return ask_delivery(*content);
  cursor_.advance();
  waiting_ = Waiting::done;
  return Pause{std::get<scenario::Pause>(step.what).duration};
}

Action Player::begin_closing() {
  phase_ = Phase::closing;
  const bool would_be_understood = session_.open() && !session_.in_mail_data() && session_.last_code() != 421;
  if (!would_be_understood) return finish(book_.outcome(), {});
  outbound_.add("QUIT\r\n");
  return flush_and_wait(Waiting::quit);
}

Action Player::finish(Outcome outcome, std::string note) {
  session_.take_rest();
  if (session_.open()) session_.ended("close");
  phase_ = Phase::over;
  return Finish{book_.close(outcome, std::move(note), now_)};
}

result::CaseResult Player::take_result() {
  book_.result().transcript = session_.transcript();
  return std::move(book_.result());
}

}  // namespace smtpspec::play
