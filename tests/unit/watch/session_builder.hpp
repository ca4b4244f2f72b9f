// SessionBuilder: a transcript in the words of a session.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "result/transcript.hpp"
#include "watch/rule.hpp"

namespace smtpspec::watch {

class SessionBuilder {
 public:
  SessionBuilder& client(std::string_view octets) { return add(result::EntryKind::command, octets); }
  // A command that came before the reply it had to wait for, and was read behind that.
  SessionBuilder& early(std::string_view octets) {
    transcript_.add({.kind = result::EntryKind::command,
                     .side = result::Side::client,
                     .at = at_,
                     .octets = std::string(octets),
                     .in_tls = in_tls_,
                     .asked_for = false});
    return *this;
  }
  SessionBuilder& content(std::string_view octets) { return add(result::EntryKind::content, octets); }
  SessionBuilder& server(std::string_view label, std::string_view octets) {
    return add(result::EntryKind::reply, octets, label);
  }
  SessionBuilder& stray(std::string_view octets) { return add(result::EntryKind::stray, octets); }
  SessionBuilder& happens(result::EntryKind kind) { return add(kind, ""); }

  // The deadline passed; `waited_for` is the command whose reply did not come, if that is certain.
  SessionBuilder& silence(std::string_view waited_for) {
    transcript_.add({.kind = result::EntryKind::silence,
                     .side = result::Side::server,
                     .octets = "a reply",
                     .label = std::string(waited_for)});
    return *this;
  }

  SessionBuilder& unasked(std::string_view octets) {
    transcript_.add({.kind = result::EntryKind::reply,
                     .side = result::Side::server,
                     .octets = std::string(octets),
                     .in_tls = in_tls_,
                     .asked_for = false});
    return *this;
  }
  SessionBuilder& handshake() {
    in_tls_ = true;
    return add(result::EntryKind::tls, "TLS 1.3");
  }

  // What follows happens so much later.
  SessionBuilder& later(std::chrono::microseconds by) {
    at_ += by;
    return *this;
  }

  SessionBuilder& greeting() { return server("greeting", "220 a.example ready\r\n"); }
  // EHLO and a well-formed reply that offers these.
  SessionBuilder& ehlo(const std::vector<std::string>& offers) {
    std::string octets = offers.empty() ? "250 a.example\r\n" : "250-a.example\r\n";
    for (std::size_t at = 0; at < offers.size(); ++at)
      octets += (at + 1 < offers.size() ? "250-" : "250 ") + offers[at] + "\r\n";
    return client("EHLO c.example\r\n").server("EHLO", octets);
  }

  const result::Transcript& transcript() const { return transcript_; }

 private:
  SessionBuilder& add(result::EntryKind kind, std::string_view octets, std::string_view label = "") {
    const bool by_client = kind == result::EntryKind::command || kind == result::EntryKind::content;
    transcript_.add({.kind = kind,
                     .side = by_client ? result::Side::client : result::Side::server,
                     .at = at_,
                     .octets = std::string(octets),
                     .in_tls = in_tls_,
                     .label = std::string(label)});
    return *this;
  }

  result::Transcript transcript_;
  bool in_tls_ = false;
  std::chrono::microseconds at_{0};
};

inline std::vector<std::string> broken_by_server_in(const SessionBuilder& built) {
  std::vector<std::string> ids;
  for (const result::Finding& finding : server_rules(built.transcript())) ids.push_back(finding.id);
  return ids;
}

// For each rule one session that breaks it and no other, and the nearest one that does not.
struct Pair {
  std::string rule;
  SessionBuilder broken, kept;
};

}  // namespace smtpspec::watch
