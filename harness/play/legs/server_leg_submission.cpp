// What became of a submission: what was accepted of the client, and what it told its caller.
#include <fmt/format.h>

#include <algorithm>

#include "ledger/citation.hpp"
#include "play/judging/descriptions.hpp"
#include "play/legs/server_leg.hpp"
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

// What a client makes of a message before it sends it, is its own (RFC 6409 section 8). An empty line at the
// end breaks RFC 5321 4.1.1.4, and no other rule.
bool ServerLeg::is_of_another_form(const ContentDifference& difference,
                                   const std::optional<text::Clause>& by) const {
  const text::Clause& clause = by ? *by : flow().scenario().requirement.clause;
  const bool is_about_its_end = clause.rfc == 5321 && clause.section == "4.1.1.4";
  return !difference.body.empty() &&
         (difference.is_written_anew() || (difference.empty_lines_more && !is_about_its_end));
}

// RFC 3030 section 3: what a client makes of binary content for a server that takes none.
bool ServerLeg::is_about_conversion(const std::optional<text::Clause>& by) const {
  const text::Clause& clause = by ? *by : flow().scenario().requirement.clause;
  return clause.rfc == 3030 && clause.section.starts_with('3');
}

// It left a server that said nothing out of the ordinary, for a reason of its own.
bool ServerLeg::gave_up_before_mail_data() const {
  if (is_turned_ || scripted_ || serving_->has_changed_one() || (ended_ && ended_->told == Told::delivered))
    return false;
  const auto& entries = session_.transcript().entries();
  return std::none_of(entries.begin(), entries.end(), [](const result::Entry& entry) {
    const std::string octets = smtp::upper(entry.octets);
    return entry.kind == result::EntryKind::command &&
           (octets.starts_with("DATA") || octets.starts_with("BDAT"));
  });
}

// A fresh source of what the client was to send.
OctetSourcePtr ServerLeg::submitted(const scenario::Received& received) {
  return received.content.empty() ? octets_in_memory(order_.message)
                                  : flow().values().content(received.content, false);
}

// Where the roles were turned, other mail may wait too: that of the case is told by its own token.
std::vector<std::string_view> ServerLeg::accepted_for(const scenario::Received& received) {
  const std::vector<std::string>& contents = session_.accepted_contents();
  std::vector<std::string_view> accepted(contents.begin(), contents.end());
  const OctetSourcePtr source = is_turned_ && !received.content.empty() ? submitted(received) : nullptr;
  if (!source) return accepted;
  const std::string line = recognizable_line(*source, flow().values().variable("case").value_or(""));
  std::erase_if(accepted, [&](std::string_view one) { return one.find(line) == one.npos; });
  return accepted;
}

std::optional<Action> ServerLeg::judge(const scenario::Received& received) {
  flow().book().reached(&received);
  const auto accepted = accepted_for(received);
  const Place place{received.span, &received.by, describe(received)};
  const std::string count = fmt::format("{} message{}", accepted.size(), accepted.size() == 1 ? "" : "s");
  if (received.what == scenario::Received::What::nothing)
    return accepted.empty() ? std::nullopt : std::optional(flow().fails(*this, place, count, {}));
  if (received.what == scenario::Received::What::seven_bit) {
    const bool ascii = std::all_of(accepted.begin(), accepted.end(), is_seven_bit);
    return ascii ? std::nullopt : std::optional(flow().fails(*this, place, "octets beyond ASCII", {}));
  }
  if (accepted.empty() && gave_up_before_mail_data())
    return flow().blocked(fmt::format("the client never came to mail data: {}", told_in_words()));
  if (accepted.size() != 1) return flow().fails(*this, place, count, {});
  const OctetSourcePtr source = submitted(received);
  if (!source) return flow().not_applicable();
  const ContentDifference difference = compare_contents(*source, accepted.front(), false);
  if (!difference.header.empty())
    session_.note("the message came with a header section of its own: " + difference.header);
  if (difference.body.empty()) return std::nullopt;
  if (is_about_conversion(received.by) && difference.decodes_to_the_same) {
    if (difference.several_parts) return flow().fails(*this, place, "parts that are encoded as one", {});
    return *difference.decodes_to_the_same
               ? std::nullopt
               : std::optional(
                     flow().fails(*this, place, "a message that decodes to another", difference.body));
  }
  // The short message of the harness: that it arrives as it is, is the business of rules about contents.
  const bool is_ours = received.content.empty() && flow().scenario().submission.message.empty();
  if (is_ours || is_of_another_form(difference, received.by))
    return flow().blocked(fmt::format("a message that differs was accepted ({})", difference.in_words()));
  return flow().fails(*this, place, "a message that differs", difference.body);
}

std::optional<Action> ServerLeg::judge(const Finally& last) {
  flow().book().reached(&last);
  const Place place{last.span, &last.by, describe(last)};
  if (!ended_)
    return flow().fails(*this, place, fmt::format("no end within {} ms", deadlines().client.count()), {});
  const Told told = ended_->told;
  const bool accepted = !session_.accepted_contents().empty();
  // Whatever it did wrong before, and whatever the scenario's level is: it knows that nothing was taken.
  if (told == Told::delivered && !accepted) {
    Finding finding = flow().finding_at(*this, place, told_in_words());
    finding.message += " (nothing was accepted of it)";
    if (!binds(finding.clause.level)) finding.clause = ledger::clause_of("rfc5321/2.1-1");
    return flow().finish(flow().book().conclude(std::move(finding)), {});
  }
  for (const Finally::Alternative& one : last.alternatives) {
    const bool undecided = (told == Told::failed && one.told != Told::delivered) ||
                           (one.told == Told::failed && told != Told::delivered);
    if (one.told != told && !undecided) continue;
    return one.grade == Grade::tolerated ? flow().tolerate(*this, place, told_in_words(), one.remark)
                                         : std::nullopt;
  }
  return flow().fails(*this, place, told_in_words(), {});
}

// "deferred (exited with status 75)"
std::string ServerLeg::told_in_words() const {
  if (!ended_) return "nothing";
  return ended_->how.empty() ? std::string(name_of(ended_->told))
                             : fmt::format("{} ({})", name_of(ended_->told), ended_->how);
}

}  // namespace smtpspec::play
