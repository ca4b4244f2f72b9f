#include <fmt/format.h>

#include "play/delivered_content.hpp"
#include "play/descriptions.hpp"
#include "play/player.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Finding;
using result::Outcome;

Finding Player::finding_at(const Place& place, const std::string& got) const {
  const std::size_t entry = session_.transcript().empty() ? Finding::no_entry : session_.last_entry();
  return book_.finding(place, got, entry, cursor_.perform());
}

Action Player::fails(const Place& place, const std::string& got, const std::string& why,
                     const Grounds& grounds) {
  Finding finding = finding_at(place, got);
  if (!why.empty()) finding.message += fmt::format(" ({})", why);
  return conclude(std::move(finding), grounds);
}

// Silence, a close or garbage where a reply must be: whatever the scenario's own level is, that is a
// violation.
Action Player::breaks_off(const Place& place, const std::string& got, text::Clause clause) {
  Finding finding = finding_at(place, got);
  if (!binds(finding.clause.level)) finding.clause = std::move(clause);
  return conclude(std::move(finding));
}

Action Player::conclude(Finding finding, const Grounds& grounds) {
  if (phase_ == Phase::given)
    return blocked(fmt::format("given {}: {}", in_words(scenario_->given), finding.message));
  if (const auto doubt = doubt_about(finding, *scenario_, session_.transcript(), grounds); !doubt.empty())
    return blocked(doubt);
  return finish(book_.conclude(std::move(finding)), {});
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

// Nothing: the case goes on.
std::optional<Action> Player::tolerate(const Place& place, const std::string& got,
                                       const std::string& remark) {
  Finding finding = finding_at(place, got);
  if (const auto doubt = doubt_about(finding, *scenario_, session_.transcript()); !doubt.empty())
    return blocked(doubt);
  book_.tolerate(std::move(finding), got, remark);
  return std::nullopt;
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
    book_.reached(&step);
    cursor_.advance();
    return next();
  }
  book_.reached(&step);
  const Place place{step.span, &step.by, describe(step)};
  const std::size_t wanted = step.nothing ? 0 : 1;
  if (!answer.undecided.empty() && answer.messages.size() <= wanted)
    return blocked(fmt::format("expected {}, but {}", place.expected, answer.undecided));
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
