#include "watch/session.hpp"

#include "smtp/command.hpp"
#include "smtp/extensions.hpp"
#include "text/visible.hpp"

namespace smtpspec::watch {
namespace {

using result::Entry;
using result::EntryKind;
using result::Side;

bool is_shortened(const Entry& entry) {
  return entry.size > entry.octets.size();
}

std::string_view lines_before_gap(const Entry& entry) {
  if (!is_shortened(entry)) return entry.octets;
  const std::string_view head = std::string_view(entry.octets).substr(0, entry.cut_at);
  const std::size_t last_end = head.rfind('\n');
  return last_end == std::string_view::npos ? head : head.substr(0, last_end + 1);
}

}  // namespace

std::string SeenReply::name() const {
  if (label.empty()) return "a reply";
  if (label == "greeting") return "the greeting";
  if (label == "content") return "the reply to the content";
  return "the reply to " + text::visible_cut(label, 40);
}

std::vector<SeenReply> replies_of(const result::Transcript& transcript) {
  std::vector<SeenReply> replies;
  bool enhanced_codes_offered = false, smtputf8_asked_for = false;
  for (std::size_t at = 0; at < transcript.entries().size(); ++at) {
    const Entry& entry = transcript.entries()[at];
    if (entry.kind == EntryKind::connected) enhanced_codes_offered = smtputf8_asked_for = false;
    if (entry.kind == EntryKind::tls) enhanced_codes_offered = false;
    if (entry.kind == EntryKind::command && entry.side == Side::client)
      smtputf8_asked_for = smtputf8_asked_for || is_shortened(entry) ||
                           smtp::upper(entry.octets).find("SMTPUTF8") != std::string::npos;
    if (entry.kind != EntryKind::reply || entry.octets.empty()) continue;
    replies.push_back({.entry = at,
                       .reply = smtp::read_reply(lines_before_gap(entry)),
                       .shortened = is_shortened(entry),
                       .label = entry.label,
                       .in_tls = entry.in_tls,
                       .asked_for = entry.asked_for,
                       .enhanced_codes_offered = enhanced_codes_offered,
                       .smtputf8_asked_for = smtputf8_asked_for});
    const SeenReply& seen = replies.back();
    if (seen.answers("EHLO") && seen.reply.code() == 250)
      enhanced_codes_offered = smtp::parse_extensions(seen.reply).offers("ENHANCEDSTATUSCODES");
  }
  return replies;
}

}  // namespace smtpspec::watch
