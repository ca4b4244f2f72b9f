// Facts: what is told before a play: the names that scenarios use, the deadlines, how the session
// begins.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "smtp/extensions.hpp"

namespace smtpspec::play {

// Ceilings, never assertions: a target that is quicker is not better.
struct Deadlines {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds reply{10'000};
  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds delivery{10'000};
  std::chrono::milliseconds client{20'000};  // a client's next connection, or its end
  std::chrono::milliseconds relay{30'000};   // a relay gives a message up, and says so

  Deadlines times(unsigned patience) const {
    return {connect * patience,  reply * patience,  handshake * patience,
            delivery * patience, client * patience, relay * patience};
  }
};

// What an ordinary session with the target showed before anything was judged: why something that scenarios
// take for granted can't be relied on here, in words. Empty where it works, and where nobody tried.
struct Ordinary {
  std::string noop;     // each NOOP has one reply: fences are made of it
  std::string message;  // so has each message
};

// What is known of a target's offers: the EHLO list in clear and the latest one. Inside TLS they differ.
struct Offers {
  std::optional<smtp::Extensions> in_clear;
  std::optional<smtp::Extensions> latest;
};

struct Facts {
  // scenarios/FORMAT.md lists the names. One that is missing makes a scenario that uses it not applicable.
  std::map<std::string, std::string, std::less<>> variables;
  // What the target's profile says of it besides: "delivery" where delivered mail can be read.
  std::set<std::string, std::less<>> facts;
  Deadlines deadlines;
  // TLS from the first octet (RFC 8314): states "in tls" need no STARTTLS then.
  bool implicit_tls = false;
  Ordinary ordinary;
  Offers offers;  // of earlier sessions
};

}  // namespace smtpspec::play
