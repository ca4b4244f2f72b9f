// What the keywords MT-PRIORITY, FUTURERELEASE and BURL are offered with, and what is told of a changed
// priority.
#include <fmt/format.h>

#include <algorithm>

#include "smtp/extensions.hpp"
#include "smtp/submission_values.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

void note_keyword(Findings& findings, std::string_view rule, const SeenReply& seen,
                  const smtp::Extension& offer, std::string_view expected) {
  findings.note(rule,
                {.entry = seen.entry,
                 .message = fmt::format("the reply to EHLO offers {} with something else", offer.keyword),
                 .expected = std::string(expected),
                 .got = shown(fmt::format("{} {}", offer.keyword, fmt::join(offer.parameters, " ")))});
}

// RFC 6710 section 7.
void check_policy(const SeenReply& seen, const smtp::Extension& offer, Findings& findings) {
  findings.look({"watch/mt-priority-policy-malformed"});
  const auto& parameters = offer.parameters;
  if (parameters.empty() || (parameters.size() == 1 && smtp::is_priority_policy(parameters.front()))) return;
  note_keyword(findings, "watch/mt-priority-policy-malformed", seen, offer,
               "MT-PRIORITY, or MT-PRIORITY and the name of a policy");
}

// RFC 4865 section 3 (2) and (3).
void check_hold_limits(const SeenReply& seen, const smtp::Extension& offer, Findings& findings) {
  findings.look({"watch/futurerelease-malformed"});
  if (!smtp::parse_hold_limits(offer.parameters))
    note_keyword(findings, "watch/futurerelease-malformed", seen, offer,
                 "FUTURERELEASE, seconds and a date-time in UTC");
}

// RFC 4468 section 3.5 and 4.
void check_burl(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings) {
  const smtp::Extension* offer = extensions.find("BURL");
  if (!offer) return;
  findings.look({"watch/burl-parameter-malformed", "watch/burl-without-8bitmime"});
  if (!std::all_of(offer->parameters.begin(), offer->parameters.end(), smtp::is_burl_parameter))
    note_keyword(findings, "watch/burl-parameter-malformed", seen, *offer,
                 "imap, imap:// and an authority, or words of others");
  if (!seen.shortened && !extensions.offers("8BITMIME"))
    note_keyword(findings, "watch/burl-without-8bitmime", seen, *offer, "BURL and 8BITMIME");
}

// priority-value SP text, behind the enhanced code.
bool tells_priority(std::string_view text) {
  text.remove_prefix(std::min(text.find(' '), text.size()));
  if (text.empty()) return false;
  text.remove_prefix(1);
  const std::size_t blank = text.find(' ');
  return blank != text.npos && blank + 1 < text.size() && smtp::parse_priority(text.substr(0, blank));
}

}  // namespace

void check_submission_extensions(const SeenReply& seen, const smtp::Extensions& extensions,
                                 Findings& findings) {
  if (const auto* offer = extensions.find("MT-PRIORITY")) check_policy(seen, *offer, findings);
  if (const auto* offer = extensions.find("FUTURERELEASE")) check_hold_limits(seen, *offer, findings);
  check_burl(seen, extensions, findings);
}

// RFC 6710 section 4.1. The code has no other meaning in the registry.
void check_changed_priority(const SeenReply& seen, Findings& findings) {
  if (!seen.enhanced_codes_offered || seen.shortened || seen.reply.lines.empty()) return;
  if (!seen.asked_for || !seen.reply.positive()) return;
  const std::string& text = seen.reply.lines.front().text;
  if (!seen.reply.enhanced_status() || text.substr(1, 4) != ".3.6") return;
  if (text.size() > 5 && text[5] != ' ') return;
  findings.look({"watch/changed-priority-untold"});
  if (tells_priority(text)) return;
  findings.note("watch/changed-priority-untold",
                {.entry = seen.entry,
                 .message = fmt::format("{} does not say which priority the message has now", seen.name()),
                 .expected = "behind the enhanced code the priority, a blank and a text",
                 .got = shown(seen.reply.octets())});
}

}  // namespace smtpspec::watch
