// Expectation: what the judged side may do where a scenario waits for it, as plain values.
//
// `S:` lines judge a server, `C:` lines a client, `TLS:` lines either of them. All legal outcomes are listed;
// alternatives are tried in order, and the first that matches decides.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenario/value.hpp"
#include "text/clause.hpp"

namespace smtpspec::scenario {

// How an alternative is graded.
enum class Grade {
  accepted,
  tolerated,  // legal but weaker, or commonly excused: the case ends as tolerated
  blocked,    // "or blocked": whatever else happens here, this rule can't be judged
};

// 250, 5yz, 45z: digits, then letters y and z for any digit in that place.
struct CodePattern {
  std::string pattern;
  bool matches(int code) const;
};

// 5.3.4, 5.7.x: x for any number in that place. Compared only where the session offers ENHANCEDSTATUSCODES.
struct EnhancedPattern {
  std::string pattern;
  bool matches(int status_class, int subject, int detail) const;
};

struct Offers {  // offers SIZE, offers AUTH PLAIN: an EHLO reply that lists the keyword, with these
                 // parameters among its own
  std::string keyword;
  std::vector<std::string> parameters;
  Span span;
};
struct Lacks {  // lacks STARTTLS
  std::string keyword;
  Span span;
};
struct OffersAnything {
  Span span;
};  // offers-anything: an EHLO reply with at least one extension
struct SingleLine {
  Span span;
};                // single-line
struct Capture {  // capture NAME: {NAME} is the text of the reply's last line, without its enhanced code
  std::string name;
  Span span;
};
using Check = std::variant<Offers, Lacks, OffersAnything, SingleLine, Capture>;

struct ReplyExpected {
  CodePattern code;
  std::optional<EnhancedPattern> enhanced;
  std::vector<Check> checks;
};
struct ClosesExpected {};  // closes: FIN or RST
struct ResetsExpected {};  // resets: RST
struct AnythingElse {};    // of Grade::blocked only

// with SIZE, with BODY=8BITMIME; without SIZE: parameters of MAIL and RCPT, in any order.
struct ParameterExpected {
  std::string keyword;        // upper case
  std::optional<Text> value;  // absent: any, or none
  bool present = true;        // false: without
  Span span;
};

// C: MAIL FROM:<{sender}> ... — a command, parsed and not compared as a string: verbs, keywords and domains
// in any case. Without the `...` it has this argument and no other parameter.
struct CommandExpected {
  std::string verb;   // upper case
  Text argument;      // without the `...`
  bool open = false;  // `...`: any argument, or any further parameters
  std::vector<ParameterExpected> parameters;
};

// C: content, C: ., C: <body> — mail data up to its end (RFC 5321 4.1.1.4).
struct MailDataExpected {
  enum class What { any, empty, content } what = What::any;
  std::string content;  // its name
};

// C: response, C: * — a line of a SASL exchange: any, or the one that cancels it (RFC 4954 section 4).
// C: response decodes "..." — the base64 of this.
struct ResponseExpected {
  bool cancels = false;
  std::optional<Text> decodes = {};
};

// What a relay wrote on top of a message (RFC 5321 section 4.4), one rule each.
//
// received-field: one more, above all that was sent. received-field WORD: what is to be said of the topmost
// that was added.
struct ReceivedField {
  enum class What {
    there,
    from,                // it has this clause
    by,                  // the same, behind FROM
    domain_behind_from,  // and nothing else
    date,
    four_digit_year,
    numeric_zone,
    clauses_in_order,
    one_for,
    for_nobody_else,  // none, where the message has several recipients
    with_registered,
    with,  // with ESMTP or ESMTPS, if it has the clause
    once,  // not the same one twice
  } what = What::there;
  std::vector<std::string> with;  // protocols (RFC 3848, RFC 6531), upper case
  Span span;
};
struct ReceivedFieldNames {  // received-field names TEXT: this stands in it
  Text text;
  Span span;
};
struct NoFieldMore {  // no return-path, no date: not more of them than were sent
  std::string name;   // lower case
  Span span;
};
struct SevenBit {  // 7bit: no octet beyond ASCII, however it is encoded
  Span span;
};
struct PartsApart {  // parts apart: a multipart or message is not encoded as a whole
  Span span;
};
struct OnlyTo {  // only to MAILBOX: it has no other recipient
  Text mailbox;
  Span span;
};
using TraceCheck = std::variant<ReceivedField, ReceivedFieldNames, NoFieldMore, SevenBit, PartsApart, OnlyTo>;

// received <body>, received 7bit, received message: a message that was accepted of a relay.
struct MailExpected {
  enum class What { any, seven_bit, content } what = What::any;
  std::string content;       // its name
  bool with_header = false;  // with its header: the lines of its header section stand there in their order
  std::vector<TraceCheck> checks;
};

// One line below `returned to`: what the report must hold (RFC 3464).
struct ReportCheck {
  enum class What {
    report,              // as report: its form (RFC 3464 section 2)
    null_sender,         // from <>
    action,              // action failed or delayed
    status,              // status 5.1.1 or 5.y.z
    recipient,           // recipient MAILBOX: that of the fields that the others are about
    no_recipient,        // no recipient MAILBOX: nothing in it is about this one
    original_recipient,  // original-recipient TYPE;ADDRESS
    envelope_id,         // envid TEXT; without a text: none
    holds,               // holds <body>: the content, with its body
    holds_header,        // holds header of <body>: its header section, and not its body
    // Its parts and fields, one rule each:
    part,           // part 3; part 1 text or multipart: it is there; of one of these types
    part_in_7bit,   // part 2 in 7bit
    report_type,    // report-type delivery-status
    addressed,      // addressed to MAILBOX: To has it
    has,            // has Final-Recipient: of the message, or of each recipient
    has_type,       // has Final-Recipient of rfc822
    says,           // has Diagnostic-Code saying 553 ...: behind the type
    lacks,          // no Original-Recipient; no Reporting-MTA saying {next-hop}
    well_formed,    // well-formed Action, well-formed Status
    no_zeros,       // status without leading zeros
    numeric_zone,   // numeric zone in Arrival-Date
    message_first,  // fields of message first
    once,           // fields once: each defined one, in a group
    in_order,       // fields in order: those of a recipient
  };
  What what = What::report;
  std::vector<std::string> words;         // of `action`; types, in lower case
  std::vector<EnhancedPattern> patterns;  // of `status`
  std::optional<Text> text;
  std::string content;
  std::string name;      // of a field, as it is written
  std::string field;     // the same in lower case
  std::size_t part = 0;  // 1: the first
  bool open = false;     // what begins with `text` will do
  Span span;
};

// returned to {sender}: a message that came back to the sender.
struct ReportExpected {
  Text to;
  std::vector<ReportCheck> checks;
};

struct Alternative {
  Grade grade = Grade::accepted;
  std::variant<ReplyExpected, ClosesExpected, ResetsExpected, AnythingElse, CommandExpected, MailDataExpected,
               ResponseExpected, MailExpected, ReportExpected>
      what;
  std::string remark;  // the comment behind it: the reason shown in reports
  Span span;
};

// S: 552 5.3.4 or 452 … — exactly one reply, or the connection's end. C: RSET or QUIT — the same of commands.
struct Expect {
  std::vector<Alternative> alternatives;
  std::optional<text::Clause> by;  // by rfc5321/4.2-3: this line's own clause instead of the scenario's
  Span span;
};

// S: nothing — proven by a fence: a NOOP and its one reply.
struct ExpectNothing {
  std::optional<text::Clause> by;
  Span span;
};

// TLS: handshake — it succeeds, and what was agreed upon is this.
struct TlsHandshake {
  enum class Version { any, tls1_0, tls1_1, tls1_2, tls1_3 };
  std::vector<Version> versions;          // version 1.2 or 1.3: what may be agreed upon; empty: any
  std::optional<Text> certificate_names;  // certificate names {server}
  bool certificate_trusted = false;       // certificate trusted: chains to the run's certificate authority
  bool certificate_current = false;       // certificate current: within its dates
  Span span;
};

// TLS: fails — an alert, garbage or the connection's end instead of a handshake.
struct TlsFails {
  Span span;
};

// What the harness shows as a server, where a client is judged.
enum class Certificate {
  good,
  expired,
  self_signed,
  wrong_name,
  unknown_authority,
  second_name,        // a good one: the server's names, in capitals, stand behind another
  common_name,        // names the server as its common name, and another where names belong
  uri,                // names the server in a URI and nowhere else
  partial_wildcard,   // m*.test
  wildcard_below,     // *.mx.test
  trailing_wildcard,  // mx.*
  none
};

// TLS: … — the harness begins a handshake, or waits for the client's. Each outcome stands at most once.
struct ExpectTls {
  struct Alternative {
    Grade grade = Grade::accepted;
    std::variant<TlsHandshake, TlsFails, AnythingElse> what;
    std::string remark;
    Span span;
  };
  std::vector<Alternative> alternatives;
  std::vector<TlsHandshake::Version> offering;  // what the harness offers; empty: what OpenSSL does
  std::optional<Text> sni;                      // sni NAME; absent: the profile's server name
  bool without_sni = false;                     // sni none
  Certificate presenting = Certificate::good;   // presenting expired
  std::optional<text::Clause> by;
  Span span;
};

// delivered <body>: exactly one message whose content, behind the trace headers, is this, octet for octet.
// delivered <body> with its header: the same of the lines of the header section, and of their order.
// delivered nothing of <body>: no such message. Skipped where the target has no delivery oracle.
struct Delivered {
  std::string content;
  bool nothing = false;
  bool with_header = false;
  std::optional<text::Clause> by;
  Span span;
};

}  // namespace smtpspec::scenario
