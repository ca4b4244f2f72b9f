// Sessions that break one wire rule of servers each, and their nearest neighbours that break none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "unit/watch/session_builder.hpp"

namespace smtpspec::watch {

inline SessionBuilder session() {
  return {};
}

// A session in which enhanced codes are due.
inline SessionBuilder enhanced() {
  return session().greeting().ehlo({"ENHANCEDSTATUSCODES"});
}

inline SessionBuilder starttls() {
  return session().greeting().ehlo({"STARTTLS"}).client("STARTTLS\r\n").server("STARTTLS", "220 go\r\n");
}

// For each rule one session that breaks it and no other, and the nearest one that does not.
struct Pair {
  std::string rule;
  SessionBuilder broken, kept;
};

inline std::vector<Pair> form_pairs() {
  const std::string longest(506, 'x');
  return {
      {"watch/no-code", session().server("NOOP", "OK\r\n"), session().server("NOOP", "250 \r\n")},
      {"watch/code-out-of-range", session().server("NOOP", "650 a\r\n"),
       session().server("NOOP", "559 a\r\n")},
      {"watch/code-second-digit", session().server("NOOP", "560 a\r\n"),
       session().server("NOOP", "550 a\r\n")},
      {"watch/bad-separator", session().server("NOOP", "250: a\r\n"),
       session().server("NOOP", "250-a\r\n250\r\n")},
      {"watch/codes-differ", session().server("HELP", "214-a\r\n250 b\r\n"),
       session().server("HELP", "214-250 a\r\n214 250 b\r\n")},
      {"watch/bare-lf", session().server("NOOP", "250 a\n"), session().server("NOOP", "250 a\r\n")},
      {"watch/bare-cr", session().server("NOOP", "250 a\r\r\n"), session().server("NOOP", "250 a\\r\r\n")},
      {"watch/malformed-utf8", session().client("VRFY x SMTPUTF8\r\n").server("VRFY", "250 gr\xC3\r\n"),
       session().client("VRFY x SMTPUTF8\r\n").server("VRFY", "250 <gr\xC3\xBC@a.example>\r\n")},
      {"watch/line-too-long", session().server("NOOP", "250 " + longest + "x\r\n"),
       session().server("NOOP", "250 " + longest + "\r\n")},
      {"watch/bare-code", session().server("NOOP", "250\r\n"), session().server("NOOP", "250-a\r\n250\r\n")},
      {"watch/control-character", session().server("NOOP", "250 a\x1b[31m\r\n"),
       session().server("NOOP", "250 a\tb\r\n")},
      {"watch/non-ascii", session().client("VRFY x\r\n").server("VRFY", "250 gr\xC3\xBC\r\n"),
       session().client("VRFY x smtputf8\r\n").server("VRFY", "250 gr\xC3\xBC\r\n")},
  };
}

inline std::vector<Pair> place_pairs() {
  return {
      {"watch/greeting-code", session().server("greeting", "250 a\r\n"),
       session().server("greeting", "554 a\r\n")},
      {"watch/unasked-reply", session().greeting().unasked("250 a\r\n"),
       session().greeting().unasked("421 a\r\n")},
      {"watch/incomplete-reply", session().greeting().stray("250-a\r\n25").happens(result::EntryKind::closed),
       session().greeting().happens(result::EntryKind::ended).stray("250-a\r\n25")},
      {"watch/command-unanswered", session().greeting().client("NOOP\r\n").silence("NOOP"),
       session().greeting().client("NO").silence("")},
      {"watch/end-unannounced",
       session().greeting().client("NOOP\r\n").server("NOOP", "250 a\r\n").happens(result::EntryKind::closed),
       session()
           .greeting()
           .client("QUIT\r\n")
           .server("QUIT", "221 a.example\r\n")
           .happens(result::EntryKind::closed)},
      {"watch/clear-before-handshake", starttls().stray("250 a\r\n").handshake(), starttls().handshake()},
  };
}

inline std::vector<Pair> enhanced_code_pairs() {
  return {
      {"watch/enhanced-code-missing", enhanced().server("MAIL", "250 Ok\r\n"),
       enhanced().server("MAIL", "250 2.1.0 Ok\r\n")},
      {"watch/enhanced-class-differs", enhanced().server("RCPT", "550 2.1.1 a\r\n"),
       enhanced().server("RCPT", "450 4.1.1 a\r\n")},
      {"watch/enhanced-codes-differ", enhanced().server("RCPT", "550-5.1.1 a\r\n550 5.1.2 b\r\n"),
       enhanced().server("RCPT", "550-5.1.1 a\r\n550 5.1.1 5.1.2 b\r\n")},
      {"watch/enhanced-code-of-smtputf8", enhanced().server("RCPT", "554 5.6.7 a\r\n"),
       enhanced().server("RCPT", "553 5.6.7 a\r\n").server("VRFY", "252 2.6.8 a\r\n")},
      {"watch/enhanced-code-leading-zero", enhanced().server("MAIL", "250 2.01.0 a\r\n"),
       enhanced().server("MAIL", "250 2.10.0 a\r\n")},
      {"watch/enhanced-code-without-blank", enhanced().server("MAIL", "250 2.1.0\r\n"),
       enhanced().server("MAIL", "250 2.1.0 \r\n")},
      {"watch/enhanced-code-unregistered", enhanced().server("MAIL", "250 2.8.0 a\r\n"),
       enhanced().server("MAIL", "250 2.7.99 a\r\n")},
      {"watch/enhanced-code-of-no-use", enhanced().server("RCPT", "450 4.1.2 a\r\n"),
       enhanced().server("RCPT", "450 4.1.1 a\r\n")},
  };
}

inline std::vector<Pair> extension_pairs() {
  return {
      {"watch/auth-challenge-not-base64",
       session().client("AUTH LOGIN\r\n").server("AUTH", "334 User Name\r\n"),
       session().client("AUTH LOGIN\r\n").server("AUTH", "334 \r\n").server("AUTH", "334 VQ==\r\n")},
      {"watch/ehlo-keyword", session().ehlo({"X_Y"}), session().ehlo({"X-Y-"})},
      {"watch/ehlo-auth-equals", session().ehlo({"AUTH PLAIN", "AUTH=PLAIN"}),
       session().ehlo({"AUTH PLAIN="})},
      {"watch/ehlo-parameters", session().ehlo({"AUTH PLAIN "}), session().ehlo({"AUTH PLAIN LOGIN"})},
      {"watch/ehlo-duplicate-keyword", session().ehlo({"DSN", "dsn"}), session().ehlo({"DSN", "X-DSN"})},
      {"watch/ehlo-unregistered-keyword", session().ehlo({"TELEPATHY"}), session().ehlo({"xtelepathy"})},
      {"watch/auth-without-mechanisms", session().ehlo({"AUTH"}), session().ehlo({"AUTH X"})},
      {"watch/enhanced-codes-with-parameter", session().ehlo({"ENHANCEDSTATUSCODES 2"}),
       session().ehlo({"ENHANCEDSTATUSCODES"})},
      {"watch/size-not-a-number", session().ehlo({"SIZE 10M"}),
       session().ehlo({"SIZE 99999999999999999999999"})},
      {"watch/binarymime-without-chunking", session().ehlo({"BINARYMIME"}),
       session().ehlo({"BINARYMIME", "chunking"})},
      {"watch/smtputf8-without-8bitmime", session().ehlo({"SMTPUTF8"}),
       session().ehlo({"SMTPUTF8", "8BITMIME"})},
      {"watch/smtputf8-with-parameter", session().ehlo({"8BITMIME", "SMTPUTF8 x"}),
       session().ehlo({"8BITMIME x", "SMTPUTF8"})},
      {"watch/starttls-with-parameter", session().ehlo({"STARTTLS REQUIRED"}),
       session().ehlo({"STARTTLS", "X-STARTTLS REQUIRED"})},
      {"watch/starttls-inside-tls", starttls().handshake().ehlo({"STARTTLS"}),
       starttls().handshake().ehlo({"X-STARTTLS"})},
  };
}

inline SessionBuilder told(std::string_view line) {
  return session().greeting().client("VRFY b\r\n").server("VRFY", "250 " + std::string(line) + "\r\n");
}

inline std::vector<Pair> name_pairs() {
  const auto greeted = [](std::string_view line) {
    return session().server("greeting", "220" + std::string(line) + "\r\n");
  };
  const auto answered = [](std::string_view line) {
    return session()
        .greeting()
        .client("EHLO c.example\r\n")
        .server("EHLO", "250" + std::string(line) + "\r\n");
  };
  return {
      {"watch/greeting-domain", greeted(" a.example, ready"), greeted("-a.example\r\n220 ready")},
      {"watch/unqualified-name", greeted(" ready"), greeted(" [192.0.2.1] ready")},
      {"watch/ehlo-domain", answered(" a.example\tready"), answered(" a.example  ready")},
      {"watch/ehlo-names-client", answered(" C.example"), answered("-A.example c.example\r\n250 HELP")},
      {"watch/names-differ", answered(" b.example"), answered(" A.EXAMPLE")},
      {"watch/helo-domain", session().greeting().client("HELO c\r\n").server("HELO", "250 OK\r\n"),
       session().greeting().client("HELO c\r\n").server("HELO", "250 a.example\r\n")},
      {"watch/closing-domain", session().greeting().client("QUIT\r\n").server("QUIT", "221 2.0.0 Bye\r\n"),
       session().greeting().client("QUIT\r\n").server("QUIT", "221 2.0.0 a.example bye\r\n")},
  };
}

inline std::vector<Pair> told_pairs() {
  return {
      {"watch/code-of-another-command", session().greeting().client("HELP\r\n").server("HELP", "250 a\r\n"),
       session().greeting().client("HELP\r\n").server("HELP", "214 a\r\n")},
      {"watch/verified-mailbox", told("there is one"), told("B <b@a.example>")},
      {"watch/verified-brackets", told("b@a.example"), told("<b@a.example> can take mail")},
      {"watch/verified-path", told("<b c@a.example>"), told("<\"b c\"@a.example>")},
      {"watch/verified-route", told("<@c.example:b@a.example>"), told("@c.example: <b@a.example>")},
      {"watch/verified-domain", told("<b@a>"), told("<b@[192.0.2.1]>")},
  };
}

inline std::vector<Pair> all_pairs() {
  std::vector<Pair> pairs;
  for (const auto& part :
       {form_pairs(), place_pairs(), enhanced_code_pairs(), extension_pairs(), name_pairs(), told_pairs()})
    pairs.insert(pairs.end(), part.begin(), part.end());
  return pairs;
}

}  // namespace smtpspec::watch
