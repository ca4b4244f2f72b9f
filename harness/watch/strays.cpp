#include <fmt/format.h>

#include "smtp/command.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

using result::Entry;
using result::EntryKind;
using result::Side;

bool is_from_server(const Entry& entry) {
  return entry.kind == EntryKind::reply || entry.kind == EntryKind::stray;
}

bool ends_session(const Entry& entry) {
  return entry.kind == EntryKind::closed || entry.kind == EntryKind::reset || entry.kind == EntryKind::ended;
}

// Follows a session entry by entry and knows when clear text has no place.
class ClearText {
 public:
  // Whether the entry is clear text from the server where none may be.
  enum class Place { allowed, before_handshake };

  Place place_of(const Entry& entry) {
    if (entry.kind == EntryKind::connected) *this = {};
    if (entry.kind == EntryKind::command && entry.side == Side::client) note_command(entry);
    if (entry.kind == EntryKind::tls || entry.kind == EntryKind::tls_failed) handshake_due_ = false;
    if (ends_session(entry)) over_ = true;
    if (!is_from_server(entry) || entry.in_tls || over_) return Place::allowed;
    if (handshake_due_) return result::says_goodbye(entry) ? Place::allowed : Place::before_handshake;
    // A client that sent more behind STARTTLS invited a reply to it: that is a scenario's business.
    const bool ready =
        entry.kind == EntryKind::reply && entry.label == "STARTTLS" && entry.octets.starts_with("220");
    handshake_due_ = ready && !more_behind_starttls_;
    was_due_ = was_due_ || handshake_due_;
    return Place::allowed;
  }

  // A handshake was due at some time.
  bool was_due() const { return was_due_; }

 private:
  void note_command(const Entry& entry) {
    constexpr std::string_view verb = "STARTTLS";
    const std::string octets = smtp::upper(entry.octets);
    const std::size_t at = octets.find(verb);
    if (at == std::string::npos) {
      more_behind_starttls_ = true;
      handshake_due_ = false;
      return;
    }
    const std::size_t end = octets.find('\n', at);
    more_behind_starttls_ = end != std::string::npos && end + 1 < octets.size();
  }

  bool more_behind_starttls_ = false;
  bool was_due_ = false;
  bool handshake_due_ = false;
  bool over_ = false;
};

// Octets that never became a reply are the target's own doing if it closed or fell silent behind them.
bool is_incomplete_reply(const std::vector<Entry>& entries, std::size_t at) {
  if (entries[at].kind != EntryKind::stray || entries[at].octets.empty()) return false;
  const auto is_end = [](const Entry& entry) {
    return entry.kind == EntryKind::closed || entry.kind == EntryKind::silence;
  };
  const bool after_end = at > 0 && is_end(entries[at - 1]);
  return after_end || (at + 1 < entries.size() && is_end(entries[at + 1]));
}

}  // namespace

void check_silence(const result::Transcript& transcript, Findings& findings) {
  const std::vector<Entry>& entries = transcript.entries();
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const Entry& entry = entries[at];
    // Without a label it is not certain that a whole command was sent.
    if (entry.kind != EntryKind::silence || entry.label.empty()) continue;
    findings.note("watch/command-unanswered", {.entry = at,
                                               .message = "no reply came to " + entry.label,
                                               .expected = "a reply to " + entry.label,
                                               .got = "nothing before the deadline"});
  }
}

void check_strays(const result::Transcript& transcript, Findings& findings) {
  const std::vector<Entry>& entries = transcript.entries();
  ClearText clear_text;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto note = [&](std::string_view rule, std::string_view message, std::string_view expected) {
      findings.note(rule, {.entry = at,
                           .message = std::string(message),
                           .expected = std::string(expected),
                           .got = shown(entries[at].octets)});
    };
    switch (clear_text.place_of(entries[at])) {
      case ClearText::Place::before_handshake:
        note("watch/clear-before-handshake", "clear text came behind the 220 to STARTTLS",
             "the TLS handshake");
        break;
      case ClearText::Place::allowed:
        if (is_incomplete_reply(entries, at))
          note("watch/incomplete-reply", "a reply was begun and not finished", "a whole reply");
        break;
    }
    if (clear_text.was_due()) findings.look({"watch/clear-before-handshake"});
  }
}

}  // namespace smtpspec::watch
