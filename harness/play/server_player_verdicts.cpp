#include <fmt/format.h>

#include <algorithm>

#include "play/delivered_content.hpp"
#include "play/descriptions.hpp"
#include "play/octet_source.hpp"
#include "play/server_player.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Finding;
using result::Outcome;

// What a `never` line speaks of.
std::optional<ServerAction> ServerPlayer::forbidden(const Unit& unit) {
  for (const Never* never : never_) {
    if (!never->command || command_mismatch(*never->command, unit, values_)) continue;
    book_.reached(never);
    return fails({never->span, &never->by, "never " + describe(*never->command)}, in_words(unit), {});
  }
  return std::nullopt;
}

ServerAction ServerPlayer::fails(const Place& place, const std::string& got, const std::string& why) {
  const std::size_t entry = session_.transcript().empty() ? Finding::no_entry : session_.last_entry();
  Finding finding = book_.finding(place, got, entry, cursor_.perform());
  if (!why.empty()) finding.message += fmt::format(" ({})", why);
  if (phase_ == Phase::given)
    return blocked(fmt::format("given {}: {}", play::in_words(scenario_->given), finding.message));
  return finish(book_.conclude(std::move(finding)), {});
}

ServerAction ServerPlayer::blocked(const std::string& why) {
  return finish(Outcome::blocked, why);
}

ServerAction ServerPlayer::not_applicable() {
  const auto& missing = values_.missing();
  return finish(Outcome::not_applicable, missing ? missing->why : "a value is missing");
}

void ServerPlayer::tolerate(const Place& place, const std::string& got, const std::string& remark) {
  const std::size_t entry = session_.transcript().empty() ? Finding::no_entry : session_.last_entry();
  book_.tolerate(book_.finding(place, got, entry, cursor_.perform()), got, remark);
}

std::optional<ServerAction> ServerPlayer::judge(const scenario::Received& received) {
  book_.reached(&received);
  const auto& accepted = session_.accepted_contents();
  const Place place{received.span, &received.by, describe(received)};
  const std::string count = fmt::format("{} message{}", accepted.size(), accepted.size() == 1 ? "" : "s");
  if (received.what == scenario::Received::What::nothing)
    return accepted.empty() ? std::nullopt : std::optional(fails(place, count, {}));
  if (accepted.size() != 1) return fails(place, count, {});
  if (received.what == scenario::Received::What::seven_bit) {
    const bool ascii = std::all_of(accepted.front().begin(), accepted.front().end(),
                                   [](char octet) { return (octet & 0x80) == 0; });
    return ascii ? std::nullopt : std::optional(fails(place, "octets beyond ASCII", {}));
  }
  const OctetSourcePtr source =
      received.content.empty() ? octets_in_memory(order_.message) : values_.content(received.content, false);
  if (!source) return not_applicable();
  const std::string difference = content_difference(*source, accepted.front(), false);
  if (difference.empty()) return std::nullopt;
  return fails(place, "a message that differs", difference);
}

std::optional<ServerAction> ServerPlayer::judge(const Finally& last) {
  book_.reached(&last);
  const Place place{last.span, &last.by, describe(last)};
  if (!ended_) return fails(place, fmt::format("no end within {} ms", facts_.deadlines.client.count()), {});
  const Told told = ended_->told;
  const bool accepted = !session_.accepted_contents().empty();
  if (told == Told::delivered && !accepted)
    return fails(place, told_in_words(), "nothing was accepted of it");
  for (const Finally::Alternative& one : last.alternatives) {
    const bool undecided = (told == Told::failed && one.told != Told::delivered) ||
                           (one.told == Told::failed && told != Told::delivered);
    if (one.told != told && !undecided) continue;
    if (one.grade == Grade::tolerated) tolerate(place, told_in_words(), one.remark);
    return std::nullopt;
  }
  return fails(place, told_in_words(), {});
}

// "deferred (exited with status 75)"
std::string ServerPlayer::told_in_words() const {
  if (!ended_) return "nothing";
  return ended_->how.empty() ? std::string(name_of(ended_->told))
                             : fmt::format("{} ({})", name_of(ended_->told), ended_->how);
}

}  // namespace smtpspec::play
