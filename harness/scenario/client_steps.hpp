// Client steps: what only a scenario that judges a client may hold, as plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/expectation.hpp"
#include "scenario/value.hpp"
#include "smtp/command.hpp"

namespace smtpspec::scenario {

struct Step;

// An extension as the harness offers it: "SIZE {octets body}".
struct Offered {
  std::string keyword;  // upper case
  Text line;            // with its parameters
  Span span;
};

// serve — the reference server answers from here to the end, in every connection. It goes on with what the
// session's latest EHLO was offered, unless the line says otherwise.
struct Serve {
  std::optional<std::vector<Offered>> offering;
  Span span;
};

// on COMMAND [first N] reply … — while the reference server plays, this is said in its place.
struct Override {
  enum class Place { connection, command, content };
  enum class Answer { octets, closes, resets, silence };
  Place place = Place::command;
  CommandExpected command;   // of Place::command; always open
  std::optional<Sum> first;  // only the first N times; absent: each time
  Answer answer = Answer::octets;
  Text text;  // of Answer::octets: the reply with its line ends
  Span span;
};

// never C: COMMAND, never connection — from here to the end of the case.
struct Never {
  std::optional<CommandExpected> command;  // absent: another connection
  std::optional<text::Clause> by;
  Span span;
};

// connection — the client connects once more.
struct NextConnection {
  std::optional<text::Clause> by;
  Span span;
};

// optionally … end — done if the client begins it with the block's first line, else left out.
struct Optionally {
  std::vector<Step> steps;
  Span span;
};

// received <body>, received 7bit, received nothing — what was accepted of the client in all connections.
struct Received {
  enum class What { content, seven_bit, nothing } what = What::content;
  std::string content;
  std::optional<text::Clause> by;
  Span span;
};

// nothing returned, out received nothing — where a relay is judged. It is proven by a marker: the steps that
// the line stands for send one the same way, and this waits for it.
struct NothingMore {
  bool returned = false;  // to the sender; else: relayed
  std::optional<text::Clause> by;
  Span span;
};

// kill — the relay is killed, and started again with its queue.
struct Kill {
  Span span;
};

// What a client tells its caller.
enum class Told {
  delivered,
  refused,   // for good
  deferred,  // to be tried again
  failed,    // not delivered; it does not say whether for good
};

// finally delivered — the client has ended, and told its caller this.
struct Finally {
  struct Alternative {
    Grade grade = Grade::accepted;
    Told told = Told::delivered;
    std::string remark;
    Span span;
  };
  std::vector<Alternative> alternatives;
  std::optional<text::Clause> by;
  Span span;
};

// What the client is asked to deliver.
struct Submission {
  enum class Tls { never, opportunistic, required, implicit };
  Span message_span;             // of its line
  std::string message;           // a content's name; empty: the harness's own short one
  std::optional<Text> sender;    // without brackets; absent: {sender}
  std::vector<Text> recipients;  // empty: {recipient}
  bool null_sender = false;      // from <>
  Tls tls = Tls::never;
  std::optional<Text> client_name;  // for EHLO; absent: {client}
  bool auth = false;
  std::string mechanism;               // upper case; empty: the client's choice
  std::optional<Text> user, password;  // absent: {user} and {password}
  bool smtputf8 = false;
  bool eight_bit = false;          // 8bit: the message holds octets beyond ASCII
  bool binary = false;             // it holds any octets, and they count as they are (RFC 3030 section 3)
  bool retry = false;              // once more, at once, what is deferred at first
  std::string notify, ret, envid;  // of DSN (RFC 3461); empty: not asked for
  std::vector<smtp::Parameter>
      with;  // further ones of MAIL; without a value: the client finds it in the message
};

}  // namespace smtpspec::scenario
