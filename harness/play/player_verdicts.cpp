#include <fmt/format.h>

#include "play/delivered_content.hpp"
#include "play/descriptions.hpp"
#include "play/player.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Finding;
using result::Outcome;
using result::Weight;

namespace {

// Whether a sentence of this level, not followed, makes a target non-conforming.
bool binds(text::Level level) {
  return level == text::Level::must || level == text::Level::must_not || level == text::Level::states;
}

}  // namespace

text::Clause Player::clause_of(const Place& place) const {
  if (const Perform* perform = cursor_.perform(); perform && perform->by) return *perform->by;
  return place.by && *place.by ? **place.by : scenario_->requirement.clause;
}

Finding Player::finding_at(const Place& place, const std::string& got) const {
  Finding finding{.id = "expectation",
                  .clause = clause_of(place),
                  .expected = place.expected,
                  .got = got,
                  .span = place.span};
  finding.message = fmt::format("expected {}, got {}", place.expected, got);
  if (const Perform* perform = cursor_.perform()) {
    finding.span = perform->span;
    finding.message = fmt::format("in '{}': {}", perform->name, finding.message);
  }
  if (!session_.transcript().empty()) finding.entry = session_.last_entry();
  return finding;
}

Action Player::fails(const Place& place, const std::string& got, const std::string& why) {
  Finding finding = finding_at(place, got);
  if (!why.empty()) finding.message += fmt::format(" ({})", why);
  return conclude(std::move(finding));
}

// Silence, a close or garbage where a reply must be: whatever the scenario's own level is, that is a
// violation.
Action Player::breaks_off(const Place& place, const std::string& got, text::Clause clause) {
  Finding finding = finding_at(place, got);
  if (!binds(finding.clause.level)) finding.clause = std::move(clause);
  return conclude(std::move(finding));
}

Action Player::conclude(Finding finding) {
  if (phase_ == Phase::given)
    return blocked(fmt::format("given {}: {}", in_words(scenario_->given), finding.message));
  finding.weight = binds(finding.clause.level) ? Weight::violation : Weight::tolerated;
  const Outcome outcome = finding.weight == Weight::violation ? Outcome::fail : Outcome::tolerated;
  result_.findings.insert(result_.findings.begin(), std::move(finding));
  return finish(outcome, {});
}

Action Player::blocked(const std::string& why) {
  if (phase_ == Phase::given)
    if (auto unmet = unmet_need(*scenario_, offers_, facts_)) return finish(Outcome::not_applicable, *unmet);
  return finish(Outcome::blocked, why);
}

Action Player::not_applicable() {
  const auto& missing = values_.missing();
  return finish(Outcome::not_applicable, missing ? missing->why : "a value is missing");
}

void Player::tolerate(const Place& place, const std::string& got, const std::string& remark) {
  Finding finding = finding_at(place, got);
  finding.weight = Weight::tolerated;
  finding.reason = remark;
  finding.message = remark.empty() ? fmt::format("tolerated: {}", got) : remark;
  if (result_.outcome == Outcome::pass) result_.outcome = Outcome::tolerated;
  result_.findings.push_back(std::move(finding));
}

Action Player::ask_delivery(const Delivered& step) {
  const OctetSourcePtr source = values_.content(step.content, false);
  if (!source) return not_applicable();
  waiting_ = Waiting::delivery;
  return AskDelivery{recognizable_line(*source, facts_.variables["case"]), step.nothing ? 0U : 1U,
                     facts_.deadlines.delivery};
}

Action Player::delivered(const Event& event) {
  const auto& step = std::get<Delivered>(cursor_.step()->what);
  const auto& answer = std::get<DeliveryAnswer>(event.what);
  if (!answer.available) {
    session_.note("the target's deliveries can't be read here: not looked for");
    reached(&step);
    cursor_.advance();
    return next();
  }
  reached(&step);
  const Place place{step.span, &step.by, describe(step)};
  const std::size_t wanted = step.nothing ? 0 : 1;
  if (answer.messages.size() != wanted)
    return fails(place,
                 fmt::format("{} message{}", answer.messages.size(), answer.messages.size() == 1 ? "" : "s"),
                 {});
  if (!step.nothing) {
    const OctetSourcePtr source = values_.content(step.content, false);
    if (!source) return not_applicable();
    const std::string difference = content_difference(*source, answer.messages.front(), answer.lf_line_ends);
    if (!difference.empty()) return fails(place, "a message that differs", difference);
  }
  cursor_.advance();
  return next();
}

}  // namespace smtpspec::play
