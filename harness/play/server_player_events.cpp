#include <fmt/format.h>

#include <algorithm>

#include "play/descriptions.hpp"
#include "play/server_player.hpp"
#include "scenario/matcher.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::EntryKind;
using result::Outcome;

namespace {

constexpr std::size_t most_passed_over = 20;
bool awaits_mail_data(const Expect& expect) {
  return std::any_of(expect.alternatives.begin(), expect.alternatives.end(), [](const Alternative& one) {
    return std::holds_alternative<MailDataExpected>(one.what);
  });
}

// Something that the line names: `or blocked` takes what is left.
bool is_wanted(const Expect& expect, const ClientObservation& observation, Values& values) {
  const auto taken = judge_client(expect, observation, values).alternative;
  return taken && expect.alternatives[*taken].grade != Grade::blocked;
}

constexpr std::size_t most_connections = 50;  // a client needs few; one that connects for ever is stopped

}  // namespace

ServerAction ServerPlayer::on_connection(const Event& event) {
  if (const auto* accepted = std::get_if<Accepted>(&event.what)) {
    session_.accepted(accepted->address);
    if (serves_)
      for (const Never* never : never_)
        if (!never->command)
          return fails({never->span, &never->by, "no further connection"}, "another connection", {});
    if (++connections_ > most_connections) return blocked("the client connects again and again");
    const Step* step = cursor_.step();
    if (step && std::holds_alternative<NextConnection>(step->what)) {
      book_.reached(&std::get<NextConnection>(step->what));
      cursor_.advance();
    }
    const Step* first = scenario_->steps.empty() ? nullptr : &scenario_->steps.front();
    const bool scripted = phase_ == Phase::given && scenario_->given.steps.empty() && first &&
                          std::holds_alternative<ExpectTls>(first->what);
    implicit_handshake_ = order_.tls == Submission::Tls::implicit && !scripted;
    if (implicit_handshake_) return perform(ServeTls{.within = facts_.deadlines.handshake, .versions = {}});
    return connected();
  }
  if (const auto* end = std::get_if<ClientEnded>(&event.what)) return client_ended(*end);
  gave_up_ = true;
  if (serves_) return stop_serving();
  if (connections_ == 0) return blocked("the client did not connect in time");
  return falls_silent();
}

// A connection stands, and so does its TLS session where it begins with one.
ServerAction ServerPlayer::connected() {
  if (!serves_) return next();
  if (auto action = answer(serving_->greet(session_.state().channel))) return std::move(*action);
  return serve_on();
}

ServerAction ServerPlayer::client_ended(const ClientEnded& end) {
  ended_ = end;
  session_.note(fmt::format("the client ended: {}", told_in_words()));
  if (serves_) return stop_serving();
  if (connections_ == 0 && end.declined)
    return finish(Outcome::not_applicable, fmt::format("the client can't be asked for this: {}", end.how));
  if (connections_ == 0)
    return blocked(fmt::format("the client ended without connecting: {}", told_in_words()));
  const auto& next = std::get<NextConnection>(cursor_.step()->what);
  book_.reached(&next);
  return fails({next.span, &next.by, "another connection"},
               fmt::format("the client's end: {}", told_in_words()), {});
}

ServerAction ServerPlayer::on_wire(const Event& event) {
  if (const auto* received = std::get_if<play::Received>(&event.what)) {
    session_.received(received->octets);
    if (session_.flooded()) return blocked("the client sends without an end");
    if (serves_) return serve_on();
    auto unit = session_.take_unit();
    if (!unit) return now_ < deadline_ ? keep_waiting() : falls_silent();
    if (auto action = forbidden(*unit)) return std::move(*action);
    auto action = observe(*unit);
    return action ? std::move(*action) : next();
  }
  std::optional<Ending> ending;
  if (const auto* broken = std::get_if<TlsBroken>(&event.what)) {
    session_.tls_failed(broken->reason);
    ending = Ending::closed;
  } else if (std::holds_alternative<PeerClosed>(event.what) ||
             std::holds_alternative<PeerReset>(event.what)) {
    ending = std::holds_alternative<PeerClosed>(event.what) ? Ending::closed : Ending::reset;
    session_.closed(*ending == Ending::closed ? EntryKind::closed : EntryKind::reset);
  }
  if (!ending) {
    if (!serves_) return falls_silent();
    session_.silence("a command");
    gave_up_ = true;
    return stop_serving();
  }
  pending_.push_back(Close{});
  if (!serves_)
    if (auto action = observe(*ending)) return std::move(*action);
  return proceed();
}

