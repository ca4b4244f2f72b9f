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
  const HandshakeEnd end = handshake_end_of(event);
  if (end.facts)
    session_.tls_established(*end.facts);
  else
    session_.tls_failed(end.got);

  const Step& step = *cursor_.step();
  if (const auto* expect = std::get_if<ExpectTls>(&step.what)) {
    auto action = settle(*expect, end);
    return action ? std::move(*action) : next();
  }
  const auto& either = std::get<Either>(step.what);
  const Place place{either.span, nullptr, describe(either)};
  for (const Either::Branch& branch : either.branches) {
    const auto& first = std::get<ExpectTls>(branch.steps.front().what);
    if (!choose(first, end, values_).alternative) continue;
    if (branch.grade == Grade::tolerated)
      if (auto doubtful = tolerate(place, end.got, branch.remark)) return std::move(*doubtful);
    cursor_.advance();
    cursor_.enter(branch.steps);
    auto action = settle(first, end);
    return action ? std::move(*action) : next();
  }
  return fails(place, end.got, {});
}

std::optional<Action> Player::settle(const ExpectTls& expect, const HandshakeEnd& end) {
  book_.reached(&expect);
  const Place place{expect.span, &expect.by, describe(expect)};
  const TlsChoice choice = choose(expect, end, values_);
  if (!choice.alternative) return fails(place, end.got, choice.why);
  if (choice.alternative->grade == Grade::blocked)
    return blocked(fmt::format("expected {}, got {}", place.expected, end.got));
  if (choice.alternative->grade == Grade::tolerated)
    if (auto doubtful = tolerate(place, end.got, choice.alternative->remark)) return doubtful;
  cursor_.advance();
  return std::nullopt;
}

}  // namespace smtpspec::play
