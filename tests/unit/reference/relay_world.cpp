#include "unit/reference/relay_world.hpp"

#include <utility>

#include "reference/client.hpp"

namespace smtpspec::reference {

RelayWorld::RelayWorld(RelayBehaviour behaviour) : relay(std::move(behaviour)) {
  sender_side.server_name = "client.test";
  sender_side.relays = true;
  sender_side.local_domains.clear();
}

std::string RelayWorld::submit(std::string_view octets, bool in_tls, bool unfinished) {
  Server server(relay.server_behaviour(), in_tls ? Channel::tls : Channel::clear);
  server.greet();
  std::string replies;
  for (const std::string_view part : {std::string_view("EHLO client.test\r\n"), octets}) {
    const Output output = server.receive(part);
    if (part == octets) replies = output.octets;
    for (const Message& message : output.accepted) relay.accept(message);
  }
  if (unfinished)
    for (const Message& message : server.connection_ended().accepted) relay.accept(message);
  return replies;
}

void RelayWorld::run() {
  while (const auto errand = relay.next()) {
    ++sessions;
    const bool back = errand->domain == "client.test";
    Client client(relay.client_behaviour(*errand), errand->submission);
    Server server(back ? sender_side : next_hop);
    ClientOutput from_client = client.connected();
    if (lost) from_client = client.connection_ended();
    Output from_server = server.greet();
    std::string all;
    while (!from_client.report) {
      ClientOutput next;
      if (from_client.start_tls) {
        server.tls_established();
        next = client.tls_established({});
      } else if (!from_server.octets.empty()) {
        next = client.receive(std::exchange(from_server.octets, {}));
      } else {
        next = client.connection_ended();
      }
      all += next.octets;
      if (!next.octets.empty()) from_server = server.receive(next.octets);
      if (lost_at_end && !from_server.accepted.empty()) from_server.octets.clear();
      for (Message& one : from_server.accepted) (back ? returned : sent_on).push_back(std::move(one));
      from_server.accepted.clear();
      from_client = std::move(next);
    }
    said.push_back(all);
    relay.ended(*errand, *from_client.report, client.offered());
  }
}

void RelayWorld::run_out() {
  run();
  while (relay.next_round()) run();
}

Behaviour next_hop_offering(std::vector<Extension> extensions) {
  Behaviour behaviour;
  behaviour.let_pass.add(Offence::unknown_recipient);
  behaviour.offers.in_clear = {};
  for (const Extension one : extensions) behaviour.offers.in_clear.add(one);
  behaviour.offers.in_tls = behaviour.offers.in_clear;
  return behaviour;
}

}  // namespace smtpspec::reference