ServerAction ServerPlayer::on_handshake(const Event& event) {
  const HandshakeEnd end = handshake_end_of(event);
  if (end.facts)
    session_.tls_established(*end.facts);
  else
    session_.tls_failed(end.got);
  if (!end.facts) pending_.push_back(Close{});
  if (implicit_handshake_) {
    implicit_handshake_ = false;
    if (end.facts) return connected();
    return serves_ ? proceed() : blocked(fmt::format("TLS from the first octet: {}", end.got));
  }
  if (!serves_) return judge_handshake(end);
  if (!end.facts) return proceed();
  if (auto action = answer(serving_->tls_established())) return std::move(*action);
  return serve_on();
}

ServerAction ServerPlayer::judge_handshake(const HandshakeEnd& end) {
  const TlsSettlement settlement = settle_handshake(*cursor_.step(), end, values_);
  if (settlement.line) book_.reached(settlement.line);
  for (const auto& [place, remark] : settlement.tolerated)
    if (auto doubtful = tolerate(place, end.got, remark)) return std::move(*doubtful);
  if (settlement.verdict == TlsSettlement::Verdict::fails)
    return fails(settlement.place, end.got, settlement.why);
  if (settlement.verdict == TlsSettlement::Verdict::blocked)
    return blocked(fmt::format("expected {}, got {}", settlement.place.expected, end.got));
  cursor_.advance();
  if (settlement.branch) {
    cursor_.enter(*settlement.branch);
    cursor_.advance();
  }
  return proceed();
}

// One thing happened where an expectation waits. An action, if there is something to do before the next step.
std::optional<ServerAction> ServerPlayer::observe(const ClientObservation& observation) {
  const auto* unit = std::get_if<Unit>(&observation);
  judged_ = unit ? std::optional(unit->entry) : std::nullopt;
  const Step& step = *cursor_.step();
  if (const auto* expect = std::get_if<Expect>(&step.what)) {
    if (!is_wanted(*expect, observation, values_))
      if (auto action = pass_over(observation)) return action;
    return settle(*expect, observation);
  }
  if (const auto* optionally = std::get_if<Optionally>(&step.what)) {
    const auto& first = std::get<Expect>(optionally->steps.front().what);
    const bool begins = is_wanted(first, observation, values_);
    cursor_.advance();
    if (!begins) {
      session_.put_back_latest();
      return std::nullopt;
    }
    cursor_.enter(optionally->steps);
    return settle(first, observation);
  }
  const auto& either = std::get<Either>(step.what);
  for (const Either::Branch& branch : either.branches) {
    const auto& first = std::get<Expect>(branch.steps.front().what);
    if (!judge_client(first, observation, values_).alternative) continue;
    if (!is_wanted(first, observation, values_))
      if (auto action = pass_over(observation)) return action;
    if (branch.grade == Grade::tolerated)
      if (auto doubtful =
              tolerate({branch.span, nullptr, describe(either)}, in_words(observation), branch.remark))
        return doubtful;
    cursor_.advance();
    cursor_.enter(branch.steps);
    return settle(first, observation);
  }
  if (auto action = pass_over(observation)) return action;
  return fails({either.span, nullptr, describe(either)}, in_words(observation), {});
}

