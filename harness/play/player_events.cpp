#include <fmt/format.h>

#include <algorithm>

#include "play/descriptions.hpp"
#include "play/player.hpp"
#include "scenario/matcher.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::EntryKind;
using result::Outcome;

namespace {

// How long a target may take to close after its 221. Only courtesy: no verdict hangs on it.
constexpr std::chrono::milliseconds time_to_close{500};

// How much longer than the deadline a wait was, for it to be told.
constexpr std::chrono::milliseconds worth_telling{1000};

// The wire rule that a fence watches itself.
constexpr std::string_view unasked = "watch/unasked-reply";

// The end of the connection that an event tells of.
std::optional<Ending> ending_in(const Event& event) {
  if (std::holds_alternative<PeerClosed>(event.what)) return Ending::closed;
  if (std::holds_alternative<PeerReset>(event.what)) return Ending::reset;
  if (std::holds_alternative<TlsBroken>(event.what)) return Ending::reset;
  return std::nullopt;
}

}  // namespace

void Player::write_down(const Event& event, Ending ending) {
  if (const auto* broken = std::get_if<TlsBroken>(&event.what)) return session_.tls_failed(broken->reason);
  session_.closed(ending == Ending::closed ? EntryKind::closed : EntryKind::reset);
}

Action Player::while_waiting_for_reply(const Event& event) {
  if (const auto* received = std::get_if<Received>(&event.what)) {
    session_.received(received->octets);
    const auto reply = session_.take_reply();
    if (!reply) return now_ < deadline_ ? keep_waiting() : falls_silent();
    auto action = observe(*reply);
    return action ? std::move(*action) : next();
  }
  if (const auto ending = ending_in(event)) {
    write_down(event, *ending);
    auto action = observe(*ending);
    return action ? std::move(*action) : next();
  }
  return falls_silent();
}

// One thing happened where an expectation waits. An action, if the case is over because of it.
std::optional<Action> Player::observe(const Observation& observation) {
  const Step& step = *cursor_.step();
  if (const auto* expect = std::get_if<Expect>(&step.what)) return settle(*expect, observation);
  const auto& either = std::get<Either>(step.what);
  for (const Either::Branch& branch : either.branches) {
    const auto& first = std::get<Expect>(branch.steps.front().what);
    if (!judge(first, observation, with_enhanced()).alternative) continue;
    if (branch.grade == Grade::tolerated)
      if (auto doubtful =
              tolerate({branch.span, nullptr, describe(either)}, in_words(observation), branch.remark))
        return doubtful;
    cursor_.advance();
    cursor_.enter(branch.steps);
    return settle(first, observation);
  }
  return fails({either.span, nullptr, describe(either)}, in_words(observation), {});
}

std::optional<Action> Player::settle(const Expect& expect, const Observation& observation) {
  book_.reached(&expect);
  const Place place{expect.span, &expect.by, describe(expect)};
  const Judgement judgement = judge(expect, observation, with_enhanced());
  if (!judgement.alternative) {
    if (std::holds_alternative<Ending>(observation))
      return breaks_off(place, judgement.got, {5321, "4.1.1.10", text::Level::must_not});
    if (std::get<smtp::Reply>(observation).code() == 0)
      return breaks_off(place, judgement.got, {5321, "4.2", text::Level::must});
    if (puts_off_content(expect, std::get<smtp::Reply>(observation)))
      return blocked(fmt::format("the content was put off: {}", judgement.got));
    return fails(place, judgement.got, judgement.why);
  }
  const Alternative& alternative = expect.alternatives[*judgement.alternative];
  if (alternative.grade == Grade::blocked)
    return blocked(fmt::format("expected {}, got {}", place.expected, judgement.got));
  if (alternative.grade == Grade::tolerated)
    if (auto doubtful = tolerate(place, judgement.got, alternative.remark)) return doubtful;
  if (const auto* reply = std::get_if<smtp::Reply>(&observation)) remember(*reply, alternative);
  cursor_.advance();
  return std::nullopt;
}

// Resources and policy may put off any content (RFC 5321 sections 3.3, 4.2.5 and 4.3.2, RFC 3030 section 2):
// no rule that wants it accepted is broken by that.
bool Player::puts_off_content(const Expect& expect, const smtp::Reply& reply) const {
  const bool to_content = session_.last_label() == "content" || session_.last_label() == "BDAT";
  const auto only_accepts = [](const Alternative& one) {
    const auto* expected = std::get_if<ReplyExpected>(&one.what);
    return !expected || expected->code.pattern.starts_with('2');
  };
  return to_content && reply.code() / 100 == 4 &&
         std::all_of(expect.alternatives.begin(), expect.alternatives.end(), only_accepts);
}

