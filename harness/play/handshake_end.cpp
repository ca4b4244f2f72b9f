#include "play/handshake_end.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/descriptions.hpp"
#include "play/judgement.hpp"
#include "scenario/matcher.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

struct Choice {
  const ExpectTls::Alternative* alternative = nullptr;
  std::string why;  // why a handshake that succeeded is not the expected one
};

Choice choose(const ExpectTls& expect, const HandshakeEnd& end, Values& values) {
  Choice choice;
  for (const auto& alternative : expect.alternatives) {
    bool matches = std::holds_alternative<AnythingElse>(alternative.what);
    if (std::holds_alternative<TlsFails>(alternative.what)) matches = !end.facts && !end.silent;
    if (const auto* handshake = std::get_if<TlsHandshake>(&alternative.what); handshake && end.facts) {
      const std::string why = judge_handshake(*handshake, *end.facts, values);
      matches = why.empty();
      if (choice.why.empty()) choice.why = why;
    }
    if (!matches) continue;
    choice.alternative = &alternative;
    break;
  }
  return choice;
}

// A handshake that fails shows no certificate and no version, so it breaks no rule about them. Where the
// line says what is offered, that it must be enough for a handshake is the rule.
bool asks_for_what_was_not_shown(const ExpectTls& expect, const HandshakeEnd& end) {
  if (end.facts || !expect.offering.empty()) return false;
  return std::any_of(expect.alternatives.begin(), expect.alternatives.end(), [](const auto& one) {
    const auto* handshake = std::get_if<TlsHandshake>(&one.what);
    return handshake && (!handshake->versions.empty() || handshake->certificate_names ||
                         handshake->certificate_trusted || handshake->certificate_current);
  });
}

void settle_line(const ExpectTls& expect, const HandshakeEnd& end, const Choice& choice,
                 TlsSettlement& into) {
  into.line = &expect;
  into.place = {expect.span, &expect.by, describe(expect)};
  into.why = choice.why;
  if (!choice.alternative && asks_for_what_was_not_shown(expect, end))
    into.verdict = TlsSettlement::Verdict::blocked;
  if (!choice.alternative) return;
  const Grade grade = choice.alternative->grade;
  into.verdict = grade == Grade::blocked ? TlsSettlement::Verdict::blocked : TlsSettlement::Verdict::holds;
  if (grade == Grade::tolerated) into.tolerated.push_back({into.place, choice.alternative->remark});
}

}  // namespace

HandshakeEnd handshake_end_of(const Event& event) {
  if (const auto* established = std::get_if<TlsEstablished>(&event.what))
    return {&established->facts, false,
            fmt::format("TLS {} with {}", established->facts.version, established->facts.cipher)};
  if (const auto* failed = std::get_if<TlsFailed>(&event.what))
    return {nullptr, false, "the handshake failed: " + text::visible(failed->reason)};
  return {nullptr, true, "no end of the handshake in time"};
}

TlsSettlement settle_handshake(const Step& step, const HandshakeEnd& end, Values& values) {
  TlsSettlement settlement;
  if (const auto* expect = std::get_if<ExpectTls>(&step.what)) {
    settle_line(*expect, end, choose(*expect, end, values), settlement);
    return settlement;
  }
  const auto& either = std::get<Either>(step.what);
  settlement.place = {either.span, nullptr, describe(either)};
  for (const Either::Branch& branch : either.branches) {
    const auto& first = std::get<ExpectTls>(branch.steps.front().what);
    const Choice choice = choose(first, end, values);
    if (!choice.alternative) {
      if (asks_for_what_was_not_shown(first, end)) settlement.verdict = TlsSettlement::Verdict::blocked;
      continue;
    }
    settlement.verdict = TlsSettlement::Verdict::fails;
    if (branch.grade == Grade::tolerated) settlement.tolerated.push_back({settlement.place, branch.remark});
    settlement.branch = &branch.steps;
    settle_line(first, end, choice, settlement);
    break;
  }
  return settlement;
}

}  // namespace smtpspec::play
