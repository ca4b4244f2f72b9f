// Action: what a play wants next. The driver performs it on the leg that it names, and answers with an event
// of that leg. Which kind of leg it is decides what some of them mean: a handshake is begun by a client leg
// and awaited by a server leg.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "play/material/octet_source.hpp"
#include "play/material/submission_order.hpp"
#include "result/results.hpp"
#include "scenario/expectation.hpp"

namespace smtpspec::play {

// Of a client leg: make the connection; TLS from the first octet where the run says so. Answer: Connected,
// PeerReset (refused), DeadlinePassed, TlsFailed or Broken.
struct Connect {
  std::chrono::milliseconds within;
};

// Of a server leg: start the client on this submission. Answer: Done or Broken.
struct Submit {
  SubmissionOrder order;
};

// Of a server leg: wait for the client's next connection, or for its end. Answer: Accepted, ClientEnded,
// DeadlinePassed or Broken.
struct Accept {
  std::chrono::milliseconds within;
};

// One write, or several where the scenario cuts it. Octets behind each other are sent without waiting for
// replies; the driver goes on writing while the next Receive waits. Answer: Done. That the target does not
// take them is no answer of its own: what the next Receive brings decides.
struct Send {
  struct Segment {
    std::vector<OctetSourcePtr> pieces;
  };
  // How a segment is cut into further writes.
  enum class Cut { whole, lines, octets, random, window };

  std::vector<Segment> segments;  // each begins a write of its own
  Cut cut = Cut::whole;
};

// Answer: Received, PeerClosed, PeerReset, TlsBroken, DeadlinePassed or Broken.
struct Receive {
  std::chrono::milliseconds within;
};

// Answer: TlsEstablished, TlsFailed, DeadlinePassed or Broken. Everything sent before is on the wire first.
struct Handshake {
  std::chrono::milliseconds within;
  std::vector<std::string> versions;  // "1.2": what is offered; empty: what OpenSSL does
  std::string sni;                    // of a client leg; empty: none
  scenario::Certificate presenting = scenario::Certificate::good;  // of a server leg
};

// Answer: Done, or what came meanwhile: Received, PeerClosed, PeerReset, TlsBroken. Where replies are awaited
// a pause ends with one: it only gives it time. Where a client is made to wait, the waiting is the point.
struct Pause {
  std::chrono::milliseconds duration;
  bool ends_early = false;
};
struct HalfClose {};
struct Close {};
struct Abort {};

// Wait until the target's deliveries hold `expected` messages with `token` in them and no more will come, or
// the deadline. Answer: DeliveryAnswer.
struct AskDelivery {
  std::string token;
  std::size_t expected;
  std::chrono::milliseconds within;
};

class Hop;

// Of a leg where mail of a relay arrives: its server answers there from now on, `hop` does so in the leg's
// name. Answer: Done or Broken. `hop` outlives the play's connections.
struct Listen {
  Hop* hop;
};

// Wait until something arrives on any of these legs. Answer: News, DeadlinePassed or Broken.
struct AwaitNews {
  std::chrono::milliseconds within;
};

// Kill the target and start it again, with what it had accepted. Answer: Done or Broken.
struct KillTarget {};

// The case is over; `findings` hold what was seen and the transcript what was said.
struct Finish {
  result::Outcome outcome;
};

struct Action {
  using What = std::variant<Connect, Submit, Accept, Send, Receive, Handshake, Pause, HalfClose, Close, Abort,
                            AskDelivery, Listen, AwaitNews, KillTarget, Finish>;
  What what;
  std::size_t leg = 0;  // its number among the play's legs
};

inline bool is_over(const Action& action) {
  return std::holds_alternative<Finish>(action.what);
}

}  // namespace smtpspec::play
