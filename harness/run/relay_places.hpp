// RelayPlaces: where mail of a relay that is judged goes: for each play a domain of its recipients and one of
// its sender, each with an address of this machine of its own.
//
// So whatever arrives at an address belongs to the play that owns it, from the first octet of the connection.
// All have the same port; nothing listens on an address but while its play lasts. A relay is told all of them
// before it starts.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "net/endpoint.hpp"
#include "net/listener.hpp"
#include "play/material/facts.hpp"
#include "run/client_route.hpp"

namespace smtpspec::run {

class RelayPlaces {
 public:
  struct Place {
    std::string next_hop, sender_host;  // domains
    net::Endpoint next_hop_at, sender_host_at;
  };

  // Throws std::runtime_error where this machine has no such addresses.
  RelayPlaces();

  // A line for each domain: DOMAIN ADDRESS PORT.
  std::string listing() const;
  // The next one; they are used in turn, so that late mail of an earlier play finds nobody. May be asked from
  // several threads.
  Place take();

 private:
  Place at(std::size_t number) const;

  asio::io_context context_;
  net::Listener held_;  // so that no other run takes the port
  std::atomic<std::size_t> next_{0};
};

// How mail of a relay is taken.
struct RelayRoute {
  std::shared_ptr<RelayPlaces> places;
  std::shared_ptr<const ServerIdentities> identities;
};

// The names that a play has at a place.
void name(const RelayPlaces::Place& place, play::Facts& facts);

}  // namespace smtpspec::run
