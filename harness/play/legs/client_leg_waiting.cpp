// What a client leg makes of what comes, and of what does not come, where it waits.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ledger/citation.hpp"
#include "play/judging/descriptions.hpp"
#include "play/legs/client_leg.hpp"
#include "scenario/matcher.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::EntryKind;

namespace {

// How long the reply to the QUIT behind the steps is waited for, and how long a target may take to close
// after its 221: courtesies, no verdict hangs on them.
constexpr std::chrono::milliseconds longest_farewell{2000};
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

Action ClientLeg::read_for(ReadingFor what, std::chrono::milliseconds within) {
  reading_for_ = what;
  return wait_on_wire(what == ReadingFor::quit ? std::min(within, longest_farewell) : within);
}

Action ClientLeg::send_and_read_for(std::string octets, ReadingFor what) {
  outbound().add(std::move(octets));
  after_sending_ = what;
  auto action = flush();
  return action ? std::move(*action) : go_on();
}

Action ClientLeg::on_wire(const Event& event) {
  switch (reading_for_) {
    case ReadingFor::fence:
      return while_fencing(event);
    case ReadingFor::quit:
      return while_leaving(event);
    case ReadingFor::exchange:
      return while_exchanging(event);
    case ReadingFor::reply:
      break;
  }
  return while_waiting_for_reply(event);
}

void ClientLeg::write_end_down(const Event& event, Ending ending) {
  if (const auto* broken = std::get_if<TlsBroken>(&event.what)) return session_.tls_failed(broken->reason);
  session_.closed(ending == Ending::closed ? EntryKind::closed : EntryKind::reset);
}

Action ClientLeg::observed(const Observation& observation) {
  auto action = flow().observe(*this, observation);
  return action ? std::move(*action) : flow().next();
}

Action ClientLeg::while_waiting_for_reply(const Event& event) {
  if (const auto* received = std::get_if<play::Received>(&event.what)) {
    session_.received(received->octets);
    if (const auto reply = session_.take_reply()) return observed(*reply);
    return is_late() ? falls_silent() : keep_waiting();
  }
  const auto ending = ending_in(event);
  if (!ending) return falls_silent();
  write_end_down(event, *ending);
  return observed(*ending);
}

// It lasts until a reply is there, or the end of the connection; both are for the expectation behind it.
Action ClientLeg::on_pause(const Event& event) {
  if (ending_in(event)) held_ending_ = event;
  if (const auto* received = std::get_if<play::Received>(&event.what)) {
    session_.received(received->octets);
    if (!session_.upcoming() && !is_late()) return keep_pausing();
  }
  if (auto action = answers_early(std::get<scenario::Pause>(flow().step()->what))) return std::move(*action);
  return flow().pass();
}

// Inside mail data nothing is answered. A server may refuse them there (RFC 5321 sections 3.8 and 7.8), as it
// may behind them; one that takes them for complete has seen an end where none is.
std::optional<Action> ClientLeg::answers_early(const scenario::Pause& pause) {
  const smtp::Reply* reply = session_.in_mail_data() ? session_.upcoming() : nullptr;
  if (!reply) return std::nullopt;
  const int code = reply->code();
  session_.answered_early();
  if (code >= 400) return std::nullopt;
  const auto taken = session_.take_reply();
  return flow().fails(*this, {pause.span, nullptr, "nothing inside the mail data"}, in_words(*taken),
                      "the end of the mail data has not been sent");
}

Action ClientLeg::begin_fence(const ExpectNothing& nothing) {
  flow().book().reached(&nothing);
  last_fence_ = &nothing;
  const Place place{nothing.span, &nothing.by, "nothing"};
  if (const auto reply = session_.take_reply()) {
    if (auto excused = excuses({}, *reply)) return std::move(*excused);
    return flow().fails(*this, place, in_words(*reply), "nobody asked for this reply", unasked);
  }
  if (const auto& why = flow().facts().ordinary.noop; !why.empty()) return flow().blocked(why);
  return send_and_read_for("NOOP\r\n", ReadingFor::fence);
}

Action ClientLeg::while_fencing(const Event& event) {
  const Place place{last_fence_->span, &last_fence_->by, "nothing but the reply to the NOOP of the fence"};
  if (const auto* received = std::get_if<play::Received>(&event.what)) {
    session_.received(received->octets);
    const auto reply = session_.take_reply();
    if (!reply) return is_late() ? falls_silent() : keep_waiting();
    if (reply->code() != 250) {
      if (auto excused = excuses({}, *reply)) return std::move(*excused);
      return flow().fails(*this, place, in_words(*reply), "this is no reply to NOOP", unasked);
    }
    return flow().pass();
  }
  const auto ending = ending_in(event);
  if (!ending) return falls_silent();
  write_end_down(event, *ending);
  return breaks_off(place, in_words(*ending), ledger::clause_of("rfc5321/3.8-1"));
}

Action ClientLeg::falls_silent() {
  const Step& step = *flow().step();
  Place place;
  if (const auto* expect = std::get_if<Expect>(&step.what))
    place = {expect->span, &expect->by, describe(*expect)};
  else if (const auto* either = std::get_if<Either>(&step.what))
    place = {either->span, nullptr, describe(*either)};
  else if (const auto* exchange = std::get_if<Exchange>(&step.what))
    place = {exchange->span, &exchange->by, "a reply in an exchange of AUTH"};
  else
    place = {last_fence_->span, &last_fence_->by, "the reply to NOOP"};
  const std::string rest = text::visible_cut(session_.take_rest(), 100);
  session_.silence("a reply");
  const std::string got = rest.empty() ? "nothing" : fmt::format("{} and then nothing", rest);
  return breaks_off(place, fmt::format("{} within {}", got, waited_in_words()),
                    ledger::clause_of("rfc5321/4.2-1"));
}

// "10000 ms", and what was waited in all where our own octets were still being taken meanwhile.
std::string ClientLeg::waited_in_words() const {
  const auto within = deadlines().reply;
  const std::string silent = fmt::format("{} ms", within.count());
  const auto in_all = std::chrono::duration_cast<std::chrono::milliseconds>(waited());
  if (in_all < within + worth_telling) return silent;
  return fmt::format("{} behind what was sent, {} ms in all", silent, in_all.count());
}

Action ClientLeg::while_leaving(const Event& event) {
  if (const auto* received = std::get_if<play::Received>(&event.what)) {
    session_.received(received->octets);
    while (session_.take_reply()) {
    }
    if (session_.last_code() == 221 && !saw_221_) {
      saw_221_ = true;
      return read_for(ReadingFor::quit, time_to_close);
    }
    if (!is_late()) return keep_waiting();
  }
  if (const auto ending = ending_in(event))
    write_end_down(event, *ending);
  else if (session_.last_code() != 221)
    session_.note("the reply to QUIT did not come");
  // One reply too many shows only now: what answered the fence's NOOP was not its reply.
  if (last_fence_ && session_.unasked() > 0)
    return flow().fails(*this, {last_fence_->span, &last_fence_->by, "nothing"},
                        "a reply more than commands were sent", {}, unasked);
  return flow().close();
}

}  // namespace smtpspec::play
