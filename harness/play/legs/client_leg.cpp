#include "play/legs/client_leg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/citation.hpp"
#include "play/legs/server_leg.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Outcome;

namespace {

bool needs_session(const Step& step) {
  return !std::holds_alternative<Delivered>(step.what) && !std::holds_alternative<Kill>(step.what);
}

// Nothing but the connection's end is expected.
bool waits_for_end(const Step& step) {
  const auto* expect = std::get_if<Expect>(&step.what);
  return expect &&
         std::all_of(expect->alternatives.begin(), expect->alternatives.end(), [](const Alternative& one) {
           return std::holds_alternative<ClosesExpected>(one.what) ||
                  std::holds_alternative<ResetsExpected>(one.what);
         });
}

}  // namespace

Action ClientLeg::open() {
  return perform(Connect{deadlines().connect});
}

Action ClientLeg::on_connection(const Event& event) {
  if (const auto* connected = std::get_if<Connected>(&event.what)) {
    session_.connected(*connected);
    return flow().next();
  }
  if (const auto* failed = std::get_if<TlsFailed>(&event.what))
    return flow().blocked(fmt::format("no TLS session from the first octet: {}", failed->reason));
  // Nobody was there to be judged: the surroundings, not the target, did not do what they should.
  const bool late = std::holds_alternative<DeadlinePassed>(event.what);
  return flow().finish(Outcome::error,
                       late ? "the connection was not made in time" : "the connection was refused");
}

// Where a legal alternative ended the connection, or the session, what would need it is not played.
bool ClientLeg::is_due(const Step& step) const {
  if (!needs_session(step)) return true;
  return session_.open() && (!dismissed_ || waits_for_end(step));
}

std::optional<Observation> ClientLeg::take() {
  if (auto reply = session_.take_reply()) return std::move(*reply);
  if (!held_ending_) return std::nullopt;
  const Event held = *std::exchange(held_ending_, std::nullopt);
  const Ending ending = std::holds_alternative<PeerClosed>(held.what) ? Ending::closed : Ending::reset;
  write_end_down(held, ending);
  return ending;
}

Action ClientLeg::wait() {
  return read_for(ReadingFor::reply, deadlines().reply);
}

Action ClientLeg::act(const Step& step) {
  if (const auto* nothing = std::get_if<ExpectNothing>(&step.what)) return begin_fence(*nothing);
  if (const auto* content = std::get_if<Delivered>(&step.what)) return ask_delivery(*content);
  if (std::holds_alternative<Kill>(step.what)) {
    session_.ended("killed");  // the connections of all legs
    flow().advance();
    return perform(KillTarget{});
  }
  if (const auto* exchange = std::get_if<Exchange>(&step.what)) return begin_exchange(*exchange);
  if (const auto* pausing = std::get_if<scenario::Pause>(&step.what)) return pause(pausing->duration, true);
  if (const auto* end = std::get_if<EndConnection>(&step.what)) {
    flow().advance();
    return end_connection(*end);
  }
  return begin_handshake(first_handshake(step));
}

Action ClientLeg::begin_handshake(const ExpectTls& expect) {
  // What came in clear behind the 220 is written down as such; it never reaches the TLS session's reader.
  session_.take_rest();
  Handshake handshake = handshake_of(expect);
  const auto& variables = flow().facts().variables;
  if (const auto server = variables.find("server"); server != variables.end()) handshake.sni = server->second;
  if (expect.sni) handshake.sni = flow().values().text(*expect.sni).value_or("");
  if (expect.without_sni) handshake.sni.clear();
  return perform(std::move(handshake));
}

Action ClientLeg::on_handshake(const Event& event) {
  const HandshakeEnd end = handshake_end_of(event);
  write_down(end);
  auto action = flow().settle(*this, end);
  return action ? std::move(*action) : flow().next();
}

Action ClientLeg::go_on() {
  if (!after_sending_) return flow().next();
  return read_for(*std::exchange(after_sending_, std::nullopt), deadlines().reply);
}

// A server that said 421, or that was left in the middle of mail data, would not understand a QUIT.
Action ClientLeg::take_leave() {
  const bool would_be_understood =
      session_.open() && !session_.in_mail_data() && !dismissed_ && session_.last_code() != 421;
  if (!would_be_understood) return flow().close();
  return send_and_read_for("QUIT\r\n", ReadingFor::quit);
}

std::unique_ptr<Leg> ClientLeg::turned() {
  return std::make_unique<ServerLeg>(flow(), number(), session_.hand_over());
}

void ClientLeg::drop() {
  session_.take_rest();
  Leg::drop();
}

// What no alternative takes may be the server's own affair. In front of the scenario it blocks the case
// anyway.
std::optional<Action> ClientLeg::excuses(Lines lines, const Observation& observation) {
  const auto* reply = std::get_if<smtp::Reply>(&observation);
  if (!reply || flow().is_in_given()) return std::nullopt;
  const bool has_own = lines.size() == 1 && lines.front()->by;
  const std::string why =
      leeway_for(lines, *reply,
                 {.label = session_.last_label(),
                  .in_tls = session_.in_tls(),
                  .authenticated = session_.authenticated(),
                  .rule = has_own ? *lines.front()->by : flow().scenario().requirement.clause});
  return why.empty() ? std::nullopt : std::optional(flow().blocked(why));
}

Action ClientLeg::misses(const Expect& line, const Place& place, const Judgement& judgement,
                         const Observation& observation) {
  if (std::holds_alternative<Ending>(observation))
    return breaks_off(place, judgement.got, ledger::clause_of("rfc5321/3.8-1"));
  if (std::get<smtp::Reply>(observation).code() == 0)
    return breaks_off(place, judgement.got, ledger::clause_of("rfc5321/4.2-22"));
  const std::array lines = {&line};
  if (auto excused = excuses(lines, observation)) return std::move(*excused);
  return Leg::misses(line, place, judgement, observation);
}

// Silence, a close or garbage where a reply must be: whatever the scenario's own level is, that is a
// violation.
Action ClientLeg::breaks_off(const Place& place, const std::string& got, text::Clause clause) {
  result::Finding finding = flow().finding_at(*this, place, got);
  if (!binds(finding.clause.level)) finding.clause = std::move(clause);
  return flow().conclude(std::move(finding), {});
}

void ClientLeg::took(const Alternative& alternative, const Observation& observation) {
  const auto* reply = std::get_if<smtp::Reply>(&observation);
  if (reply) remember(*reply, alternative);
  dismissed_ = dismissed_ || !reply || reply->code() == 421;
}

// What later lines may refer to: the extension list and captures.
void ClientLeg::remember(const smtp::Reply& reply, const Alternative& alternative) {
  if (session_.last_label() == "EHLO" && reply.code() == 250) {
    flow().values().set_extensions(session_.extensions());
    flow().offers().latest = session_.extensions();
    // STARTTLS is looked for where it is of use (RFC 3207 section 4.2).
    if (!session_.in_tls()) flow().offers().in_clear = session_.extensions();
  }
  const auto* expected = std::get_if<ReplyExpected>(&alternative.what);
  if (!expected) return;
  for (const Check& check : expected->checks) {
    const auto* capture = std::get_if<Capture>(&check);
    if (!capture) continue;
    std::string text = reply.lines.back().text;
    if (const auto enhanced = reply.enhanced_status())
      text.erase(0, std::min(enhanced->str().size() + 1, text.size()));
    flow().values().capture(capture->name, std::move(text));
  }
}

}  // namespace smtpspec::play
