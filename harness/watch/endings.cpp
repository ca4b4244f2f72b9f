// How a server ends a connection (RFC 5321 section 3.8).
#include "smtp/command.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

using result::Entry;
using result::EntryKind;

// Follows one connection and knows whether its end needs no words, or had them.
class Farewell {
 public:
  void follow(const Entry& entry) {
    if (entry.kind == EntryKind::connected) *this = {};
    if (entry.kind == EntryKind::reply) follow_reply(entry);
    // Whoever may end the connection now is not told by the server's words: our side did it, or fell silent
    // for long, or TLS is at stake, where alerts speak.
    if (entry.kind == EntryKind::ended || entry.kind == EntryKind::silence) by_us_ = true;
    if (entry.kind == EntryKind::tls || entry.kind == EntryKind::tls_failed) excused_ = true;
    // A reply that was begun and cut off is a rule's own business.
    if (entry.kind == EntryKind::stray && !entry.octets.empty()) excused_ = true;
  }
  bool is_due() const { return greeted_ && !said_ && !by_us_ && !excused_; }

 private:
  void follow_reply(const Entry& entry) {
    greeted_ = true;
    excused_ = entry.label == "STARTTLS" && entry.octets.starts_with("220");
    if (entry.octets.starts_with("221") || result::says_goodbye(entry)) said_ = true;
  }

  bool greeted_ = false;
  bool said_ = false;
  bool by_us_ = false;
  bool excused_ = false;
};

// Octets that a server may take for an attack (RFC 5321 section 7.8): lines that end in no CRLF, or hold NUL.
bool may_alarm(const Entry& entry) {
  if (entry.kind != EntryKind::command && entry.kind != EntryKind::content) return false;
  for (std::size_t at = 0; at < entry.octets.size(); ++at) {
    const char one = entry.octets[at];
    const bool behind_cr = at > 0 && entry.octets[at - 1] == '\r';
    if (one == '\0' || (one == '\n' && !behind_cr) || (behind_cr && one != '\n')) return true;
  }
  return false;
}

}  // namespace

void check_ends(const result::Transcript& transcript, Findings& findings) {
  Farewell farewell;
  bool alarmed = false;
  for (std::size_t at = 0; at < transcript.entries().size(); ++at) {
    const Entry& entry = transcript.entries()[at];
    if (entry.kind == EntryKind::connected) alarmed = false;
    alarmed = alarmed || may_alarm(entry);
    const bool ends = entry.kind == EntryKind::closed || entry.kind == EntryKind::reset;
    if (ends) findings.look({"watch/end-unannounced"});
    if (ends && farewell.is_due() && !alarmed)
      findings.note("watch/end-unannounced",
                    {.entry = at,
                     .message = "the server ended the connection without a word",
                     .expected = "221 behind QUIT, or 421",
                     .got = entry.kind == EntryKind::reset ? "a reset of the connection"
                                                           : "the end of the connection"});
    farewell.follow(entry);
  }
}

}  // namespace smtpspec::watch
