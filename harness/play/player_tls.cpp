#include <fmt/format.h>

#include "play/player.hpp"

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
  return next();
}

}  // namespace smtpspec::play
