// Facts: what a player is told before the play: the names that scenarios use, the deadlines, how the session
// begins.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>

namespace smtpspec::play {

// Ceilings, never assertions: a target that is quicker is not better.
struct Deadlines {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds reply{10'000};
  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds delivery{10'000};
  std::chrono::milliseconds client{20'000};  // a client's next connection, or its end

  Deadlines times(unsigned patience) const {
    return {connect * patience, reply * patience, handshake * patience, delivery * patience,
            client * patience};
  }
};

struct Facts {
  // scenarios/FORMAT.md lists the names. One that is missing makes a scenario that uses it not applicable.
  std::map<std::string, std::string, std::less<>> variables;
  // What the target's profile says of it besides: "delivery" where delivered mail can be read.
  std::set<std::string, std::less<>> facts;
  Deadlines deadlines;
  // TLS from the first octet (RFC 8314): states "in tls" need no STARTTLS then.
  bool implicit_tls = false;
};

}  // namespace smtpspec::play
