// What a finding means: a failure, a remark, or nothing that can be said about the rule.
#include <fmt/format.h>

#include <algorithm>

#include "play/flow/flow.hpp"
#include "play/flow/leg.hpp"
#include "play/judging/descriptions.hpp"
#include "play/material/login_first.hpp"
#include "play/material/needs.hpp"
#include "smtp/command.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {

using result::Finding;
using result::Outcome;

namespace {

// Whether a content was sent, or may have been.
bool carries_content(const result::Transcript& transcript) {
  return std::any_of(
      transcript.entries().begin(), transcript.entries().end(), [](const result::Entry& entry) {
        return (entry.kind == result::EntryKind::reply && entry.octets.starts_with("354")) ||
               (entry.kind == result::EntryKind::command && smtp::upper(entry.octets).starts_with("BDAT"));
      });
}

// The last thing said, if it is that a login, or the TLS that it needs, has to come first (RFC 4954 section
// 6, RFC 3207 section 4), to somebody who has not logged in.
const result::Entry* waits_for_a_login(const result::Transcript& transcript) {
  const auto& entries = transcript.entries();
  const auto is_reply = [](const result::Entry& entry) {
    return entry.kind == result::EntryKind::reply;
  };
  const auto last = std::find_if(entries.rbegin(), entries.rend(), is_reply);
  const bool is_logged_in = std::any_of(entries.begin(), entries.end(), [&](const result::Entry& entry) {
    return is_reply(entry) && entry.octets.starts_with("235");
  });
  const bool waits = last != entries.rend() && last->octets.starts_with("530") && !is_logged_in;
  return waits ? &*last : nullptr;
}

// Whether the finding is a reply to NOOP, in a scenario that asks for it to see something else by it. What is
// about NOOP cites its section, or the list of the commands that each server must have.
bool is_seen_by_noop(const Finding& finding, const scenario::Scenario& scenario,
                     const result::Transcript& transcript) {
  if (finding.entry >= transcript.entries().size()) return false;
  const result::Entry& entry = transcript.entries()[finding.entry];
  const auto is_about_noop = [](const text::Clause& one) {
    return one.rfc == 5321 && (one.section == "4.1.1.9" || one.section == "4.5.1");
  };
  return entry.kind == result::EntryKind::reply && entry.label == "NOOP" && !is_about_noop(finding.clause) &&
         !is_about_noop(scenario.requirement.clause) &&
         std::none_of(scenario.see.begin(), scenario.see.end(), is_about_noop);
}

}  // namespace

Finding Flow::finding_at(const Leg& leg, const Place& place, const std::string& got) const {
  const std::size_t entry = record_.transcript.empty() ? Finding::no_entry : leg.entry_of_finding();
  return book_.finding(place, got, entry, cursor_.perform());
}

// `watched`: the wire rule that the line itself watches.
Action Flow::fails(const Leg& leg, const Place& place, const std::string& got, const std::string& why,
                   std::string_view watched) {
  Finding finding = finding_at(leg, place, got);
  if (!why.empty()) finding.message += fmt::format(" ({})", why);
  Grounds grounds = leg.grounds();
  grounds.watched = watched;
  return conclude(std::move(finding), grounds);
}

// One cause, one accusation: where a wire rule explains the finding, that rule is the finding; where an
// ordinary message was seen not to work before anything was judged, nothing can be said about an unusual one,
// and where NOOP was, 500 to it is no sign of text that was run as a command.
Action Flow::conclude(Finding finding, const Grounds& grounds) {
  if (is_in_given()) return blocked(fmt::format("given {}: {}", in_words(scenario_->given), finding.message));
  if (const auto doubt = doubt_about(finding, *scenario_, record_.transcript, grounds); !doubt.empty())
    return blocked(doubt);
  if (const auto& why = facts_.ordinary.noop;
      !why.empty() && is_seen_by_noop(finding, *scenario_, record_.transcript))
    return blocked(why);
  if (const auto& why = facts_.ordinary.message; !why.empty() && carries_content(record_.transcript))
    return blocked(fmt::format("{} ({})", why, finding.message));
  return finish(book_.conclude(std::move(finding)), {});
}

std::optional<Action> Flow::tolerate(const Leg& leg, const Place& place, const std::string& got,
                                     const std::string& remark) {
  Finding finding = finding_at(leg, place, got);
  if (const auto doubt = doubt_about(finding, *scenario_, record_.transcript, leg.grounds()); !doubt.empty())
    return blocked(doubt);
  book_.tolerate(std::move(finding), got, remark);
  return std::nullopt;
}

// A state that is not reached because of what the peer does not offer, or does for nobody who has not logged
// in: the scenario is not for it.
Action Flow::blocked(const std::string& why) {
  if (is_in_given())
    if (auto unmet = unmet_need(*scenario_, offers_, facts_)) return finish(Outcome::not_applicable, *unmet);
  const result::Entry* refusal =
      facts_.facts.contains(login_first) ? waits_for_a_login(record_.transcript) : nullptr;
  if (refusal)
    return finish(
        Outcome::not_applicable,
        fmt::format("this server wants a login first, and the rule is about a session without one: {}",
                    text::visible(refusal->octets)));
  return finish(Outcome::blocked, why);
}

Action Flow::not_applicable() {
  const auto& missing = values_.missing();
  return finish(Outcome::not_applicable, missing ? missing->why : "a value is missing");
}

}  // namespace smtpspec::play
