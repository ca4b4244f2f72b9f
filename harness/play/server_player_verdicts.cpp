#include <fmt/format.h>

#include <algorithm>

#include "play/delivered_content.hpp"
#include "play/descriptions.hpp"
#include "play/octet_source.hpp"
#include "play/server_player.hpp"
#include "scenario/matcher.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {

using namespace scenario;
using result::Finding;
using result::Outcome;

namespace {

bool is_seven_bit(std::string_view content) {
  return std::all_of(content.begin(), content.end(), [](char octet) { return (octet & 0x80) == 0; });
}

}  // namespace

// What a `never` line speaks of.
std::optional<ServerAction> ServerPlayer::forbidden(const Unit& unit) {
  for (const Never* never : never_) {
    if (!never->command || command_mismatch(*never->command, unit, values_)) continue;
    book_.reached(never);
    judged_ = unit.entry;
    return fails({never->span, &never->by, "never " + describe(*never->command)}, in_words(unit), {});
  }
  return std::nullopt;
}

Finding ServerPlayer::finding_at(const Place& place, const std::string& got) const {
  const auto& transcript = session_.transcript();
  const std::size_t entry = judged_              ? *judged_
                            : transcript.empty() ? Finding::no_entry
                                                 : session_.last_entry();
  return book_.finding(place, got, entry, cursor_.perform());
}

ServerAction ServerPlayer::fails(const Place& place, const std::string& got, const std::string& why) {
  Finding finding = finding_at(place, got);
  if (!why.empty()) finding.message += fmt::format(" ({})", why);
  if (phase_ == Phase::given)
    return blocked(fmt::format("given {}: {}", play::in_words(scenario_->given), finding.message));
  if (auto doubtful = doubts(finding)) return std::move(*doubtful);
  return finish(book_.conclude(std::move(finding)), {});
}

// Where a wire rule explains the finding: the reference server's own refusals belong to its grounds.
std::optional<ServerAction> ServerPlayer::doubts(const Finding& finding) {
  const auto doubt = doubt_about(finding, *scenario_, session_.transcript(), {.entries = refused_});
  return doubt.empty() ? std::nullopt : std::optional(blocked(doubt));
}

ServerAction ServerPlayer::blocked(const std::string& why) {
  return finish(Outcome::blocked, why);
}

ServerAction ServerPlayer::not_applicable() {
  const auto& missing = values_.missing();
  return finish(Outcome::not_applicable, missing ? missing->why : "a value is missing");
}

std::optional<ServerAction> ServerPlayer::tolerate(const Place& place, const std::string& got,
                                                   const std::string& remark) {
  Finding finding = finding_at(place, got);
  if (auto doubtful = doubts(finding)) return doubtful;
  book_.tolerate(std::move(finding), got, remark);
  return std::nullopt;
}

// A fresh source of what the client was to send.
OctetSourcePtr ServerPlayer::submitted(const scenario::Received& received) {
  return received.content.empty() ? octets_in_memory(order_.message)
                                  : values_.content(received.content, false);
}

// What a client makes of a message before it sends it, is its own (RFC 6409 section 8). An empty line at the
// end breaks RFC 5321 4.1.1.4, and no other rule.
bool ServerPlayer::is_of_another_form(const ContentDifference& difference,
                                      const std::optional<text::Clause>& by) const {
  const text::Clause& clause = by ? *by : scenario_->requirement.clause;
  const bool is_about_its_end = clause.rfc == 5321 && clause.section == "4.1.1.4";
  return !difference.body.empty() &&
         (difference.is_written_anew() || (difference.empty_lines_more && !is_about_its_end));
}

// Mail data where a content was expected: why it can't be judged, in words; empty if it can.
std::string ServerPlayer::another_form_of(const Expect& expect, const ClientObservation& observation) {
  const auto* unit = std::get_if<Unit>(&observation);
  if (!unit || unit->kind != Unit::Kind::mail_data) return {};
  for (const Alternative& one : expect.alternatives) {
    const auto* data = std::get_if<MailDataExpected>(&one.what);
    if (!data || data->what != MailDataExpected::What::content) continue;
    const OctetSourcePtr source = values_.content(data->content, false);
    if (!source) continue;
    const ContentDifference difference = compare_contents(*source, unit->content, false);
    if (is_of_another_form(difference, expect.by)) return difference.in_words();
  }
  return {};
}

// It left a server that said nothing out of the ordinary, for a reason of its own.
bool ServerPlayer::gave_up_before_mail_data() const {
  if (scripted_ || serving_->has_changed_one() || (ended_ && ended_->told == Told::delivered)) return false;
  const auto& entries = session_.transcript().entries();
  return std::none_of(entries.begin(), entries.end(), [](const result::Entry& entry) {
    const std::string octets = smtp::upper(entry.octets);
    return entry.kind == result::EntryKind::command &&
           (octets.starts_with("DATA") || octets.starts_with("BDAT"));
  });
}

std::optional<ServerAction> ServerPlayer::judge(const scenario::Received& received) {
  book_.reached(&received);
  const auto& accepted = session_.accepted_contents();
  const Place place{received.span, &received.by, describe(received)};
  const std::string count = fmt::format("{} message{}", accepted.size(), accepted.size() == 1 ? "" : "s");
  if (received.what == scenario::Received::What::nothing)
    return accepted.empty() ? std::nullopt : std::optional(fails(place, count, {}));
  if (received.what == scenario::Received::What::seven_bit) {
    const bool ascii = std::all_of(accepted.begin(), accepted.end(), is_seven_bit);
    return ascii ? std::nullopt : std::optional(fails(place, "octets beyond ASCII", {}));
  }
  if (accepted.empty() && gave_up_before_mail_data())
    return blocked(fmt::format("the client never came to mail data: {}", told_in_words()));
  if (accepted.size() != 1) return fails(place, count, {});
  const OctetSourcePtr source = submitted(received);
  if (!source) return not_applicable();
  const ContentDifference difference = compare_contents(*source, accepted.front(), false);
  if (!difference.header.empty())
    session_.note("the message came with a header section of its own: " + difference.header);
  if (difference.body.empty()) return std::nullopt;
  // The short message of the harness: that it arrives as it is, is the business of rules about contents.
  const bool is_ours = received.content.empty() && scenario_->submission.message.empty();
  if (is_ours || is_of_another_form(difference, received.by))
    return blocked(fmt::format("a message that differs was accepted ({})", difference.in_words()));
  return fails(place, "a message that differs", difference.body);
}

std::optional<ServerAction> ServerPlayer::judge(const Finally& last) {
  book_.reached(&last);
  const Place place{last.span, &last.by, describe(last)};
  if (!ended_) return fails(place, fmt::format("no end within {} ms", facts_.deadlines.client.count()), {});
  const Told told = ended_->told;
  const bool accepted = !session_.accepted_contents().empty();
  // Whatever it did wrong before, and whatever the scenario's level is: it knows that nothing was taken.
  if (told == Told::delivered && !accepted) {
    Finding finding = finding_at(place, told_in_words());
    finding.message += " (nothing was accepted of it)";
    if (!binds(finding.clause.level)) finding.clause = {5321, "4.2.5", text::Level::states};
    return finish(book_.conclude(std::move(finding)), {});
  }
  for (const Finally::Alternative& one : last.alternatives) {
    const bool undecided = (told == Told::failed && one.told != Told::delivered) ||
                           (one.told == Told::failed && told != Told::delivered);
    if (one.told != told && !undecided) continue;
    return one.grade == Grade::tolerated ? tolerate(place, told_in_words(), one.remark) : std::nullopt;
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