// NOOP, HELP, VRFY and EXPN change nothing and come at any time (RFC 5321 4.1.4), and RSET outside of a
// transaction neither (4.1.1.5), nor EHLO once more, which is told the same: no rule is about them where a
// scenario waits for something else.
std::optional<ServerAction> ServerPlayer::pass_over(const ClientObservation& observation) {
  const auto* unit = std::get_if<Unit>(&observation);
  if (!unit || unit->kind != Unit::Kind::command || passed_over_ >= most_passed_over) return std::nullopt;
  const std::string& verb = unit->command.verb;
  const bool idle_reset = verb == "RSET" && !session_.in_transaction();
  const bool asks = verb == "HELP" || verb == "VRFY" || verb == "EXPN";
  const bool is_greeted = session_.state().greeting != reference::Greeting::none;
  const bool once_more =
      verb == "EHLO" && is_greeted && !session_.list().empty() && !session_.in_transaction();
  if (verb != "NOOP" && !idle_reset && !asks && !once_more) return std::nullopt;
  ++passed_over_;
  outbound_.add(verb == "HELP" ? "214 2.0.0 RFC 5321\r\n"
                : asks         ? "252 2.1.5 not told\r\n"
                : once_more    ? session_.list()
                               : "250 2.0.0 ok\r\n");
  return perform(outbound_.flush(session_));
}

std::optional<ServerAction> ServerPlayer::settle(const Expect& expect, const ClientObservation& observation) {
  book_.reached(&expect);
  const Place place{expect.span, &expect.by, describe(expect)};
  const Judgement judgement = judge_client(expect, observation, values_);
  if (values_.missing()) return not_applicable();
  if (!judgement.alternative) {
    if (const std::string why = another_form_of(expect, observation); !why.empty())
      return blocked(fmt::format("a message that differs was sent ({})", why));
    return fails(place, judgement.got, judgement.why);
  }
  const Alternative& alternative = expect.alternatives[*judgement.alternative];
  if (alternative.grade == Grade::blocked)
    return blocked(fmt::format("expected {}, got {}", place.expected, judgement.got));
  if (alternative.grade == Grade::tolerated)
    if (auto doubtful = tolerate(place, judgement.got, alternative.remark)) return doubtful;
  cursor_.advance();
  return std::nullopt;
}

// No clause tells a client to go on within seconds: a server waits for minutes (RFC 5321 section 4.5.3.2.7).
// But what began mail data leaves the server waiting inside of it.
ServerAction ServerPlayer::falls_silent() {
  session_.silence("a command");
  // What a client may leave out it leaves out by silence too.
  while (std::holds_alternative<Optionally>(cursor_.step()->what)) {
    cursor_.advance();
    if (!cursor_.step() || !expects_unit(*cursor_.step())) return next();
  }
  const Step& step = *cursor_.step();
  const auto within =
      std::holds_alternative<NextConnection>(step.what) ? facts_.deadlines.client : facts_.deadlines.reply;
  const std::string got = fmt::format("nothing within {} ms", within.count());
  const bool is_idle = session_.open() && !session_.has_part_of_unit();
  if (const auto* expect = std::get_if<Expect>(&step.what)) {
    book_.reached(expect);
    const bool may_block =
        !expect->alternatives.empty() && expect->alternatives.back().grade == Grade::blocked;
    if (may_block || (is_idle && !awaits_mail_data(*expect)))
      return blocked(fmt::format("expected {}, got {}", describe(*expect), got));
    return fails({expect->span, &expect->by, describe(*expect)}, got, {});
  }
  if (const auto* either = std::get_if<Either>(&step.what))
    return is_idle ? blocked(fmt::format("expected {}, got {}", describe(*either), got))
                   : fails({either->span, nullptr, describe(*either)}, got, {});
  const auto& next = std::get<NextConnection>(step.what);
  return fails({next.span, &next.by, "another connection"}, got, {});
}

}  // namespace smtpspec::play
