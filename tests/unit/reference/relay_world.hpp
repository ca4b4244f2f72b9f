// A relay between two reference servers in memory: what it takes in from a client's session, what it sends
// on, and what it returns.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/relay.hpp"
#include "reference/server.hpp"

namespace smtpspec::reference {

struct RelayWorld {
  explicit RelayWorld(RelayBehaviour behaviour = {});

  // A session with the relay: octets as they are, behind EHLO, in one segment. Answers what it replied.
  // `unfinished`: the connection ends behind them.
  std::string submit(std::string_view octets, bool in_tls = false, bool unfinished = false);
  // Everything that is to be sent now.
  void run();
  // Round after round until nothing waits.
  void run_out();

  Relay relay;
  Behaviour next_hop;
  Behaviour sender_side;          // client.test, which takes anything
  bool lost = false;              // connections end before the greeting
  bool lost_at_end = false;       // and in place of the reply to a content
  std::vector<std::string> said;  // by the relay's client, session by session
  std::vector<Message> sent_on;   // to the next hop
  std::vector<Message> returned;  // to client.test
  std::size_t sessions = 0;
};

// Any recipient of mx.test, and no others.
Behaviour next_hop_offering(std::vector<Extension> extensions);

}  // namespace smtpspec::reference
