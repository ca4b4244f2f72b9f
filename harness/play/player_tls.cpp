#include <fmt/format.h>

#include "play/descriptions.hpp"
#include "play/player.hpp"
#include "scenario/matcher.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;

Action Player::begin_handshake(const ExpectTls& expect) {
  // What came in clear behind the 220 is written down as such; it never reaches the TLS session's reader.
  session_.take_rest();
  waiting_ = Waiting::handshake;
  StartTls start{.within = facts_.deadlines.handshake};
  if (const auto server = facts_.variables.find("server"); server != facts_.variables.end())
    start.sni = server->second;
  if (expect.sni) start.sni = values_.text(*expect.sni).value_or("");
  if (expect.without_sni) start.sni.clear();
  for (const auto version : expect.offering) start.versions.push_back(version_number(version));
  return start;
}

Action Player::while_shaking_hands(const Event& event) {
  HandshakeEnd end{.silent = true, .got = "no end of the handshake in time"};
  if (const auto* established = std::get_if<TlsEstablished>(&event.what)) {
    session_.tls_established(established->facts);
    end = {&established->facts, false,
           fmt::format("TLS {} with {}", established->facts.version, established->facts.cipher)};
  } else {
    const auto* failed = std::get_if<TlsFailed>(&event.what);
    if (failed) end = {nullptr, false, "the handshake failed: " + text::visible(failed->reason)};
    session_.tls_failed(end.got);
  }

  const Step& step = *cursor_.step();
  if (const auto* expect = std::get_if<ExpectTls>(&step.what)) {
    auto action = settle(*expect, end);
    return action ? std::move(*action) : next();
  }
  const auto& either = std::get<Either>(step.what);
  const Place place{either.span, nullptr, describe(either)};
  for (const Either::Branch& branch : either.branches) {
    const auto& first = std::get<ExpectTls>(branch.steps.front().what);
    if (!choose(first, end).alternative) continue;
    if (branch.grade == Grade::tolerated) tolerate(place, end.got, branch.remark);
    cursor_.advance();
    cursor_.enter(branch.steps);
    auto action = settle(first, end);
    return action ? std::move(*action) : next();
  }
  return fails(place, end.got, {});
}

Player::TlsChoice Player::choose(const ExpectTls& expect, const HandshakeEnd& end) {
  TlsChoice choice;
  for (const auto& alternative : expect.alternatives) {
    bool matches = std::holds_alternative<AnythingElse>(alternative.what);
    if (std::holds_alternative<TlsFails>(alternative.what)) matches = !end.facts && !end.silent;
    if (const auto* handshake = std::get_if<TlsHandshake>(&alternative.what); handshake && end.facts) {
      const std::string why = judge_handshake(*handshake, *end.facts, values_);
      matches = why.empty();
      if (choice.why.empty()) choice.why = why;
    }
    if (!matches) continue;
    choice.alternative = &alternative;
    break;
  }
  return choice;
}

std::optional<Action> Player::settle(const ExpectTls& expect, const HandshakeEnd& end) {
  book_.reached(&expect);
  const Place place{expect.span, &expect.by, describe(expect)};
  const TlsChoice choice = choose(expect, end);
  if (!choice.alternative) return fails(place, end.got, choice.why);
  if (choice.alternative->grade == Grade::blocked)
    return blocked(fmt::format("expected {}, got {}", place.expected, end.got));
  if (choice.alternative->grade == Grade::tolerated) tolerate(place, end.got, choice.alternative->remark);
  cursor_.advance();
  return std::nullopt;
}

}  // namespace smtpspec::play
