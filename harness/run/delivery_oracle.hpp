// DeliveryOracle: what a target has filed of a case's mail, and whether more of it will come.
//
// A message that was accepted a moment ago may still be on its way to its mailbox, and so may a second one
// that nobody should see. So a marker is sent behind them, an ordinary message on a connection of its own: it
// takes the same way, and where it has arrived, what was accepted before it has arrived as well, or never
// will.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "net/endpoint.hpp"
#include "net/tls_context.hpp"
#include "play/wire/action.hpp"
#include "play/wire/event.hpp"
#include "target/delivery.hpp"

namespace smtpspec::run {

namespace asio = boost::asio;

// How the marker gets there.
struct MarkerWay {
  net::Endpoint endpoint;  // numeric
  bool implicit_tls = false;
  const net::TlsContext* tls = nullptr;  // the client's; not owned
  std::string client, server;            // names for EHLO and for the certificate
  std::string sender, recipient;         // without brackets
};

// Waits for what the case expects, under its deadline, and then for the marker. Where a marker is refused or
// does not arrive in that time, it waits as long as the place needs to settle. What is missing is missing for
// good only where the marker was filed: a target that leaves its mail in a queue files neither (`undecided`).
// Both outlive the coroutine.
asio::awaitable<play::DeliveryAnswer> ask_deliveries(const target::Deliveries& deliveries,
                                                     const MarkerWay& way, play::AskDelivery question);

}  // namespace smtpspec::run
