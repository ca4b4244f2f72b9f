// Transcript: everything both sides of a session said, octet-exact and timed, in bounded memory.
//
// The wire rules (watch/) are functions of it; every report shows it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::result {

enum class Side { client, server, relay };  // who acted is never the relay: it is a client or a server

enum class EntryKind {
  connected,  // the TCP connection stands; `octets` names the address
  command,    // the client's side wrote: command lines, or octets in their place
  content,    // the client's side wrote mail data or a chunk
  reply,      // the server's side: one reply, all its lines
  stray,  // the server's side: octets that are no complete reply (at a close, a deadline, before a handshake)
  tls,    // the handshake succeeded; `octets` says version and cipher
  tls_failed,  // it did not; `octets` says why
  closed,      // the target closed the connection (FIN)
  reset,       // the target reset it (RST)
  silence,     // a deadline passed; `octets` says what was waited for
  ended,       // the harness closed the connection; `octets` says how
  note,        // a remark of the harness
};

// The leg of what is said where the roles of client and server were turned on a connection (RFC 2645 section
// 5.3): whoever was the server before is the client there.
inline constexpr std::string_view turned_leg = "turned";

struct Entry {
  EntryKind kind = EntryKind::note;
  Side side = Side::client;         // who acted
  std::string leg;                  // whose conversation, where there are several: "in", "out", "out 2"
  std::chrono::microseconds at{0};  // since the connection was made
  std::string octets;               // at most `entry_limit` octets: head and tail of what was longer
  std::uint64_t size = 0;           // how many octets there were in truth
  std::size_t cut_at = 0;           // if size > octets.size(): the gap lies behind this many octets
  bool in_tls = false;
  bool asked_for = true;  // a reply: somebody waited for it
  std::string label;  // which command a reply answers ("MAIL", "STARTTLS", "BDAT", "content", "greeting"),
                      // upper case; empty if unknown
};

// A reply by which a server shuts the session down, as it may behind any command (RFC 5321 section 3.8).
bool says_goodbye(const Entry& entry);

class Transcript {
 public:
  static constexpr std::size_t entry_limit = 8 * 1024;
  static constexpr std::size_t entries_limit = 4000;

  // Shortens the octets to the limit. Beyond `entries_limit` entries only closing ones are kept and a note
  // says so.
  void add(Entry entry);
  // A transcript as it was stored: nothing is shortened or left out.
  static Transcript restored(std::vector<Entry> entries, std::size_t omitted);

  const std::vector<Entry>& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }
  // Entries that were left out because of the limit.
  std::size_t omitted() const { return omitted_; }

 private:
  std::vector<Entry> entries_;
  std::size_t omitted_ = 0;
};

std::string_view name_of(EntryKind kind);
std::string_view name_of(Side side);  // "server"

}  // namespace smtpspec::result
