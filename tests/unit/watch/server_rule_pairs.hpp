// Sessions that break one wire rule of servers each, and their nearest neighbours that break none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "unit/watch/session_builder.hpp"

namespace smtpspec::watch {

// One that has not begun.
inline SessionBuilder server_session() {
  return {};
}

// A session in which enhanced codes are due.
inline SessionBuilder enhanced() {
  return server_session().greeting().ehlo({"ENHANCEDSTATUSCODES"});
}

inline SessionBuilder starttls() {
  return server_session()
      .greeting()
      .ehlo({"STARTTLS"})
      .client("STARTTLS\r\n")
      .server("STARTTLS", "220 go\r\n");
}

inline std::vector<Pair> form_pairs() {
  const std::string longest(506, 'x');
  return {
      {"watch/no-code", server_session().server("NOOP", "OK\r\n"),
       server_session().server("NOOP", "250 \r\n")},
      {"watch/code-out-of-range", server_session().server("NOOP", "650 a\r\n"),
       server_session().server("NOOP", "559 a\r\n")},
      {"watch/code-second-digit", server_session().server("NOOP", "560 a\r\n"),
       server_session().server("NOOP", "550 a\r\n")},
      {"watch/bad-separator", server_session().server("NOOP", "250: a\r\n"),
       server_session().server("NOOP", "250-a\r\n250\r\n")},
      {"watch/codes-differ", server_session().server("NOOP", "250-a\r\n251 b\r\n"),
       server_session().server("NOOP", "250-251 a\r\n250 251 b\r\n")},
      {"watch/bare-lf", server_session().server("NOOP", "250 a\n"),
       server_session().server("NOOP", "250 a\r\n")},
      {"watch/bare-cr", server_session().server("NOOP", "250 a\r\r\n"),
       server_session().server("NOOP", "250 a\\r\r\n")},
      {"watch/malformed-utf8",
       server_session().client("MAIL FROM:<a@b.example> SMTPUTF8\r\n").server("MAIL", "250 gr\xC3\r\n"),
       server_session().client("MAIL FROM:<a@b.example> SMTPUTF8\r\n").server("MAIL", "250 gr\xC3\xBC\r\n")},
      {"watch/line-too-long", server_session().server("NOOP", "250 " + longest + "x\r\n"),
       server_session().server("NOOP", "250 " + longest + "\r\n")},
      {"watch/bare-code", server_session().server("NOOP", "250\r\n"),
       server_session().server("NOOP", "250-a\r\n250\r\n")},
      {"watch/control-character", server_session().server("NOOP", "250 a\x1b[31m\r\n"),
       server_session().server("NOOP", "250 a\tb\r\n")},
      {"watch/non-ascii",
       server_session().client("VRFY x\r\n").server("VRFY", "250 <gr\xC3\xBC@a.example>\r\n"),
       server_session().client("VRFY x smtputf8\r\n").server("VRFY", "250 <gr\xC3\xBC@a.example>\r\n")},
  };
}

inline std::vector<Pair> place_pairs() {
  return {
      {"watch/greeting-code", server_session().server("greeting", "250 a\r\n"),
       server_session().server("greeting", "554 a\r\n")},
      {"watch/unasked-reply", server_session().greeting().unasked("250 a\r\n"),
       server_session().greeting().unasked("421 a\r\n")},
      {"watch/incomplete-reply",
       server_session().greeting().stray("250-a\r\n25").happens(result::EntryKind::closed),
       server_session().greeting().happens(result::EntryKind::ended).stray("250-a\r\n25")},
      {"watch/command-unanswered", server_session().greeting().client("NOOP\r\n").silence("NOOP"),
       server_session().greeting().client("NO").silence("")},
      {"watch/end-unannounced",
       server_session()
           .greeting()
           .client("NOOP\r\n")
           .server("NOOP", "250 a\r\n")
           .happens(result::EntryKind::closed),
       server_session()
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
       enhanced().server("MAIL", "250 2.1.10 a\r\n")},
      {"watch/enhanced-code-without-blank", enhanced().server("MAIL", "250 2.1.0\r\n"),
       enhanced().server("MAIL", "250 2.1.0 \r\n")},
      {"watch/enhanced-code-unregistered", enhanced().server("MAIL", "250 2.8.0 a\r\n"),
       enhanced().server("MAIL", "250 2.7.99 a\r\n")},
      {"watch/enhanced-code-of-no-use", enhanced().server("RCPT", "450 4.1.2 a\r\n"),
       enhanced().server("RCPT", "450 4.1.1 a\r\n")},
  };
}

// MAIL whose priority the server changes.
inline SessionBuilder lowered(std::string_view text) {
  return server_session()
      .ehlo({"ENHANCEDSTATUSCODES", "MT-PRIORITY"})
      .client("MAIL FROM:<a@b.example> MT-PRIORITY=1\r\n")
      .server("MAIL", "250 2.3.6 " + std::string(text) + "\r\n");
}

inline std::vector<Pair> extension_pairs() {
  return {
      {"watch/auth-challenge-not-base64",
       server_session().client("AUTH LOGIN\r\n").server("AUTH", "334 User Name\r\n"),
       server_session().client("AUTH LOGIN\r\n").server("AUTH", "334 \r\n").server("AUTH", "334 VQ==\r\n")},
      {"watch/auth-challenge-of-lines",
       server_session().client("AUTH LOGIN\r\n").server("AUTH", "334-VQ==\r\n334 VQ==\r\n"),
       server_session().client("AUTH LOGIN\r\n").server("AUTH", "334 VQ==\r\n")},
      {"watch/ehlo-keyword", server_session().ehlo({"X_Y"}), server_session().ehlo({"X-Y-"})},
      {"watch/ehlo-auth-equals", server_session().ehlo({"AUTH PLAIN", "AUTH=PLAIN"}),
       server_session().ehlo({"AUTH PLAIN"})},
      {"watch/ehlo-parameters", server_session().ehlo({"AUTH PLAIN "}),
       server_session().ehlo({"AUTH PLAIN LOGIN"})},
      {"watch/ehlo-duplicate-keyword", server_session().ehlo({"DSN", "dsn"}),
       server_session().ehlo({"DSN", "X-DSN"})},
      {"watch/ehlo-unregistered-keyword", server_session().ehlo({"TELEPATHY"}),
       server_session().ehlo({"xtelepathy"})},
      {"watch/auth-without-mechanisms", server_session().ehlo({"AUTH"}), server_session().ehlo({"AUTH X"})},
      {"watch/enhanced-codes-with-parameter", server_session().ehlo({"ENHANCEDSTATUSCODES 2"}),
       server_session().ehlo({"ENHANCEDSTATUSCODES"})},
      {"watch/size-not-a-number", server_session().ehlo({"SIZE 10M"}),
       server_session().ehlo({"SIZE 99999999999999999999999"})},
      {"watch/limits-malformed", server_session().ehlo({"LIMITS RCPTMAX=20;MAILMAX=5"}),
       server_session().ehlo({"limits RCPTMAX=20 MAILMAX=5"})},
      {"watch/limits-malformed", server_session().ehlo({"LIMITS"}),
       server_session().ehlo({"LIMITS RCPTMAX=1"})},
      {"watch/limit-not-a-number", server_session().ehlo({"LIMITS RCPTMAX=0"}),
       server_session().ehlo({"LIMITS RCPTMAX=1 MAILMAX=999999 RCPTDOMAINMAX=10"})},
      {"watch/limit-not-a-number", server_session().ehlo({"LIMITS MAILMAX"}),
       server_session().ehlo({"LIMITS MAILMAX=1"})},
      {"watch/limit-unregistered", server_session().ehlo({"LIMITS PATIENCE=3"}),
       server_session().ehlo({"LIMITS rcptmax=3"})},
      {"watch/etrn-with-parameter", server_session().ehlo({"ETRN a.example"}),
       server_session().ehlo({"ETRN", "X-ETRN a.example"})},
      {"watch/etrn-count",
       server_session().client("ETRN a.example\r\n").server("ETRN", "253 2.0.0 OK, some messages\r\n"),
       server_session().client("ETRN a.example\r\n").server("ETRN", "253 2.0.0 OK, 14 messages\r\n")},
      {"watch/atrn-without-auth", server_session().ehlo({"ATRN"}), server_session().ehlo({"ATRN", "AUTH X"})},
      {"watch/binarymime-without-chunking", server_session().ehlo({"BINARYMIME"}),
       server_session().ehlo({"BINARYMIME", "chunking"})},
      {"watch/smtputf8-without-8bitmime", server_session().ehlo({"SMTPUTF8"}),
       server_session().ehlo({"SMTPUTF8", "8BITMIME"})},
      {"watch/dsn-with-parameter", server_session().ehlo({"DSN RET"}), server_session().ehlo({"DSN"})},
      {"watch/smtputf8-with-parameter", server_session().ehlo({"8BITMIME", "SMTPUTF8 x"}),
       server_session().ehlo({"8BITMIME x", "SMTPUTF8"})},
      {"watch/deliverby-parameter-malformed", server_session().ehlo({"DELIVERBY 1234567890"}),
       server_session().ehlo({"DELIVERBY 123456789,X=1,Y"})},
      {"watch/requiretls-with-parameter", server_session().ehlo({"REQUIRETLS 1"}),
       server_session().ehlo({"REQUIRETLS"})},
      {"watch/submitter-with-parameter", server_session().ehlo({"SUBMITTER PRA"}),
       server_session().ehlo({"SUBMITTER"})},
      {"watch/solicitation-keywords-malformed",
       server_session().ehlo({"NO-SOLICITING org.example:ADV org.example:X"}),
       server_session().ehlo({"NO-SOLICITING org.example:ADV,ORG.example:a_b-c.d:1"})},
      {"watch/mtrk-with-parameter", server_session().ehlo({"MTRK 60"}), server_session().ehlo({"MTRK"})},
      {"watch/mt-priority-policy-malformed", server_session().ehlo({"MT-PRIORITY MIXER/2"}),
       server_session().ehlo({"MT-PRIORITY X_a-1.0"})},
      {"watch/changed-priority-untold", lowered("lower"), lowered("-9 lower")},
      {"watch/futurerelease-malformed", server_session().ehlo({"FUTURERELEASE 60 2050-01-01T00:00:00"}),
       server_session().ehlo({"FUTURERELEASE 60 2050-01-01T00:00:00.5Z"})},
      {"watch/burl-parameter-malformed", server_session().ehlo({"8BITMIME", "BURL imap:a.example"}),
       server_session().ehlo({"8BITMIME", "BURL imap imap://a.example:143 imaps"})},
      {"watch/burl-without-8bitmime", server_session().ehlo({"BURL"}),
       server_session().ehlo({"8BITMIME", "BURL"})},
      {"watch/starttls-with-parameter", server_session().ehlo({"STARTTLS REQUIRED"}),
       server_session().ehlo({"STARTTLS", "X-STARTTLS REQUIRED"})},
      {"watch/auth-mechanism-malformed", server_session().ehlo({"AUTH ABCDEFGHIJKLMNOPQRSTU"}),
       server_session().ehlo({"AUTH abcdefghijklmnopqr-_ X"})},
      {"watch/starttls-inside-tls", starttls().handshake().ehlo({"STARTTLS"}),
       starttls().handshake().ehlo({"X-STARTTLS"})},
  };
}

inline SessionBuilder told(std::string_view line, const std::string& parameter = "") {
  return server_session()
      .greeting()
      .client("VRFY b" + parameter + "\r\n")
      .server("VRFY", "250 " + std::string(line) + "\r\n");
}

inline std::vector<Pair> name_pairs() {
  const auto greeted = [](std::string_view line) {
    return server_session().server("greeting", "220" + std::string(line) + "\r\n");
  };
  const auto answered = [](std::string_view line) {
    return server_session()
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
      {"watch/helo-domain", server_session().greeting().client("HELO c\r\n").server("HELO", "250 OK\r\n"),
       server_session().greeting().client("HELO c\r\n").server("HELO", "250 a.example\r\n")},
      {"watch/closing-domain",
       server_session().greeting().client("QUIT\r\n").server("QUIT", "221 2.0.0 Bye\r\n"),
       server_session().greeting().client("QUIT\r\n").server("QUIT", "221 2.0.0 a.example bye\r\n")},
  };
}

inline SessionBuilder expanded(const std::string& reply) {
  return server_session().greeting().client("EXPN b\r\n").server("EXPN", reply);
}

inline std::vector<Pair> told_pairs() {
  return {
      {"watch/code-of-another-command",
       server_session().greeting().client("HELP\r\n").server("HELP", "250 a\r\n"),
       server_session().greeting().client("HELP\r\n").server("HELP", "214 a\r\n")},
      {"watch/verified-mailbox", told("there is one"), told("B <b@a.example>")},
      {"watch/verified-brackets", told("b@a.example"), told("<b@a.example> can take mail")},
      {"watch/verified-path", told("<b c@a.example>"), told("<\"b c\"@a.example>")},
      {"watch/verified-route", told("<@c.example:b@a.example>"), told("@c.example: <b@a.example>")},
      {"watch/verified-domain", told("<b@a>"), told("<b@[192.0.2.1]>")},
      {"watch/one-member-a-line", expanded("250 <b@a.example>, C <c@a.example>\r\n"),
       expanded("250-B <b@a.example>\r\n250 <\"c@d> <e\"@a.example>\r\n")},
      {"watch/new-address", expanded("551 moved to b@a.example\r\n"),
       expanded("551 moved to <b@a.example>\r\n")},
      {"watch/utf8-mailbox-missing", told("there is one", " SMTPUTF8"), told("B <b@a.example>", " SMTPUTF8")},
      {"watch/utf8-mailbox-form", told("<b@a.example> can take mail", " SMTPUTF8"),
       told("2.1.5 b@a.example", " SMTPUTF8")},
  };
}

inline std::vector<Pair> server_pairs() {
  std::vector<Pair> pairs;
  for (const auto& part :
       {form_pairs(), place_pairs(), enhanced_code_pairs(), extension_pairs(), name_pairs(), told_pairs()})
    pairs.insert(pairs.end(), part.begin(), part.end());
  return pairs;
}

}  // namespace smtpspec::watch
