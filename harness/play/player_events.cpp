#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

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
  std::vector<const Expect*> lines;
  for (const Either::Branch& branch : either.branches)
    lines.push_back(&std::get<Expect>(branch.steps.front().what));
  if (auto excused = excuse(lines, observation)) return excused;
  return fails({either.span, nullptr, describe(either)}, in_words(observation), {});
}

// What no alternative takes may be the server's own affair. In front of the scenario it blocks the case
// anyway.
std::optional<Action> Player::excuse(Lines lines, const Observation& observation) {
  const auto* reply = std::get_if<smtp::Reply>(&observation);
  if (!reply || phase_ == Phase::given) return std::nullopt;
  const bool has_own = lines.size() == 1 && lines.front()->by;
  const std::string why = leeway_for(lines, *reply,
                                     {.label = session_.last_label(),
                                      .in_tls = session_.in_tls(),
                                      .authenticated = session_.authenticated(),
                                      .rule = has_own ? *lines.front()->by : scenario_->requirement.clause});
  return why.empty() ? std::nullopt : std::optional(blocked(why));
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
    const std::array lines = {&expect};
    if (auto excused = excuse(lines, observation)) return excused;
    return fails(place, judgement.got, judgement.why);
  }
  const Alternative& alternative = expect.alternatives[*judgement.alternative];
  if (alternative.grade == Grade::blocked)
    return blocked(fmt::format("expected {}, got {}", place.expected, judgement.got));
  if (alternative.grade == Grade::tolerated)
    if (auto doubtful = tolerate(place, judgement.got, alternative.remark)) return doubtful;
  const auto* reply = std::get_if<smtp::Reply>(&observation);
  if (reply) remember(*reply, alternative);
  dismissed_ = dismissed_ || !reply || reply->code() == 421;
  cursor_.advance();
  return std::nullopt;
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

// It lasts until a reply is there, or the end of the connection; both are for the expectation behind it.
Action Player::while_pausing(const Event& event) {
  if (ending_in(event)) held_ending_ = event;
  if (const auto* received = std::get_if<Received>(&event.what)) {
    session_.received(received->octets);
    if (!session_.upcoming() && now_ < deadline_)
      return play::Pause{std::chrono::ceil<std::chrono::milliseconds>(deadline_ - now_)};
  }
  if (auto action = answers_early(std::get<scenario::Pause>(cursor_.step()->what))) return std::move(*action);
  cursor_.advance();
  return next();
}

// Inside mail data nothing is answered. A server may refuse them there (RFC 5321 sections 3.8 and 7.8), as it
// may behind them; one that takes them for complete has seen an end where none is.
std::optional<Action> Player::answers_early(const scenario::Pause& pause) {
  const smtp::Reply* reply = session_.in_mail_data() ? session_.upcoming() : nullptr;
  if (!reply) return std::nullopt;
  const int code = reply->code();
  session_.answered_early();
  if (code >= 400) return std::nullopt;
  const auto taken = session_.take_reply();
  return fails({pause.span, nullptr, "nothing inside the mail data"}, in_words(*taken),
               "the end of the mail data has not been sent");
}

Action Player::begin_fence(const ExpectNothing& nothing) {
  book_.reached(&nothing);
  last_fence_ = &nothing;
  const Place place{nothing.span, &nothing.by, "nothing"};
  if (const auto reply = session_.take_reply()) {
    if (auto excused = excuse({}, *reply)) return std::move(*excused);
    return fails(place, in_words(*reply), "nobody asked for this reply", {.watched = unasked});
  }
  if (const auto& why = facts_.ordinary.noop; !why.empty()) return blocked(why);
  outbound_.add("NOOP\r\n");
  return flush_and_wait(Waiting::fence);
}

Action Player::while_fencing(const Event& event) {
  const Place place{last_fence_->span, &last_fence_->by, "nothing but the reply to the NOOP of the fence"};
  if (const auto* received = std::get_if<Received>(&event.what)) {
    session_.received(received->octets);
    const auto reply = session_.take_reply();
    if (!reply) return now_ < deadline_ ? keep_waiting() : falls_silent();
    if (reply->code() != 250) {
      if (auto excused = excuse({}, *reply)) return std::move(*excused);
      return fails(place, in_words(*reply), "this is no reply to NOOP", {.watched = unasked});
    }
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
