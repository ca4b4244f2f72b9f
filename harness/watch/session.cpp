#include "watch/session.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "smtp/command.hpp"
#include "smtp/extensions.hpp"
#include "smtp/limits.hpp"
#include "text/visible.hpp"

namespace smtpspec::watch {
namespace {

using result::Entry;
using result::EntryKind;

std::string_view lines_before_gap(const Entry& entry) {
  if (!is_shortened(entry)) return entry.octets;
  const std::string_view head = std::string_view(entry.octets).substr(0, entry.cut_at);
  const std::size_t last_end = head.rfind('\n');
  return last_end == std::string_view::npos ? head : head.substr(0, last_end + 1);
}

// A CR or LF on its own, a NUL, or a line beyond the limit: how many commands these octets are is the
// server's guess.
bool is_ambiguous(std::string_view octets) {
  std::size_t line_begin = 0;
  for (std::size_t at = 0; at < octets.size(); ++at) {
    if (octets[at] == '\0' || (octets[at] == '\n' && (at == 0 || octets[at - 1] != '\r'))) return true;
    if (octets[at] == '\r' && at + 1 < octets.size() && octets[at + 1] != '\n') return true;
    if (at + 1 - line_begin > smtp::limits::command_line) return true;
    if (octets[at] == '\n') line_begin = at + 1;
  }
  return false;
}

// RFC 6531 section 3.7.4.2: UTF-8 in replies is for VRFY and EXPN that ask for it, each for itself. What MAIL
// asks for is taken to hold for its transaction, in which 251 and 551 name mailboxes (3.7.4.1).
bool decides_on_smtputf8(std::string_view verb) {
  constexpr std::array<std::string_view, 6> verbs = {"MAIL", "VRFY", "EXPN", "RSET", "EHLO", "HELO"};
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

// Whether a reply came in front of a command that has no other, since the server ended the connection behind
// it: a moment later it would have been that command's. Which it was is a matter of microseconds.
bool may_answer_the_next(const std::vector<Entry>& entries, std::size_t at) {
  bool is_followed_by_command = false;
  for (std::size_t next = at + 1; next < entries.size(); ++next) {
    const EntryKind kind = entries[next].kind;
    if (kind == EntryKind::closed || kind == EntryKind::reset) return is_followed_by_command;
    if (kind == EntryKind::command)
      is_followed_by_command = true;
    else if (kind != EntryKind::content && kind != EntryKind::note)
      return false;
  }
  return false;
}

// Follows what the client sent.
class ClientOctets {
 public:
  void follow(const Entry& entry) {
    if (entry.kind == EntryKind::connected) *this = {};
    if (entry.kind == EntryKind::command) {
      const std::string octets = smtp::upper(entry.octets);
      ambiguous_ = ambiguous_ || is_ambiguous(octets);
      chunk_announced_ = octets.find("BDAT") != std::string::npos;
      follow_lines(octets, is_shortened(entry));
    }
    // Octets of a chunk are counted, whatever they are.
    if (entry.kind == EntryKind::content && !chunk_announced_)
      ambiguous_ = ambiguous_ || is_shortened(entry) || is_ambiguous(entry.octets);
    // What a half-close cuts off, a line or mail data behind its 354, may have a reply still.
    if (entry.kind == EntryKind::reply && entry.label == "DATA") {
      in_mail_data_ = entry.octets.starts_with("354");
      // Mail data that was sent with it was none: each line of it may have a reply.
      lines_are_commands_ = lines_are_commands_ || (!in_mail_data_ && content_at_once_);
      content_at_once_ = false;
    }
    if (entry.kind == EntryKind::content) content_at_once_ = true;
    if (entry.kind == EntryKind::reply && entry.label == "content") in_mail_data_ = content_at_once_ = false;
    if (entry.kind == EntryKind::ended) owes_reply_ = in_mail_data_ || !line_.empty();
  }
  bool ambiguous() const { return ambiguous_; }
  bool smtputf8_allowed() const { return smtputf8_allowed_; }
  // Once, unless it is not known how many are owed.
  bool take_owed_reply() { return lines_are_commands_ || std::exchange(owes_reply_, false); }

 private:
  // One group: its replies come when all of it was sent.
  void follow_lines(std::string_view octets, bool shortened) {
    bool asked = shortened, decided = shortened;
    line_ += octets;
    for (std::size_t end = line_.find('\n'); end != line_.npos; end = line_.find('\n')) {
      const std::string line = line_.substr(0, end);
      line_.erase(0, end + 1);
      asked = asked || line.find("SMTPUTF8") != line.npos;
      decided = decided || decides_on_smtputf8(line.substr(0, 4));
    }
    if (asked || decided) smtputf8_allowed_ = asked;
    if (shortened) line_.clear();
  }

  std::string line_;  // that has no end yet
  bool ambiguous_ = false;
  bool smtputf8_allowed_ = false;
  bool chunk_announced_ = false;
  bool in_mail_data_ = false;
  bool owes_reply_ = false;
  bool content_at_once_ = false;  // content that came before the reply to its DATA
  bool lines_are_commands_ = false;
};

}  // namespace

std::string SeenReply::name() const {
  if (label.empty()) return "a reply";
  if (label == "greeting") return "the greeting";
  if (label == "content") return "the reply to the content";
  return "the reply to " + text::visible_cut(label, 40);
}

bool is_shortened(const Entry& entry) {
  return entry.size > entry.octets.size();
}

std::vector<SeenReply> replies_of(const result::Transcript& transcript) {
  std::vector<SeenReply> replies;
  ClientOctets client;
  bool enhanced_codes_offered = false;
  bool authenticated = false;
  for (std::size_t at = 0; at < transcript.entries().size(); ++at) {
    const Entry& entry = transcript.entries()[at];
    client.follow(entry);
    if (entry.kind == EntryKind::connected || entry.kind == EntryKind::tls)
      enhanced_codes_offered = authenticated = false;
    if (entry.kind != EntryKind::reply || entry.octets.empty()) continue;
    replies.push_back({.entry = at,
                       .reply = smtp::read_reply(lines_before_gap(entry)),
                       .shortened = is_shortened(entry),
                       .label = client.ambiguous() ? std::string() : entry.label,
                       .in_tls = entry.in_tls,
                       .asked_for = entry.asked_for || client.take_owed_reply() ||
                                    may_answer_the_next(transcript.entries(), at),
                       .enhanced_codes_offered = enhanced_codes_offered,
                       .authenticated = authenticated,
                       .smtputf8_allowed = client.smtputf8_allowed()});
    const SeenReply& seen = replies.back();
    authenticated = authenticated || seen.reply.code() == 235;
    if (seen.answers("EHLO") && seen.reply.code() == 250)
      enhanced_codes_offered = smtp::parse_extensions(seen.reply).offers("ENHANCEDSTATUSCODES");
  }
  return replies;
}

}  // namespace smtpspec::watch