// What later lines may refer to: the extension list and captures.
void Player::remember(const smtp::Reply& reply, const Alternative& alternative) {
  if (session_.last_label() == "EHLO" && reply.code() == 250) {
    values_.set_extensions(session_.extensions());
    offers_.latest = session_.extensions();
    if (!session_.in_tls()) offers_.in_clear = session_.extensions();
  }
  const auto* expected = std::get_if<ReplyExpected>(&alternative.what);
  if (!expected) return;
  for (const Check& check : expected->checks) {
    const auto* capture = std::get_if<Capture>(&check);
    if (!capture) continue;
    std::string text = reply.lines.back().text;
    if (const auto enhanced = reply.enhanced_status())
      text.erase(0, std::min(enhanced->str().size() + 1, text.size()));
    values_.capture(capture->name, std::move(text));
  }
}

Action Player::begin_fence(const ExpectNothing& nothing) {
  book_.reached(&nothing);
  last_fence_ = &nothing;
  const Place place{nothing.span, &nothing.by, "nothing"};
  if (const auto reply = session_.take_reply())
    return fails(place, in_words(*reply), "nobody asked for this reply", {.watched = unasked});
  outbound_.add("NOOP\r\n");
  return flush_and_wait(Waiting::fence);
}

Action Player::while_fencing(const Event& event) {
  const Place place{last_fence_->span, &last_fence_->by, "nothing but the reply to the NOOP of the fence"};
  if (const auto* received = std::get_if<Received>(&event.what)) {
    session_.received(received->octets);
    const auto reply = session_.take_reply();
    if (!reply) return now_ < deadline_ ? keep_waiting() : falls_silent();
    if (reply->code() != 250)
      return fails(place, in_words(*reply), "this is no reply to NOOP", {.watched = unasked});
    cursor_.advance();
    return next();
  }
  if (const auto ending = ending_in(event)) {
    write_down(event, *ending);
    return breaks_off(place, in_words(*ending), {5321, "4.1.1.10", text::Level::must_not});
  }
  return falls_silent();
}

Action Player::falls_silent() {
  const Step& step = *cursor_.step();
  Place place;
  if (const auto* expect = std::get_if<Expect>(&step.what))
    place = {expect->span, &expect->by, describe(*expect)};
  else if (const auto* either = std::get_if<Either>(&step.what))
    place = {either->span, nullptr, describe(*either)};
  else
    place = {last_fence_->span, &last_fence_->by, "the reply to NOOP"};
  const std::string rest = text::visible_cut(session_.take_rest(), 100);
  session_.silence("a reply");
  const std::string got = rest.empty() ? "nothing" : fmt::format("{} and then nothing", rest);
  return breaks_off(place, fmt::format("{} within {}", got, waited()), {5321, "4.2", text::Level::must});
}

// "10000 ms", and what was waited in all where our own octets were still being taken meanwhile.
std::string Player::waited() const {
  const std::string silent = fmt::format("{} ms", facts_.deadlines.reply.count());
  const auto in_all = std::chrono::duration_cast<std::chrono::milliseconds>(now_ - waiting_since_);
  if (in_all < facts_.deadlines.reply + worth_telling) return silent;
  return fmt::format("{} behind what was sent, {} ms in all", silent, in_all.count());
}

Action Player::end_connection(const EndConnection& step) {
  cursor_.advance();
  waiting_ = Waiting::done;
  switch (step.how) {
    case EndConnection::How::half_close:
      session_.ended("half-close");
      return HalfClose{};
    case EndConnection::How::abort:
      session_.ended("abort");
      return Abort{};
    case EndConnection::How::close:
      break;
  }
  session_.ended("close");
  return Close{};
}

Action Player::while_closing(const Event& event) {
  if (const auto* received = std::get_if<Received>(&event.what)) {
    session_.received(received->octets);
    while (session_.take_reply()) {
    }
    if (session_.last_code() == 221 && !saw_221_) {
      saw_221_ = true;
      return wait(Waiting::quit, time_to_close);
    }
    if (now_ < deadline_) return keep_waiting();
  }
  if (const auto ending = ending_in(event))
    write_down(event, *ending);
  else if (session_.last_code() != 221)
    session_.note("the reply to QUIT did not come");
  // One reply too many shows only now: what answered the fence's NOOP was not its reply.
  if (last_fence_ && session_.unasked() > 0)
    return fails({last_fence_->span, &last_fence_->by, "nothing"}, "a reply more than commands were sent", {},
                 {.watched = unasked});
  return finish(book_.outcome(), {});
}

}  // namespace smtpspec::play
