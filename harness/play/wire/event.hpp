// Event: what happened on one leg of a play.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sasl/channel_binding.hpp"
#include "scenario/client_steps.hpp"

namespace smtpspec::play {

struct Started {};  // the play may begin
struct Received {
  std::string octets;
};                     // at least one octet, cut anywhere
struct PeerClosed {};  // FIN: nothing more will come
struct PeerReset {};   // RST
// Inside TLS something came that is no TLS, or the session ended with an alert.
struct TlsBroken {
  std::string reason;
};
struct DeadlinePassed {};  // the action's own deadline
struct Done {};            // Send was taken over, Pause is over, the connection is ended
// The harness's own surroundings failed: nothing can be said about the target.
struct Broken {
  std::string what;
};

// What is known of a TLS session and of the certificate that the target showed.
struct TlsFacts {
  std::string version;  // "1.3"
  std::string cipher;
  std::vector<std::string>
      names;             // DNS names and addresses of the certificate; its common name if it has none
  bool trusted = false;  // chains to the run's certificate authority
  bool current = false;  // within notBefore and notAfter
  std::string subject;
  sasl::ChannelBindings bindings = {};
};
struct TlsEstablished {
  TlsFacts facts;
};
// Connect succeeded; with TLS facts where the session begins in TLS (RFC 8314).
struct Connected {
  std::string address;  // for the transcript: "127.0.0.1:2525"
  std::optional<TlsFacts> tls;
};
struct TlsFailed {
  std::string reason;
};  // an alert, garbage, a close: the handshake did not succeed

// A client that is judged has connected.
struct Accepted {
  std::string address;  // its own
};
// It has ended, and this is what it told its caller.
struct ClientEnded {
  scenario::Told told = scenario::Told::failed;
  std::string how;        // "exited with status 75"
  std::string output;     // what it wrote, the last of it
  bool declined = false;  // it said that it can't be asked for this submission
  std::string crash;      // how it broke down, one line; empty if it came to its end in order
};

// The delivery oracle's answer: the messages that hold the token, each as it was filed.
struct DeliveryAnswer {
  bool available = false;             // the target has an oracle
  std::vector<std::string> messages;  // octets, trace headers included
  bool lf_line_ends = false;          // the target files lines with LF: contents are compared so
  // Why what is missing may still come; empty where it will not.
  std::string undecided;
};

// Something arrived where mail of a relay does; the leg's server knows what.
struct News {};

struct Event {
  using What =
      std::variant<Started, Connected, Received, PeerClosed, PeerReset, TlsBroken, DeadlinePassed, Done,
                   Broken, TlsEstablished, TlsFailed, Accepted, ClientEnded, DeliveryAnswer, News>;
  What what;
  std::chrono::microseconds at{0};  // since the session began; never decreases
  // The part of this wait during which our own octets were still being taken over: it doesn't count against a
  // deadline.
  std::chrono::microseconds writing{0};
  std::size_t leg = 0;  // where it happened
};

}  // namespace smtpspec::play
