// Action: what the player wants next. The driver performs it and answers with an event.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "play/event.hpp"
#include "play/octet_source.hpp"
#include "result/results.hpp"

namespace smtpspec::play {

// Make the connection; TLS from the first octet where the run says so. Answer: Connected, PeerReset
// (refused), DeadlinePassed, TlsFailed or Broken.
struct Connect {
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
struct StartTls {
  std::chrono::milliseconds within;
  std::string sni;                    // empty: none
  std::vector<std::string> versions;  // "1.2": what is offered; empty: what OpenSSL does
};

// Answer: Done, or what came meanwhile: Received, PeerClosed, PeerReset, TlsBroken. A server's pause ends
// with it, a client's does not.
struct Pause {
  std::chrono::milliseconds duration;
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

// The case is over; `findings` hold what was seen and the transcript what was said.
struct Finish {
  result::Outcome outcome;
};

using Action =
    std::variant<Connect, Send, Receive, StartTls, Pause, HalfClose, Close, Abort, AskDelivery, Finish>;

}  // namespace smtpspec::play
