// Sessions of a client, for tests of the rules about clients.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "unit/watch/session_builder.hpp"
#include "watch/rule.hpp"

namespace smtpspec::watch {

inline SessionBuilder session() {
  return SessionBuilder().greeting();
}

inline SessionBuilder offering(const std::vector<std::string>& offers) {
  return session().ehlo(offers);
}

// A command and the reply to it.
inline SessionBuilder& ask(SessionBuilder& built, std::string_view command,
                           std::string_view reply = "250 a\r\n") {
  return built.client(std::string(command) + "\r\n").server("", reply);
}

inline SessionBuilder asked(SessionBuilder built, std::initializer_list<std::string_view> commands) {
  for (const std::string_view command : commands) ask(built, command);
  return built;
}

// MAIL and RCPT accepted; `mail`: what stands behind the path.
inline SessionBuilder recipient(const std::vector<std::string>& offers = {}, const std::string& mail = "") {
  return asked(offering(offers), {"MAIL FROM:<a@b.test>" + mail, "RCPT TO:<c@d.test>"});
}

// Mail data behind 354.
inline SessionBuilder data(const std::string& octets, const std::vector<std::string>& offers = {},
                           const std::string& mail = "") {
  SessionBuilder built = recipient(offers, mail);
  ask(built, "DATA", "354 a\r\n");
  return built.content(octets).server("", "250 a\r\n");
}

inline SessionBuilder chunk(const std::string& octets, const std::vector<std::string>& offers,
                            const std::string& mail = "") {
  return recipient(offers, mail)
      .client("BDAT " + std::to_string(octets.size()) + " LAST\r\n")
      .content(octets)
      .server("", "250 a\r\n");
}

inline SessionBuilder in_tls(const std::vector<std::string>& offers) {
  SessionBuilder built = offering({"STARTTLS"});
  ask(built, "STARTTLS", "220 a\r\n");
  return built.handshake().ehlo(offers);
}

inline std::vector<std::string> rules_broken_in(const SessionBuilder& built) {
  std::vector<std::string> ids;
  for (const result::Finding& finding : client_rules(built.transcript())) ids.push_back(finding.id);
  return ids;
}

}  // namespace smtpspec::watch
