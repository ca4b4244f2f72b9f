// Scenario: one rule and the dialogue that shows whether a target keeps it, as plain values with their
// places.
//
// scenarios/FORMAT.md is the page to this header: the grammar, then an example per construct. The parser
// makes these values, play/flow walks through them; nothing here does anything.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sasl/deviation.hpp"
#include "scenario/client_steps.hpp"
#include "scenario/expectation.hpp"
#include "scenario/value.hpp"
#include "text/clause.hpp"
#include "text/source.hpp"

namespace smtpspec::scenario {

// --- Steps of the harness's side
// ------------------------------------------------------------------------------------

// C: text — the text and CRLF.
struct SendLine {
  Text text;
  Span span;
};

// C: "MAIL FROM:<" "a" * 65 | "@b>\r\n" — exactly these octets; a bar ends a segment.
struct SendOctets {
  struct Run {
    Text text;
    Sum times;                  // 1 where nothing is written
    bool ends_segment = false;  // a bar stands behind it
  };
  std::vector<Run> runs;
  Span span;
};

// C: <name> — a content's octets; stuffed: with the dots of RFC 5321 4.5.2, without the end of mail data.
struct SendContent {
  std::string content;
  bool stuffed = false;
  Span span;
};

// segments octets | lines | whole — how the next command group is cut into writes.
struct Segments {
  enum class Cut { whole, lines, octets } cut = Cut::whole;
  Span span;
};

struct Pause {
  std::chrono::milliseconds duration{0};
  Span span;
};

// close: FIN after everything is sent and the pending replies are drained. half-close: FIN for our direction
// only. abort: RST.
struct EndConnection {
  enum class How { close, half_close, abort } how = How::close;
  Span span;
};

// auth SCRAM-SHA-256 [but "proof altered"] — an exchange of AUTH (RFC 4954), right but for the deviation.
//
// Where a server is judged, it is ours up to the first reply that is no challenge; that one is for the next
// expectation, which the reader puts there where nothing deviates. Where a client is judged, we are its
// server: up to 235 or 535, or to what deviates; what the client makes of that is for the next steps.
struct Exchange {
  std::optional<sasl::Mechanism> mechanism;    // absent: one that is offered
  const sasl::Deviation* deviation = nullptr;  // null: none
  std::optional<text::Clause> by;              // where a client is judged
  // The same: of SCRAM, how its GS2 header must begin, "n", "y" or "p" (RFC 5802 section 7); empty: as it
  // may.
  std::string flag;
  Span span;
};

// turn — the roles of client and server are turned on this connection (RFC 2645 section 5.3): up to the end
// of the branch that it stands in, the server that is judged is the client, and we are its server.
struct Turn {
  Span span;
};

// --- Blocks
// ---------------------------------------------------------------------------------------------------------

struct Step;

// either … or … end: the first expectation of each branch chooses. All branches begin with S: or all with
// TLS:.
struct Either {
  struct Branch {
    Grade grade = Grade::accepted;
    std::vector<Step> steps;
    std::string remark;
    Span span;
  };
  std::vector<Branch> branches;
  Span span;
};

struct Repeat {
  Sum times;
  std::vector<Step> steps;
  Span span;
};

// transaction ok: a named sequence of steps, written in the language itself (states.hpp). A failure inside is
// reported at this step's place.
struct Perform {
  std::string name;
  std::shared_ptr<const std::vector<Step>> steps;
  std::optional<text::Clause> by;
  Span span;
};

struct Step {
  std::variant<SendLine, SendOctets, SendContent, Segments, Pause, EndConnection, Expect, ExpectNothing,
               ExpectTls, Delivered, Either, Repeat, Perform, Serve, Override, Never, NextConnection,
               Optionally, Received, Finally, Exchange, NothingMore, Kill, Turn>
      what;
  std::size_t leg = 0;  // whose conversation it belongs to, where a scenario has several
};

const Span& span_of(const Step& step);

// --- Contents
// -------------------------------------------------------------------------------------------------------

// content NAME … end: lines, each with CRLF.
struct LiteralContent {
  std::vector<std::variant<Text, SendOctets>> lines;  // "| text" with CRLF; quoted runs without
};

// content NAME of N octets [in lines of M] [8bit | binary]: made while it is sent, never held whole.
struct GeneratedContent {
  enum class Kind { text, eight_bit, binary } kind = Kind::text;
  Sum octets;
  std::uint64_t line_length = 78;  // with CRLF; the last line is shorter or longer by what is needed
};

struct Content {
  std::string name;
  std::variant<LiteralContent, GeneratedContent> what;
  Span span;
};

// --- The header
// -----------------------------------------------------------------------------------------------------

enum class Judges { server, client, relay };
std::string_view name_of(Judges judges);  // "server"

// The conversations of a scenario that judges a relay, in the order of their numbers: into it, out of it to
// the next hop, and back to where the sender's mail goes.
enum class RelayLeg { in, out, back };

struct Requirement {
  text::Clause clause;
  Span span;
};

// needs SIZE > 0, needs AUTH PLAIN, needs no SMTPUTF8, needs delivery
struct Need {
  enum class Kind {
    extension,  // offered (with the parameter, with the number in relation)
    absence,    // not offered
    fact,       // something the target's profile must say, by its lower-case name
  };
  enum class Relation { none, greater, at_least, less, at_most, equal };
  Kind kind = Kind::extension;
  std::string name;
  std::string parameter;
  Relation relation = Relation::none;
  std::uint64_t number = 0;
  Span span;
};

// The states a session can be brought to before the scenario begins.
enum class State {
  connected,  // the greeting 220 was seen
  greeted,    // … and EHLO answered with 250
  helo,       // … or HELO
  cleared,    // … and a transaction undone by RSET, twice: MAIL, RCPT and RSET were all seen to work
  mail,       // … and MAIL accepted
  recipient,  // … and one RCPT
  data,       // … and DATA answered with 354
  opened,     // only the connection: the greeting is the scenario's to read
};

struct Given {
  State state = State::greeted;
  bool in_tls = false;       // given recipient in tls: STARTTLS, the handshake and a second EHLO come first
  bool logged_in = false;    // an exchange of AUTH comes behind EHLO: a way to play, no word of the language
  std::optional<Text> with;  // with BODY=8BITMIME: parameters of MAIL
  std::vector<Offered> offering;  // where a client is judged: what its EHLO is answered with
  std::vector<Step> steps;        // what it takes, from the built-in texts; a failure there blocks the case
  Span span;
};

struct Fault {
  std::string name;  // a fault of the reference peer that this scenario must notice
  Span span;
};

struct Scenario {
  std::string id;  // the path without its ending, below the folder it was read from
  text::SourcePtr source;
  std::string title;
  Requirement requirement;
  std::string failing_means;      // what it comes to where the rule is broken, in one sentence; may be empty
  std::vector<text::Clause> see;  // see rfc5321/4.2-3: further clauses that it is about
  std::vector<std::string>
      entries;  // of the ledger that it cites: the requirement's, then those of see and by
  Judges judges = Judges::server;
  std::vector<Need> needs;
  std::vector<std::string>
      extensions;                 // extension KEYWORD and the keywords of `needs`, upper case: for selecting
  std::vector<std::string> tags;  // security, robustness, …
  std::vector<Fault> faults;
  bool alone = false;     // must not run beside other cases
  Submission submission;  // where a client is judged
  Given given;
  std::vector<Step> steps;
  std::vector<Content> contents;

  const Content* find_content(std::string_view name) const;
};

// The lines that can show the rule: expectations without `by` and without `or blocked`, in their order, those
// in blocks too, but for optional ones. If there are none, the last expectation without `by`, or what is
// optional. The first is the essential line; a pass that never came to one of them is no pass.
std::vector<const Step*> essential_lines(const Scenario& scenario);

using ScenarioPtr = std::shared_ptr<const Scenario>;

}  // namespace smtpspec::scenario
