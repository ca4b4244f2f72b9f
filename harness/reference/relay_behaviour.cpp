#include "reference/relay_behaviour.hpp"

namespace smtpspec::reference {

Behaviour relaying_server() {
  Behaviour server;
  server.relays = true;
  server.policies.add(Policy::refuses_bare_line_ends);
  return server;
}

ClientBehaviour relaying_client() {
  ClientBehaviour client;
  client.transfer = ContentTransfer::chunks_where_offered;
  return client;
}

}  // namespace smtpspec::reference
