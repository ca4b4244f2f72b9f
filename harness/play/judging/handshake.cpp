#include "play/judging/handshake.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/judging/descriptions.hpp"
#include "scenario/matcher.hpp"
#include "smtp/command.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

// The first expectation of a handshake that succeeded that does not hold, in words; empty if all hold.
std::string judge_handshake(const TlsHandshake& expected, const TlsFacts& facts, Values& values) {
  const auto& versions = expected.versions;
  const bool version_fits =
      versions.empty() || std::any_of(versions.begin(), versions.end(),
                                      [&](auto version) { return version_number(version) == facts.version; });
  if (!version_fits) return fmt::format("TLS {} was agreed upon", facts.version);
  if (expected.certificate_names) {
    const auto name = values.text(*expected.certificate_names);
    if (!name) return {};
    const bool named = std::any_of(facts.names.begin(), facts.names.end(), [&](const std::string& one) {
      return smtp::equal_ignoring_case(one, *name);
    });
    if (!named)
      return fmt::format("the certificate names {}, not {}",
                         text::visible(fmt::format("{}", fmt::join(facts.names, ", "))),
                         text::visible(*name));
  }
  if (expected.certificate_trusted && !facts.trusted)
    return "the certificate does not chain to the run's certificate authority";
  if (expected.certificate_current && !facts.current) return "the certificate is not within its dates";
  return {};
}

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

std::string version_number(TlsHandshake::Version version) {
  switch (version) {
    case TlsHandshake::Version::tls1_0:
      return "1.0";
    case TlsHandshake::Version::tls1_1:
      return "1.1";
    case TlsHandshake::Version::tls1_2:
      return "1.2";
    case TlsHandshake::Version::tls1_3:
      return "1.3";
    case TlsHandshake::Version::any:
      break;
  }
  return {};
}

}  // namespace smtpspec::play
