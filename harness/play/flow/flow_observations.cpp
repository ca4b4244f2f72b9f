// What happened where a step waits: which line takes it, and what follows.
#include <fmt/format.h>

#include <array>

#include "play/flow/flow.hpp"
#include "play/flow/leg.hpp"
#include "play/judging/descriptions.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Outcome;

namespace {

// The line names what was observed: `or blocked` only takes what is left.
bool names(const Expect& line, const Judgement& judgement) {
  return judgement.alternative && line.alternatives[*judgement.alternative].grade != Grade::blocked;
}

}  // namespace

std::optional<Action> Flow::observe(Leg& leg, const Observation& observation) {
  if (auto action = leg.objects_to(observation)) return action;
  const Step& step = *cursor_.step();
  if (const auto* expect = std::get_if<Expect>(&step.what)) {
    if (!names(*expect, judge(*expect, observation, leg.terms())))
      if (auto action = leg.passes_over(observation)) return action;
    return settle_line(leg, *expect, observation);
  }
  if (const auto* optionally = std::get_if<Optionally>(&step.what))
    return observe_optional(leg, *optionally, observation);
  return observe_choice(leg, std::get<Either>(step.what), observation);
}

// Done if its first line takes it, else left out; what came is for the line behind it.
std::optional<Action> Flow::observe_optional(Leg& leg, const Optionally& block,
                                             const Observation& observation) {
  const auto& first = std::get<Expect>(block.steps.front().what);
  const bool begins = names(first, judge(first, observation, leg.terms()));
  cursor_.advance();
  if (!begins) {
    leg.put_back();
    return std::nullopt;
  }
  cursor_.enter(block.steps);
  return settle_line(leg, first, observation);
}

// The first line of each branch chooses.
std::optional<Action> Flow::observe_choice(Leg& leg, const Either& either, const Observation& observation) {
  const Place place{either.span, nullptr, describe(either)};
  std::vector<const Expect*> lines;
  for (const Either::Branch& branch : either.branches) {
    const auto& first = std::get<Expect>(branch.steps.front().what);
    lines.push_back(&first);
    const Judgement judgement = judge(first, observation, leg.terms());
    if (!judgement.alternative) continue;
    if (!names(first, judgement))
      if (auto action = leg.passes_over(observation)) return action;
    if (branch.grade == Grade::tolerated)
      if (auto doubtful = tolerate(leg, place, judgement.got, branch.remark)) return doubtful;
    cursor_.advance();
    cursor_.enter(branch.steps);
    return settle_line(leg, first, observation);
  }
  if (auto action = leg.passes_over(observation)) return action;
  if (auto action = leg.excuses(lines, observation)) return action;
  return fails(leg, place, in_words(observation), {});
}

std::optional<Action> Flow::settle_line(Leg& leg, const Expect& expect, const Observation& observation) {
  book_.reached(&expect);
  const Place place{expect.span, &expect.by, describe(expect)};
  const Judgement judgement = judge(expect, observation, leg.terms());
  if (judgement.lacks_value) return not_applicable();
  if (!judgement.alternative) return leg.misses(expect, place, judgement, observation);
  const Alternative& alternative = expect.alternatives[*judgement.alternative];
  if (alternative.grade == Grade::blocked)
    return blocked(fmt::format("expected {}, got {}", place.expected, judgement.got));
  if (alternative.grade == Grade::tolerated)
    if (auto doubtful = tolerate(leg, place, judgement.got, alternative.remark)) return doubtful;
  leg.took(alternative, observation);
  cursor_.advance();
  return std::nullopt;
}

// A handshake of ours or of the peer's came to its end.
std::optional<Action> Flow::settle(Leg& leg, const HandshakeEnd& end) {
  const TlsSettlement settlement = settle_handshake(*cursor_.step(), end, values_);
  if (settlement.line) book_.reached(settlement.line);
  for (const auto& [place, remark] : settlement.tolerated)
    if (auto doubtful = tolerate(leg, place, end.got, remark)) return doubtful;
  if (settlement.verdict == TlsSettlement::Verdict::fails)
    return fails(leg, settlement.place, end.got, settlement.why);
  if (settlement.verdict == TlsSettlement::Verdict::blocked)
    return blocked(fmt::format("expected {}, got {}", settlement.place.expected, end.got));
  cursor_.advance();
  if (settlement.branch) {
    cursor_.enter(*settlement.branch);
    cursor_.advance();
  }
  return std::nullopt;
}

}  // namespace smtpspec::play
